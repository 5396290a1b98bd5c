package remediator.copy;

import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;

/** One key on both sides, whose connections have its database selected. */
final class KeyPair {
  private final byte[] key;
  private final NodeConnection source;
  private final NodeConnection target;
  private final long bytes;
  private final long expiry;

  /**
   * Puts the two together.
   *
   * @param bytes what it takes in the source's memory
   * @param expiry of the source, in milliseconds, -1 for never
   */
  KeyPair(byte[] key, NodeConnection source, NodeConnection target, long bytes, long expiry) {
    this.key = key;
    this.source = source;
    this.target = target;
    this.bytes = bytes;
    this.expiry = expiry;
  }

  byte[] key() {
    return key;
  }

  NodeConnection source() {
    return source;
  }

  NodeConnection target() {
    return target;
  }

  long bytes() {
    return bytes;
  }

  void sendBoth(Command command, byte[]... words) {
    source.send(command, words);
    target.send(command, words);
  }

  /** Whether it may be gone on one side and not yet on the other. */
  boolean expiresSoon() {
    return expiry != -1 && expiry <= KeyComparer.EXPIRY_TOLERANCE_MILLIS;
  }

  /**
   * Whether it has expired, or was evicted, since it was asked for; a difference is none then.
   * Nothing may wait to be read.
   */
  boolean hasExpired() {
    source.send(Command.PTTL, key);
    long left = source.readNumber();
    return left != -1 && left <= KeyComparer.EXPIRY_TOLERANCE_MILLIS;
  }
}
