package remediator.local.data.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.local.data.wire.Command;

/**
 * The subcommands that ElastiCache restricts ("Supported and restricted Valkey and Redis OSS
 * commands"). Commands restricted as a whole have no name in the server, so they need no rule here.
 */
final class Restrictions {
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

  private Restrictions() {}

  /**
   * The command itself or, where it is restricted, one that the server does not know. The server's
   * own refusal comes in its place among the replies, and spoils a transaction as it should.
   */
  static Command passable(Command command) {
    if (!SUBCOMMANDS.getOrDefault(command.name(), Set.of()).contains(command.word(1))) {
      return command;
    }
    List<byte[]> words = new ArrayList<>(command.words().subList(2, command.words().size()));
    words.addFirst((command.name() + "|" + command.word(1)).getBytes(UTF_8));
    return new Command(words);
  }
}
