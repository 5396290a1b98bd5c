package remediator.local.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.local.timeline.TimelineBar;

/**
 * What became of one event.
 *
 * @param event the file
 * @param found what the event says
 * @param timeline who was at what and when, as far as a flow ran
 * @param messages what people were sent, whole
 * @param problems why it could not be understood or dealt with, by the dead letters
 */
public record EventReport(
    String event,
    List<String> found,
    List<FindingReport> findings,
    List<String> problems,
    List<EventStory.Line> story,
    List<TimelineBar> timeline,
    List<String> messages) {
  /**
   * What became of one finding.
   *
   * @param gates who decided and how, in order
   */
  public record FindingReport(
      String id,
      String control,
      String group,
      String decision,
      List<String> reasons,
      String outcome,
      List<GateOutcome> gates,
      int transitions,
      Map<String, Integer> awsCalls,
      long cloudSeconds,
      long serviceSeconds,
      GroupPicture before,
      GroupPicture after,
      Map<String, Object> data,
      Map<String, Object> probe,
      Map<String, Object> copy) {
    Map<String, Object> toMap(boolean asPlanned) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("id", id);
      map.put("control", control);
      map.put("group", group);
      map.put("decision", decision);
      map.put("reasons", reasons);
      map.put("outcome", outcome);
      map.put("asPlanned", asPlanned);
      map.put("gates", gates.stream().map(GateOutcome::toMap).toList());
      map.put("transitions", transitions);
      map.put("awsCalls", awsCalls);
      map.put("cloudSeconds", cloudSeconds);
      map.put("serviceSeconds", serviceSeconds);
      put(map, "before", before == null ? null : before.toMap());
      put(map, "after", after == null ? null : after.toMap());
      put(map, "data", data);
      put(map, "probe", probe);
      put(map, "clone", copy);
      return map;
    }

    private static void put(Map<String, Object> map, String key, Map<String, Object> value) {
      if (value != null && !value.isEmpty()) {
        map.put(key, value);
      }
    }
  }

  /** An event that could not even be sent. */
  public static EventReport broken(Path event, String why) {
    return new EventReport(
        event.toString(),
        List.of(),
        List.of(),
        List.of(TerminalOutput.safe(why)),
        List.of(),
        List.of(),
        List.of());
  }

  Map<String, Object> toMap(GateScript gates) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("event", event);
    map.put(
        "findings",
        findings.stream().map(f -> f.toMap(new PlanJudge(gates).asPlanned(f))).toList());
    if (!problems.isEmpty()) {
      map.put("problems", problems);
    }
    return map;
  }

  /** Whether what was done for this finding was done for one before it, and needs no telling. */
  boolean sameWorkAsEarlier(int index) {
    FindingReport f = findings.get(index);
    return !f.group().isEmpty()
        && findings.subList(0, index).stream()
            .anyMatch(e -> e.group().equals(f.group()) && e.decision().equals(f.decision()));
  }

  /** Whether there was no finding in it that is acted on. */
  boolean ignored() {
    return !findings.isEmpty() && findings.stream().allMatch(f -> f.decision().equals("IGNORED"));
  }

  /** Whether it ended as its plan said, given how gates were answered. */
  public boolean asPlanned(GateScript gates) {
    return problems.isEmpty() && findings.stream().allMatch(f -> new PlanJudge(gates).asPlanned(f));
  }
}
