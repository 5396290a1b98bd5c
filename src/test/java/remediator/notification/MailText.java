package remediator.notification;

import java.util.ArrayList;
import java.util.List;

/** A mail as it was before its lines were broken. */
public final class MailText {
  private MailText() {}

  /** With each item of a list in one line. */
  public static String unwrapped(String mail) {
    List<String> lines = new ArrayList<>();
    boolean item = false;
    for (String line : mail.split("\n", -1)) {
      if (item && line.matches(" {2,3}\\S.*")) {
        lines.add(lines.removeLast() + " " + line.strip());
      } else {
        item = line.matches("(- |\\d+\\. ).*");
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }
}
