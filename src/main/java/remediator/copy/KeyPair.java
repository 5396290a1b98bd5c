package remediator.copy;

import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;

/**
 * One key on both sides, whose connections have its database selected.
 *
 * @param bytes what it takes in the source's memory
 * @param expiry of the source, in milliseconds, -1 for never
 */
record KeyPair(byte[] key, NodeConnection source, NodeConnection target, long bytes, long expiry) {

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
