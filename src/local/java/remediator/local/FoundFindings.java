package remediator.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.local.cloud.EventFixtures;
import remediator.local.report.TerminalOutput;

/** What an event says, in a line a finding: the words of others, not to be trusted. */
final class FoundFindings {
  private static final int MOST = 20;

  private FoundFindings() {}

  static List<String> in(String event) {
    List<Map<String, Object>> findings = EventFixtures.findings(event);
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> finding : findings.subList(0, Math.min(MOST, findings.size()))) {
      lines.add(finding.containsKey("finding_info") ? ocsf(finding) : asff(finding));
    }
    if (findings.size() > MOST) {
      lines.add("and " + (findings.size() - MOST) + " more");
    }
    return lines;
  }

  private static String asff(Map<String, Object> finding) {
    return line(
        text(finding, "Compliance", "SecurityControlId"),
        text(finding, "Compliance", "Status"),
        text(finding, "Resources", "Id"),
        text(finding, "Title"));
  }

  private static String ocsf(Map<String, Object> finding) {
    String alternative = text(finding, "resources", "uid_alt");
    return line(
        text(finding, "compliance", "control"),
        text(finding, "compliance", "status"),
        alternative.startsWith("arn:") ? alternative : text(finding, "resources", "uid"),
        text(finding, "finding_info", "title"));
  }

  private static String line(String control, String status, String resource, String title) {
    return TerminalOutput.safe(control + " " + status + " on " + resource + ": " + title);
  }

  /** What lies there, through objects and the first elements of lists; "?" for nothing. */
  private static String text(Object from, String... path) {
    Object value = from;
    for (String key : path) {
      value = value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value instanceof String s ? s : "?";
  }
}
