package remediator.local.data.server;

import java.util.ArrayList;
import java.util.List;
import remediator.local.data.wire.Command;

/** What clients must know, in the words of Redis's own ACLs. */
final class Passwords {
  private Passwords() {}

  /** The command that lets the default user in by any of these passwords, by none where empty. */
  static Command command(List<String> passwords) {
    List<String> words = new ArrayList<>(List.of("ACL", "SETUSER", "default", "resetpass"));
    if (passwords.isEmpty()) {
      words.add("nopass");
    }
    for (String password : passwords) {
      words.add(">" + password);
    }
    return Command.of(words.toArray(String[]::new));
  }
}
