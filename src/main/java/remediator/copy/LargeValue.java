package remediator.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;

/** A value of any size, of which both sides' parts are compared as they come. */
final class LargeValue {
  private static final long PART_BYTES = 256L << 10;
  private static final int MOST_ELEMENTS = 1000;
  private static final byte[] COUNT = NodeConnection.bytes("COUNT");

  private final String type;
  private final KeyPair pair;

  LargeValue(String type, KeyPair pair) {
    this.type = type;
    this.pair = pair;
  }

  boolean isEqual() {
    return switch (type) {
      case "string" -> sameLength(Command.STRLEN) && strings();
      case "list" -> sameLength(Command.LLEN) && lists();
      case "set" -> sameLength(Command.SCARD) && scanned(Command.SSCAN, this::sameMembers);
      case "hash" -> sameLength(Command.HLEN) && scanned(Command.HSCAN, this::sameFields);
      case "zset" -> sameLength(Command.ZCARD) && scanned(Command.ZSCAN, this::sameScores);
      case "none" -> true;
      default -> throw ContentComparison.unknown(type, pair.key());
    };
  }

  private interface PartComparison {
    boolean equal(List<byte[]> part);
  }

  private long length;

  private boolean sameLength(Command command) {
    pair.sendBoth(command, pair.key());
    length = pair.source().readNumber();
    return length == pair.target().readNumber();
  }

  /** So many elements are about one part. */
  private int elements() {
    long each = Math.max(1, pair.bytes() / Math.max(1, length));
    return Math.clamp(PART_BYTES / each, 1, MOST_ELEMENTS);
  }

  private boolean strings() {
    for (long from = 0; from < length; from += PART_BYTES) {
      pair.sendBoth(
          Command.GETRANGE,
          pair.key(),
          NodeConnection.bytes(from),
          NodeConnection.bytes(from + PART_BYTES - 1));
      byte[] here = pair.source().readBytes();
      if (!Arrays.equals(here, pair.target().readBytes())) {
        return false;
      }
    }
    return true;
  }

  private boolean lists() {
    int step = elements();
    for (long from = 0; from < length; from += step) {
      pair.sendBoth(
          Command.LRANGE,
          pair.key(),
          NodeConnection.bytes(from),
          NodeConnection.bytes(from + step - 1));
      List<?> here = pair.source().readList();
      if (!ContentComparison.equalInOrder(here, pair.target().readList())) {
        return false;
      }
    }
    return true;
  }

  /** All elements of the source, each of which the target must have; the numbers are equal. */
  private boolean scanned(Command scan, PartComparison comparison) {
    byte[] count = NodeConnection.bytes(elements());
    byte[] cursor = NodeConnection.bytes(0);
    do {
      pair.source().send(scan, pair.key(), cursor, COUNT, count);
      List<?> reply = pair.source().readList();
      cursor = (byte[]) reply.getFirst();
      List<byte[]> part = new ArrayList<>();
      ((List<?>) reply.getLast()).forEach(element -> part.add((byte[]) element));
      if (!part.isEmpty() && !comparison.equal(part)) {
        return false;
      }
    } while (!Arrays.equals(cursor, NodeConnection.bytes(0)));
    return true;
  }

  private boolean sameMembers(List<byte[]> members) {
    members.forEach(member -> pair.target().send(Command.SISMEMBER, pair.key(), member));
    boolean same = true;
    for (int i = 0; i < members.size(); i++) {
      // All are read, also after the first that is not there.
      same &= pair.target().readNumber() == 1;
    }
    return same;
  }

  private boolean sameFields(List<byte[]> fields) {
    byte[][] wanted = new byte[1 + fields.size() / 2][];
    wanted[0] = pair.key();
    for (int i = 1; i < wanted.length; i++) {
      wanted[i] = fields.get(2 * (i - 1));
    }
    pair.target().send(Command.HMGET, wanted);
    List<?> there = pair.target().readList();
    for (int i = 0; i < there.size(); i++) {
      if (!Arrays.equals(fields.get(2 * i + 1), (byte[]) there.get(i))) {
        return false;
      }
    }
    return there.size() == wanted.length - 1;
  }

  private boolean sameScores(List<byte[]> scored) {
    for (int i = 0; i < scored.size(); i += 2) {
      pair.target().send(Command.ZSCORE, pair.key(), scored.get(i));
    }
    boolean same = true;
    for (int i = 1; i < scored.size(); i += 2) {
      byte[] there = pair.target().readBytes();
      same &=
          there != null && ContentComparison.score(there) == ContentComparison.score(scored.get(i));
    }
    return same;
  }
}
