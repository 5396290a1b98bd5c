package awsemulator.data.wire;

import java.io.IOException;

/**
 * What came over the connection is not RESP; the message is what Redis answers before it closes.
 */
public final class ProtocolFault extends IOException {
  private static final long serialVersionUID = 1L;

  public ProtocolFault(String message) {
    super(message);
  }
}
