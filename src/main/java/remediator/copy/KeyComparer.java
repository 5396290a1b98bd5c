package remediator.copy;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.MemoryWindow.WindowPart;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.LaneConnections;
import remediator.copy.node.NodeConnection;
import remediator.copy.walk.BatchTally;
import remediator.copy.walk.KeyWalk.BatchWork;
import remediator.copy.walk.ShardWalk.KeyBatch;

/**
 * Compares keys of the source with the target's: whether they are there, when they expire, their
 * types and their values.
 */
final class KeyComparer implements BatchWork {
  /** The sides are asked one after the other, and each engine expires keys in its own time. */
  static final long EXPIRY_TOLERANCE_MILLIS = 2_000;

  /** Larger values are compared part by part, since two of them would have to be held. */
  private static final long LARGE_BYTES = 2L << 20;

  private final LaneConnections targets;
  private final MemoryWindow window;

  KeyComparer(GroupTopology target, MemoryWindow window) {
    this.targets = new LaneConnections(target);
    this.window = window;
  }

  @Override
  public BatchTally process(KeyBatch batch, NodeConnection own) {
    BatchTally tally = new BatchTally();
    SizedKeys keys = SizedKeys.ask(batch, own);
    List<NodeConnection> asked = new ArrayList<>(keys.count());
    for (byte[] key : batch.keys()) {
      NodeConnection target = targets.to(key, batch.database());
      target.send(Command.PTTL, key);
      asked.add(target);
    }
    keys.read(own);
    List<KeyPair> pairs = new ArrayList<>(keys.count());
    for (int i = 0; i < keys.count(); i++) {
      NodeConnection target = asked.get(i);
      KeyPair pair = new KeyPair(keys.key(i), own, target, keys.bytes(i), keys.expiry(i));
      long there = target.readNumber();
      if (keys.expiry(i) == SizedKeys.GONE) {
        tally.addExpired();
      } else if (there == SizedKeys.GONE) {
        missing(pair, tally);
      } else if (expiryDiffers(keys.expiry(i), there)) {
        tally.add(0);
        tally.addDifference("TTL", pair.key());
      } else {
        pairs.add(pair);
      }
    }
    compareValues(pairs, tally);
    return tally;
  }

  private static void missing(KeyPair pair, BatchTally tally) {
    if (pair.expiresSoon()) {
      tally.addExpired();
    } else {
      tally.add(0);
      tally.addDifference("missing", pair.key());
    }
  }

  private static boolean expiryDiffers(long here, long there) {
    if (here < 0 || there < 0) {
      return here != there;
    }
    return Math.abs(here - there) > EXPIRY_TOLERANCE_MILLIS;
  }

  private void compareValues(List<KeyPair> pairs, BatchTally tally) {
    List<KeyPair> portion = new ArrayList<>();
    long bytes = 0;
    for (KeyPair pair : pairs) {
      if (pair.bytes() > LARGE_BYTES) {
        try (WindowPart _ = window.take(LARGE_BYTES)) {
          ContentComparison.large(pair, tally);
        }
        continue;
      }
      if (bytes + pair.bytes() > LARGE_BYTES || portion.size() >= SizedKeys.PORTION_KEYS) {
        compare(portion, bytes, tally);
        portion.clear();
        bytes = 0;
      }
      portion.add(pair);
      bytes += pair.bytes();
    }
    compare(portion, bytes, tally);
  }

  private void compare(List<KeyPair> portion, long bytes, BatchTally tally) {
    // Each value is there twice.
    try (WindowPart _ = window.take(2 * bytes)) {
      for (KeyPair pair : portion) {
        pair.sendBoth(Command.DUMP, pair.key());
      }
      List<KeyPair> unequal = new ArrayList<>();
      for (KeyPair pair : portion) {
        byte[] here = pair.source().readBytes();
        byte[] there = pair.target().readBytes();
        if (here != null && there != null && DumpPayload.sameValue(here, there)) {
          tally.add(here.length);
        } else {
          unequal.add(pair);
        }
      }
      ContentComparison.small(unequal, tally);
    }
  }

  @Override
  public void close() {
    targets.close();
  }
}
