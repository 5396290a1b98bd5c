package remediator.local.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.local.report.EventReport.FindingReport;

/**
 * One finding as the page shows it.
 *
 * @param first of its event
 * @param again whether its work is told with an earlier finding
 */
record FindingView(FindingReport finding, boolean first, boolean again) {
  /** An attribute of the group. */
  record Row(String name, String before, String after) {}

  /** The group's. */
  String name() {
    return finding.group().substring(finding.group().lastIndexOf(':') + 1);
  }

  String title() {
    return (finding.control().isEmpty() ? "a finding" : finding.control())
        + (name().isEmpty() ? "" : " on " + name());
  }

  List<Row> attributes() {
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

  private static String value(Object value) {
    return switch (value) {
      case null -> "gone";
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      case Boolean yes -> yes ? "yes" : "no";
      default -> value.equals("") ? "–" : value.toString();
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
    return work;
  }

  List<String> calls() {
    return finding.awsCalls().entrySet().stream()
        .map(e -> e.getValue() + "\u00a0×\u00a0" + e.getKey())
        .toList();
  }

  /** How the new group differs from the old one, as the plan said. */
  List<String> planned() {
    return differences("planned");
  }

  /** How it differs besides. */
  List<String> different() {
    return differences("different");
  }

  private List<String> differences(String kind) {
    return finding.copy().get(kind) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
