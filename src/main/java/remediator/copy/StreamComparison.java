package remediator.copy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;

/**
 * Compares two streams: their entries, their groups, and what each consumer has not acknowledged
 * yet. Times of last use are left out: they go on.
 */
final class StreamComparison {
  private static final byte[] FIRST = NodeConnection.bytes("-");
  private static final byte[] LAST = NodeConnection.bytes("+");
  private static final byte[] COUNT = NodeConnection.bytes("COUNT");
  private static final byte[] PART = NodeConnection.bytes(100);

  private final KeyPair pair;

  private StreamComparison(KeyPair pair) {
    this.pair = pair;
  }

  static boolean equal(KeyPair pair) {
    StreamComparison comparison = new StreamComparison(pair);
    return comparison.sameLastId() && comparison.sameEntries() && comparison.sameGroups();
  }

  private boolean sameLastId() {
    pair.sendBoth(Command.XINFO, NodeConnection.bytes("STREAM"), pair.key());
    List<?> here = pair.source().readList();
    List<?> there = pair.target().readList();
    return text(here, "length").equals(text(there, "length"))
        && text(here, "last-generated-id").equals(text(there, "last-generated-id"));
  }

  private boolean sameEntries() {
    byte[] from = FIRST;
    while (true) {
      pair.sendBoth(Command.XRANGE, pair.key(), from, LAST, COUNT, PART);
      List<?> here = pair.source().readList();
      if (!ContentComparison.equalInOrder(here, pair.target().readList())) {
        return false;
      }
      if (here.isEmpty()) {
        return true;
      }
      from = after((byte[]) ((List<?>) here.getLast()).getFirst());
    }
  }

  private boolean sameGroups() {
    pair.sendBoth(Command.XINFO, NodeConnection.bytes("GROUPS"), pair.key());
    Map<String, byte[]> names = new HashMap<>();
    Set<String> here = groups(pair.source().readList(), names);
    if (!here.equals(groups(pair.target().readList(), new HashMap<>()))) {
      return false;
    }
    return names.values().stream().allMatch(group -> sameConsumers(group) && samePending(group));
  }

  /** Name, last delivered entry, and number pending. */
  private static Set<String> groups(List<?> reply, Map<String, byte[]> names) {
    Set<String> groups = new HashSet<>();
    for (Object group : reply) {
      List<?> fields = (List<?>) group;
      String name = text(fields, "name");
      names.put(name, name.getBytes(ISO_8859_1));
      groups.add(name + '\n' + text(fields, "last-delivered-id") + '\n' + text(fields, "pending"));
    }
    return groups;
  }

  private boolean sameConsumers(byte[] group) {
    pair.sendBoth(Command.XINFO, NodeConnection.bytes("CONSUMERS"), pair.key(), group);
    Set<String> here = consumers(pair.source().readList());
    return here.equals(consumers(pair.target().readList()));
  }

  private static Set<String> consumers(List<?> reply) {
    Set<String> consumers = new HashSet<>();
    for (Object consumer : reply) {
      consumers.add(text((List<?>) consumer, "name") + '\n' + text((List<?>) consumer, "pending"));
    }
    return consumers;
  }

  private boolean samePending(byte[] group) {
    byte[] from = FIRST;
    while (true) {
      pair.sendBoth(Command.XPENDING, pair.key(), group, from, LAST, PART);
      List<?> here = pair.source().readList();
      if (!ContentComparison.equalInOrder(
          withoutIdleTime(here), withoutIdleTime(pair.target().readList()))) {
        return false;
      }
      if (here.isEmpty()) {
        return true;
      }
      from = after((byte[]) ((List<?>) here.getLast()).getFirst());
    }
  }

  /** Of each: entry, consumer, idle time, deliveries. */
  private static List<?> withoutIdleTime(List<?> pending) {
    List<Object> result = new ArrayList<>();
    for (Object one : pending) {
      List<?> fields = (List<?>) one;
      result.addAll(Arrays.asList(fields.get(0), fields.get(1), fields.get(3)));
    }
    return result;
  }

  /** The next id that there can be; engines before 6.2 know no open intervals. */
  private static byte[] after(byte[] id) {
    String text = new String(id, ISO_8859_1);
    int dash = text.indexOf('-');
    String time = text.substring(0, dash);
    long sequence = Long.parseUnsignedLong(text.substring(dash + 1));
    return NodeConnection.bytes(
        sequence == -1
            ? Long.toUnsignedString(Long.parseUnsignedLong(time) + 1) + "-0"
            : time + "-" + Long.toUnsignedString(sequence + 1));
  }

  /** A field of a reply that alternates names and values; bytes as they are. */
  private static String text(List<?> fields, String name) {
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (new String((byte[]) fields.get(i), ISO_8859_1).equals(name)) {
        Object value = fields.get(i + 1);
        return value instanceof byte[] bytes
            ? new String(bytes, ISO_8859_1)
            : String.valueOf(value);
      }
    }
    return "";
  }
}
