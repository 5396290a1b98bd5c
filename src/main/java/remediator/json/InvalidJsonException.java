package remediator.json;

import com.fasterxml.jackson.core.JsonLocation;

/**
 * A text that is not exactly one JSON value, or not one of the wanted shape. The message says why
 * and where, and never quotes the text: it may hold a secret.
 */
public final class InvalidJsonException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidJsonException(String reason) {
    super(reason);
  }

  InvalidJsonException(String reason, JsonLocation at) {
    this(reason + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }
}
