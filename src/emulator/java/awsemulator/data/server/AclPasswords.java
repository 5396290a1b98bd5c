package awsemulator.data.server;

import awsemulator.data.wire.RespCommand;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients must know, in the words of Redis's own ACLs.
 *
 * @param accepted any of these is good; none is needed where there are none, or where the empty one
 *     is among them
 */
public record AclPasswords(List<String> accepted) {
  /** The user as which clients log in while others still come without a password. */
  private static final String TOKEN_USER = "token";

  public AclPasswords {
    accepted = List.copyOf(accepted);
  }

  /**
   * Whether clients may, but need not, give a password, as while ElastiCache ROTATEs the first
   * token in ("Authenticating with the AUTH command"). Redis has no such state: its default user
   * either has passwords or takes any.
   */
  public boolean optional() {
    return accepted.contains("") && accepted.size() > 1;
  }

  /** The commands that put this into force; connections that are open stay so. */
  List<RespCommand> commands() {
    boolean free = accepted.isEmpty() || accepted.contains("");
    List<String> none = List.of();
    return List.of(
        user("default", free ? List.of("nopass") : secrets()),
        user(TOKEN_USER, List.of(optional() ? "on" : "off", "~*", "&*", "+@all")),
        user(TOKEN_USER, optional() ? secrets() : none));
  }

  private List<String> secrets() {
    return accepted.stream().filter(p -> !p.isEmpty()).map(p -> ">" + p).toList();
  }

  private static RespCommand user(String name, List<String> rules) {
    List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", name, "resetpass"));
    words.addAll(rules);
    return RespCommand.of(words.toArray(String[]::new));
  }

  /** What a client sends to log in, while passwords are {@link #optional}, as Redis needs it. */
  public static RespCommand asTokenUser(RespCommand command) {
    return switch (command.name()) {
      case "auth" ->
          command.words().size() == 2
              ? RespCommand.of("AUTH", TOKEN_USER, command.strings().get(1))
              : named(command, 1);
      case "hello" -> command.word(2).equals("auth") ? named(command, 3) : command;
      default -> command;
    };
  }

  private static RespCommand named(RespCommand command, int index) {
    if (!command.word(index).equals("default")) {
      return command;
    }
    List<String> words = new ArrayList<>(command.strings());
    words.set(index, TOKEN_USER);
    return RespCommand.of(words.toArray(String[]::new));
  }
}
