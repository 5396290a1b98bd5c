package remediator.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import remediator.bench.StartTimes.Kind;
import remediator.local.Costs;
import remediator.local.FlowCount;

/**
 * All that was measured, for people and for programs.
 *
 * @param flows by name
 * @param warm microseconds from an event to its plans, by the event's format
 */
record BenchReport(
    Map<String, FlowCount> flows, Map<String, Sample> warm, Map<Kind, StartTimes.Measured> starts) {

  void print(PrintStream out) {
    flows.forEach(
        (name, flow) -> {
          line(
              out,
              name,
              "%d transitions, %d AWS calls, %.1f %% time added, $%.5f; with gates open for 14 days"
                      .formatted(
                          flow.transitions(),
                          flow.awsCalls(),
                          flow.addedTimeRatio() * 100,
                          Costs.remediation(flow))
                  + " %d transitions, %d history events"
                      .formatted(flow.slow().transitions(), flow.slow().historyEvents()));
          line(out, "", flow.calls().toString());
        });
    Costs.rows(flows.get("onlineTls"), flows.get("replace")).forEach(out::println);
    warm.forEach((format, s) -> line(out, "event to plan, " + format, text(s, "µs")));
    starts.forEach(
        (kind, m) ->
            line(
                out,
                "start, " + kind.text(),
                text(m.wall(), "ms") + "; %.0f ms of CPU".formatted(m.cpu().median())));
    line(out, "  ignored / bare", "%.2f".formatted(ratio(Kind.IGNORED, Kind.BARE)));
    line(out, "  restored / acting", "%.2f".formatted(ratio(Kind.RESTORED, Kind.ACTING)));
  }

  private static void line(PrintStream out, String label, String text) {
    out.printf(Locale.ROOT, "%-22s %s%n", label, text);
  }

  private static String text(Sample s, String unit) {
    return "n %d, median %.0f %s, middle half %.0f–%.0f"
        .formatted(s.n(), s.median(), unit, s.quantile(0.25), s.quantile(0.75));
  }

  private double ratio(Kind kind, Kind reference) {
    return starts.get(kind).wall().median() / starts.get(reference).wall().median();
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    Map<String, Object> counted = new LinkedHashMap<>();
    flows.forEach((name, flow) -> counted.put(name, toMap(flow)));
    map.put("flows", counted);
    Map<String, Object> planned = new LinkedHashMap<>();
    warm.forEach((format, sample) -> planned.put(format, sample.toMap()));
    map.put("warmMicros", planned);
    Map<String, Object> started = new LinkedHashMap<>();
    starts.forEach(
        (kind, m) ->
            started.put(kind.text(), Map.of("wall", m.wall().toMap(), "cpu", m.cpu().toMap())));
    started.put("ignoredToBare", Sample.rounded(ratio(Kind.IGNORED, Kind.BARE)));
    started.put("restoredToActing", Sample.rounded(ratio(Kind.RESTORED, Kind.ACTING)));
    map.put("startMillis", started);
    return map;
  }

  private static Map<String, Object> toMap(FlowCount flow) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("transitions", flow.transitions());
    map.put("awsCalls", flow.awsCalls());
    map.put("addedTimeRatio", Sample.rounded(flow.addedTimeRatio()));
    map.put("dollars", Costs.remediation(flow));
    map.put("calls", flow.calls());
    map.put("transitionsIn14Days", flow.slow().transitions());
    map.put("historyEventsIn14Days", flow.slow().historyEvents());
    return map;
  }
}
