package awsemulator.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Rights that no test can use, each line with the reason: {@code action (a regular expression):
 * why}, where a statement's Sid and a space may stand before the action. Lines that begin with
 * {@code #} are comments.
 */
final class UnusedRights {
  /** More would be a list that nobody reads. */
  private static final int MOST = 5;

  private record Line(String action, String why) {
    boolean covers(String right) {
      return right.replaceFirst(": ", " ").matches("(?:.* )?" + action);
    }
  }

  private final List<Line> lines = new ArrayList<>();

  static UnusedRights read(Path file) throws IOException {
    UnusedRights exceptions = new UnusedRights();
    for (String text : Files.readAllLines(file)) {
      if (!text.isBlank() && !text.startsWith("#")) {
        int end = text.indexOf(": ");
        exceptions.lines.add(new Line(text.substring(0, end), text.substring(end + 2).trim()));
      }
    }
    return exceptions;
  }

  /** The reason why this right is not used, or empty. */
  String why(String right) {
    return lines.stream().filter(l -> l.covers(right)).map(Line::why).findFirst().orElse("");
  }

  /** Sentences on what is wrong with the list itself. */
  List<String> problems(List<String> unused) {
    List<String> problems = new ArrayList<>();
    if (lines.size() > MOST) {
      problems.add(lines.size() + " exceptions are too many; " + MOST + " is the limit");
    }
    for (Line line : lines) {
      if (line.why().isEmpty() || unused.stream().noneMatch(line::covers)) {
        problems.add("the exception \"" + line.action() + "\" has no reason, or is not needed");
      }
    }
    return problems;
  }
}
