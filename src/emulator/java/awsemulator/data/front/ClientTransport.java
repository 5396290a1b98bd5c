package awsemulator.data.front;

/** How a client's bytes come over the wire. */
public enum ClientTransport {
  PLAINTEXT,
  TLS;

  /** The first byte of every TLS connection: a record of type handshake (RFC 8446, 5.1). */
  private static final int TLS_HANDSHAKE = 0x16;

  static ClientTransport ofFirstByte(int first) {
    return first == TLS_HANDSHAKE ? TLS : PLAINTEXT;
  }
}
