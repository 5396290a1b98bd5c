package remediator.copy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.CopyProblemException;
import remediator.copy.node.NodeConnection;
import remediator.copy.walk.BatchTally;

/**
 * Compares values by what they hold, where their dumped forms differ: the order of a hash table is
 * each process's own, and versions encode the same value differently.
 */
final class ContentComparison {
  private static final byte[] FIRST = NodeConnection.bytes("0");
  private static final byte[] LAST = NodeConnection.bytes("-1");
  private static final byte[] WITHSCORES = NodeConnection.bytes("WITHSCORES");

  private ContentComparison() {}

  private record Suspect(String kind, KeyPair pair) {}

  /** Values that fit into memory together, many at a time. */
  static void small(List<KeyPair> pairs, BatchTally tally) {
    pairs.forEach(pair -> pair.sendBoth(Command.TYPE, pair.key()));
    List<Suspect> suspects = new ArrayList<>();
    List<KeyPair> streams = new ArrayList<>();
    Map<KeyPair, String> types = new HashMap<>();
    List<KeyPair> same = new ArrayList<>();
    for (KeyPair pair : pairs) {
      String here = NodeConnection.string(pair.source().readBytes());
      String there = NodeConnection.string(pair.target().readBytes());
      if (!here.equals(there)) {
        suspects.add(new Suspect(there.equals("none") ? "missing" : "type", pair));
      } else if (here.equals("stream")) {
        streams.add(pair);
      } else {
        types.put(pair, here);
        same.add(pair);
      }
    }
    same.forEach(pair -> sendWhole(types.get(pair), pair));
    for (KeyPair pair : same) {
      if (equal(types.get(pair), pair.source().read(), pair.target().read())) {
        tally.add(pair.bytes());
      } else {
        suspects.add(new Suspect("value", pair));
      }
    }
    for (KeyPair pair : streams) {
      if (StreamComparison.equal(pair)) {
        tally.add(pair.bytes());
      } else {
        suspects.add(new Suspect("value", pair));
      }
    }
    suspects.forEach(suspect -> judge(suspect, tally));
  }

  private static void judge(Suspect suspect, BatchTally tally) {
    if (suspect.pair().hasExpired()) {
      tally.addExpired();
    } else {
      tally.add(0);
      tally.addDifference(suspect.kind(), suspect.pair().key());
    }
  }

  /** One value, part by part. */
  static void large(KeyPair pair, BatchTally tally) {
    pair.sendBoth(Command.TYPE, pair.key());
    String here = NodeConnection.string(pair.source().readBytes());
    String there = NodeConnection.string(pair.target().readBytes());
    if (!here.equals(there)) {
      judge(new Suspect(there.equals("none") ? "missing" : "type", pair), tally);
    } else if (here.equals("stream")
        ? StreamComparison.equal(pair)
        : new LargeValue(here, pair).isEqual()) {
      tally.add(pair.bytes());
    } else {
      judge(new Suspect("value", pair), tally);
    }
  }

  private static void sendWhole(String type, KeyPair pair) {
    switch (type) {
      case "string" -> pair.sendBoth(Command.GET, pair.key());
      case "list" -> pair.sendBoth(Command.LRANGE, pair.key(), FIRST, LAST);
      case "set" -> pair.sendBoth(Command.SMEMBERS, pair.key());
      case "zset" -> pair.sendBoth(Command.ZRANGE, pair.key(), FIRST, LAST, WITHSCORES);
      case "hash" -> pair.sendBoth(Command.HGETALL, pair.key());
      // Gone on both sides: both answer null.
      case "none" -> pair.sendBoth(Command.GET, pair.key());
      default -> throw unknown(type, pair.key());
    }
  }

  static CopyProblemException unknown(String type, byte[] key) {
    return new CopyProblemException(
        "The key %s is of the type %s, which is not compared. Remove such keys, or choose another way."
            .formatted(BatchTally.hash(key), type),
        false);
  }

  private static boolean equal(String type, Object here, Object there) {
    if (!(here instanceof List<?> one) || !(there instanceof List<?> other)) {
      return equalElements(here, there);
    }
    if (one.size() != other.size()) {
      return false;
    }
    return switch (type) {
      case "set" -> members(one).equals(members(other));
      case "hash" -> fields(one).equals(fields(other));
      case "zset" -> equalScored(one, other);
      default -> equalInOrder(one, other);
    };
  }

  private static Set<ByteBuffer> members(List<?> list) {
    Set<ByteBuffer> set = HashSet.newHashSet(list.size());
    list.forEach(member -> set.add(ByteBuffer.wrap((byte[]) member)));
    return set;
  }

  private static Map<ByteBuffer, ByteBuffer> fields(List<?> list) {
    Map<ByteBuffer, ByteBuffer> map = HashMap.newHashMap(list.size() / 2);
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      map.put(ByteBuffer.wrap((byte[]) i.next()), ByteBuffer.wrap((byte[]) i.next()));
    }
    return map;
  }

  private static boolean equalScored(List<?> one, List<?> other) {
    for (int i = 0; i < one.size(); i += 2) {
      if (!Arrays.equals((byte[]) one.get(i), (byte[]) other.get(i))
          || score(one.get(i + 1)) != score(other.get(i + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Versions write one number differently: 3.1000000000000001 and 3.1. */
  static double score(Object reply) {
    String text = NodeConnection.string(reply);
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Deep: the entries of streams are lists of lists. */
  static boolean equalInOrder(List<?> one, List<?> other) {
    if (one.size() != other.size()) {
      return false;
    }
    Iterator<?> others = other.iterator();
    for (Object mine : one) {
      if (!equalElements(mine, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalElements(Object mine, Object theirs) {
    if (mine instanceof List<?> one && theirs instanceof List<?> other) {
      return equalInOrder(one, other);
    }
    if (mine instanceof byte[] one && theirs instanceof byte[] other) {
      return Arrays.equals(one, other);
    }
    return Objects.equals(mine, theirs);
  }
}
