package remediator.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import remediator.local.run.Costs;
import remediator.local.run.FlowCount;

/** All that was measured, for people and for programs. */
record Table(
    Map<String, ColdStart.Measured> starts,
    Map<String, Integer> calls,
    Map<String, WarmRun.Measured> warm,
    PackageSize packed,
    FlowCount onlineTls,
    FlowCount replace) {

  void print(PrintStream out) {
    starts.forEach((name, m) -> line(out, "cold start, " + name, times(m.wall()) + cpu(m)));
    line(out, "  acting / usual", "%.2f".formatted(ratio("acting", "usual")));
    line(out, "  ignored / bare", "%.2f".formatted(ratio("ignored", "bare")));
    line(out, "  calls of the acting one", calls.toString());
    warm.forEach(
        (event, m) ->
            line(
                out,
                "event to plan, " + event,
                "%s  %.0f KB allocated, %.2f µs per KB of event"
                    .formatted(
                        micros(m.micros()),
                        m.allocated() / 1024,
                        m.micros().median() * 1024 / m.size())));
    flow(out, "online TLS", onlineTls);
    flow(out, "replacement", replace);
    packed.reasons().forEach((jar, why) -> out.printf(Locale.ROOT, "%-44s %s%n", jar, why));
    line(
        out,
        "package",
        "%.1f MB, %d jars".formatted(packed.bytes() / 1e6, packed.reasons().size()));
    Costs.rows(onlineTls, replace).forEach(out::println);
  }

  private static void flow(PrintStream out, String name, FlowCount flow) {
    line(
        out,
        name,
        "%d transitions, %d AWS calls, %.1f %% time added; with gates open for 14 days %d"
                .formatted(
                    flow.transitions(),
                    flow.awsCalls(),
                    flow.addedTimeRatio() * 100,
                    flow.slow().transitions())
            + " transitions, %d history events".formatted(flow.slow().historyEvents()));
    line(out, "", flow.calls().toString());
  }

  private static void line(PrintStream out, String label, String text) {
    out.printf(Locale.ROOT, "%-26s %s%n", label, text);
  }

  private static String times(Sample s) {
    return "n %d, median %.0f ms, middle half %.0f–%.0f"
        .formatted(s.n(), s.median(), s.quantile(0.25), s.quantile(0.75));
  }

  private static String cpu(ColdStart.Measured m) {
    return "; %.0f ms of CPU".formatted(m.cpu().median());
  }

  private static String micros(Sample s) {
    return "n %d, median %.1f µs, middle half %.1f–%.1f;"
        .formatted(s.n(), s.median(), s.quantile(0.25), s.quantile(0.75));
  }

  private double ratio(String name, String reference) {
    return starts.get(name).wall().median() / starts.get(reference).wall().median();
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("coldStart", coldStart());
    Map<String, Object> warmed = new LinkedHashMap<>();
    warm.forEach(
        (event, m) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("us", Sample.rounded(m.micros().median()));
          one.put("bytes", Math.round(m.allocated()));
          one.put("eventBytes", m.size());
          one.put("sample", m.micros().toMap());
          warmed.put(event, one);
        });
    json.put("warm", warmed);
    json.put("packageBytes", packed.bytes());
    json.put("flows", Map.of("onlineTls", flow(onlineTls), "replace", flow(replace)));
    return json;
  }

  private Map<String, Object> coldStart() {
    Map<String, Object> cold = new LinkedHashMap<>();
    Map<String, Object> samples = new LinkedHashMap<>();
    starts.forEach(
        (name, m) -> {
          cold.put(name + "Ms", Sample.rounded(m.wall().median()));
          samples.put(name, Map.of("wall", m.wall().toMap(), "cpu", m.cpu().toMap()));
        });
    cold.put("actingToUsual", Sample.rounded(ratio("acting", "usual")));
    cold.put("ignoredToBare", Sample.rounded(ratio("ignored", "bare")));
    cold.put("samples", samples);
    return cold;
  }

  private static Map<String, Object> flow(FlowCount flow) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("transitions", flow.transitions());
    map.put("awsCalls", flow.awsCalls());
    map.put("addedTimeRatio", Sample.rounded(flow.addedTimeRatio()));
    map.put("calls", flow.calls());
    map.put("transitionsIn14Days", flow.slow().transitions());
    map.put("historyEventsIn14Days", flow.slow().historyEvents());
    return map;
  }
}
