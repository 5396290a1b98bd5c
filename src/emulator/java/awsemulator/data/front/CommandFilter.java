package awsemulator.data.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.data.server.AclPasswords;
import awsemulator.data.wire.RespCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What gets through to the server: all but the subcommands that ElastiCache restricts ("Supported
 * and restricted Valkey and Redis OSS commands"). Commands restricted as a whole have no name in
 * the server, so they need no rule here.
 */
final class CommandFilter {
  private static final Map<String, Set<String>> SUBCOMMANDS =
      Map.of(
          "acl",
          Set.of("setuser", "load", "save", "deluser"),
          "cluster",
          Set.of(
              "addslot",
              "addslots",
              "addslotsrange",
              "bumpepoch",
              "delslot",
              "delslots",
              "delslotsrange",
              "failover",
              "flushslots",
              "forget",
              "links",
              "meet",
              "setslot"));

  private final ClusterNode node;
  private volatile boolean passwordsOptional;

  CommandFilter(ClusterNode node) {
    this.node = node;
  }

  void passwordsOptional(boolean optional) {
    passwordsOptional = optional;
  }

  /**
   * The command as the server needs it. For a restricted one that is one that the server does not
   * know: its own refusal comes in its place among the replies, and spoils a transaction as it
   * should. What the server does not know of a cluster it is told to say.
   */
  RespCommand of(RespCommand command) {
    if (SUBCOMMANDS.getOrDefault(command.name(), Set.of()).contains(command.word(1))) {
      return unknown(command);
    }
    if (node.clusterMode() && command.name().equals("cluster") && command.word(1).equals("nodes")) {
      return new RespCommand(List.of("ECHO".getBytes(UTF_8), node.nodes().getBytes(UTF_8)));
    }
    return passwordsOptional ? AclPasswords.asTokenUser(command) : command;
  }

  private static RespCommand unknown(RespCommand command) {
    List<byte[]> words = new ArrayList<>(command.words().subList(2, command.words().size()));
    words.addFirst((command.name() + "|" + command.word(1)).getBytes(UTF_8));
    return new RespCommand(words);
  }
}
