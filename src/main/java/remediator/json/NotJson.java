package remediator.json;

import java.io.IOException;

/** A text that is not exactly one JSON value; the message says why, and where. */
public final class NotJson extends IOException {
  private static final long serialVersionUID = 1L;

  NotJson(String message) {
    super(message);
  }
}
