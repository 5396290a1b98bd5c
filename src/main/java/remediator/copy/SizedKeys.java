package remediator.copy;

import java.util.List;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;
import remediator.copy.walk.ShardWalk.KeyBatch;

/**
 * The keys of a batch with what they take and when they expire, asked for before any value: so the
 * values can be asked for in portions that fit into the window.
 */
final class SizedKeys {
  static final long GONE = -2;

  /** Of one lane at a time. */
  private static final long PORTION_BYTES = 4L << 20;

  /** More than this many commands at a time are no faster. */
  static final int PORTION_KEYS = 256;

  private static final byte[] USAGE = NodeConnection.bytes("USAGE");

  private final List<byte[]> keys;
  private final long[] bytes;
  private final long[] expiry;

  private SizedKeys(List<byte[]> keys) {
    this.keys = keys;
    this.bytes = new long[keys.size()];
    this.expiry = new long[keys.size()];
  }

  /** Queues the questions; {@link #read} reads the answers. */
  static SizedKeys ask(KeyBatch batch, NodeConnection own) {
    for (byte[] key : batch.keys()) {
      own.send(Command.MEMORY, USAGE, key);
      own.send(Command.PTTL, key);
    }
    return new SizedKeys(batch.keys());
  }

  void read(NodeConnection own) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = own.readNumber();
      expiry[i] = own.readNumber();
    }
  }

  int count() {
    return keys.size();
  }

  byte[] key(int i) {
    return keys.get(i);
  }

  /** What the key takes in the engine's memory; its dumped value is seldom larger. */
  long bytes(int i) {
    return bytes[i];
  }

  /** Milliseconds, -1 for never, {@link #GONE} where the key is. */
  long expiry(int i) {
    return expiry[i];
  }

  /** Where the portion that begins at {@code from} ends: of at least one key. */
  int endOfPortion(int from) {
    long sum = bytes[from];
    int end = from + 1;
    while (end < bytes.length && end - from < PORTION_KEYS && sum + bytes[end] <= PORTION_BYTES) {
      sum += bytes[end];
      end++;
    }
    return end;
  }

  long bytes(int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += bytes[i];
    }
    return sum;
  }
}
