package remediator.local.data.front;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.local.data.server.Passwords;
import remediator.local.data.wire.Command;

/**
 * What gets through to the server: all but the subcommands that ElastiCache restricts ("Supported
 * and restricted Valkey and Redis OSS commands"). Commands restricted as a whole have no name in
 * the server, so they need no rule here.
 */
final class Passage {
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

  private volatile boolean passwordsOptional;

  void passwordsOptional(boolean optional) {
    passwordsOptional = optional;
  }

  /**
   * The command as the server needs it. For a restricted one that is one that the server does not
   * know: its own refusal comes in its place among the replies, and spoils a transaction as it
   * should.
   */
  Command of(Command command) {
    if (SUBCOMMANDS.getOrDefault(command.name(), Set.of()).contains(command.word(1))) {
      return unknown(command);
    }
    return passwordsOptional ? Passwords.asTokenUser(command) : command;
  }

  private static Command unknown(Command command) {
    List<byte[]> words = new ArrayList<>(command.words().subList(2, command.words().size()));
    words.addFirst((command.name() + "|" + command.word(1)).getBytes(UTF_8));
    return new Command(words);
  }
}
