package remediator.local.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import remediator.local.report.EventReport.FindingReport;
import remediator.notification.AmountWords;

/**
 * One finding as the page shows it.
 *
 * @param again whether its work is told with an earlier finding
 */
record FindingView(FindingReport finding, boolean again) {
  private static final String NONE = "–";

  /** An attribute of the group. */
  record Row(String name, List<String> before, List<String> after) {}

  /** How the new group differs from the old one in one attribute. */
  record Difference(String name, String before, String after, String why) {}

  private static final Pattern DIFFERENCE =
      Pattern.compile("(\\S+) is \"(.*)\", was \"(.*)\": (.*)");

  /** The group's. */
  String name() {
    return finding.group().substring(finding.group().lastIndexOf(':') + 1);
  }

  String title() {
    return (finding.control().isEmpty() ? "a finding" : finding.control())
        + (name().isEmpty() ? "" : " on " + name());
  }

  List<Row> changed() {
    return attributes().stream().filter(row -> !row.before().equals(row.after())).toList();
  }

  /** The others in a sentence; those that no value is known of are of no use in it. */
  String unchanged() {
    return attributes().stream()
        .filter(row -> row.before().equals(row.after()) && !row.before().equals(List.of(NONE)))
        .map(row -> row.name() + ": " + String.join(", ", row.before()))
        .collect(Collectors.joining("; "));
  }

  private List<Row> attributes() {
    if (finding.before() == null) {
      return List.of();
    }
    Map<String, Object> after = finding.after() == null ? Map.of() : finding.after().toMap();
    return finding.before().toMap().entrySet().stream()
        .map(e -> new Row(label(e.getKey()), value(e.getValue()), value(after.get(e.getKey()))))
        .toList();
  }

  private static String label(String name) {
    return switch (name) {
      case "group" -> "replication group";
      case "atRest" -> "encrypted at rest";
      case "kmsKeyId" -> "KMS key";
      case "transitEncryptionMode" -> "TLS";
      case "engineVersion" -> "version";
      default -> name;
    };
  }

  private static List<String> value(Object value) {
    return switch (value) {
      case null -> List.of("gone");
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case Boolean yes -> List.of(yes ? "yes" : "no");
      default -> List.of(value.equals("") ? NONE : value.toString());
    };
  }

  /** What was done, and what it took. */
  Map<String, String> work() {
    Map<String, String> work = new LinkedHashMap<>();
    if (finding.decision().equals("REPLACE")) {
      work.put("pause of writes", EventResults.pauses());
    }
    if (!finding.data().isEmpty()) {
      work.put("data", EventResults.data(finding.data()));
    }
    if (!finding.probe().isEmpty()) {
      work.put("a real client sees", EventResults.probe(finding.probe()));
    }
    if (!finding.copy().isEmpty()) {
      work.put("copy and original", EventResults.copied(finding.copy()));
    }
    if (finding.transitions() > 0) {
      work.put("time", EventResults.time(finding));
    }
    work.put("work", EventResults.work(finding));
    work.replaceAll((_, text) -> AmountWords.english(text));
    return work;
  }

  List<String> calls() {
    return finding.awsCalls().entrySet().stream()
        .map(e -> e.getValue() + "\u00a0×\u00a0" + e.getKey())
        .toList();
  }

  /** How the new group differs from the old one, as the plan said. */
  List<Difference> planned() {
    return differences("planned").stream().map(FindingView::difference).toList();
  }

  /** How it differs besides. */
  List<String> different() {
    return differences("different");
  }

  private static Difference difference(String line) {
    Matcher known = DIFFERENCE.matcher(line);
    return known.matches()
        ? new Difference(known.group(1), known.group(3), known.group(2), known.group(4))
        : new Difference("", "", "", line);
  }

  private List<String> differences(String kind) {
    return finding.copy().get(kind) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
