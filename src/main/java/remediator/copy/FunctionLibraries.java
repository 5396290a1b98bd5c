package remediator.copy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.NodeConnection;
import remediator.copy.node.NodeFacts;
import remediator.copy.walk.BatchTally;

/** Functions of the engine's own ({@code FUNCTION}), which every primary of a group has. */
final class FunctionLibraries {
  private static final byte[] DUMP = NodeConnection.bytes("DUMP");
  private static final byte[] RESTORE = NodeConnection.bytes("RESTORE");
  private static final byte[] REPLACE = NodeConnection.bytes("REPLACE");
  private static final byte[] LIST = NodeConnection.bytes("LIST");
  private static final byte[] WITHCODE = NodeConnection.bytes("WITHCODE");

  private FunctionLibraries() {}

  /** Copies them to every primary of the target. */
  static void copy(GroupTopology source, GroupTopology target) {
    for (NodeFacts from : source.primaries()) {
      if (libraries(source, from).isEmpty()) {
        continue;
      }
      try (NodeConnection reading = source.connect(from)) {
        reading.send(Command.FUNCTION, DUMP);
        byte[] payload = reading.readBytes();
        for (NodeFacts to : target.primaries()) {
          try (NodeConnection writing = target.connect(to)) {
            writing.send(Command.FUNCTION, RESTORE, payload, REPLACE);
            writing.read();
          }
        }
      }
    }
  }

  /** Compares those of all primaries, both ways. */
  static void compare(GroupTopology source, GroupTopology target, BatchTally tally) {
    Set<String> wanted = new TreeSet<>();
    source.primaries().forEach(node -> wanted.addAll(libraries(source, node)));
    for (NodeFacts node : target.primaries()) {
      Set<String> found = new TreeSet<>(libraries(target, node));
      Set<String> different = new TreeSet<>(wanted);
      different.removeAll(found);
      found.removeAll(wanted);
      different.addAll(found);
      different.forEach(
          library -> tally.addDifference("function library", NodeConnection.bytes(library)));
    }
  }

  /** Name and code of each library; none where the engine is older than functions. */
  static List<String> libraries(GroupTopology side, NodeFacts node) {
    List<String> found = new ArrayList<>();
    if (node.hasFunctions()) {
      try (NodeConnection connection = side.connect(node)) {
        connection.send(Command.FUNCTION, LIST, WITHCODE);
        connection.readList().forEach(library -> found.add(library((List<?>) library)));
      }
    }
    return found;
  }

  private static String library(List<?> fields) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String name = NodeConnection.string(fields.get(i));
      if (Arrays.asList("library_name", "library_code").contains(name)) {
        text.append(NodeConnection.string(fields.get(i + 1))).append('\n');
      }
    }
    return text.toString();
  }
}
