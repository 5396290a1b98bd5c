package remediator.local.plan;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.approval.Html;
import remediator.finding.TextSanitizer;
import remediator.forecast.FleetForecast;
import remediator.forecast.GroupForecast;
import remediator.forecast.GroupForecast.Stage;
import remediator.group.CacheGroup;
import remediator.json.StrictJson;
import remediator.notification.AmountWords;
import remediator.notification.Messages;

/**
 * The plan for people: one page that needs nothing from elsewhere. Its rows are data that its
 * script shows, since thousands of groups would be too much to look at and too large.
 *
 * @param policy as {@code -Dpolicy} says, or "the template's defaults"
 */
record PlanPage(FleetForecast forecast, List<String> warnings, String policy) {
  private static final int LONGEST = 4_000;
  private static final int MOST_BARS = 8;

  PlanPage {
    warnings = List.copyOf(warnings);
    policy = policy.isEmpty() ? "the template's defaults" : policy;
  }

  /**
   * A bar of a chart.
   *
   * @param look its class in the style sheet
   * @param percent of the longest
   */
  record Bar(String name, String value, String look, int percent) {}

  void write(Path file) throws IOException {
    Files.writeString(file, Html.render(out -> JtePlanPageGenerated.render(out, null, this)));
  }

  String made() {
    return Messages.ENGLISH.time(Instant.now().toString());
  }

  List<Bar> decisions() {
    int most =
        forecast.byDecision().values().stream()
            .mapToInt(FleetForecast.Total::groups)
            .max()
            .orElse(1);
    List<Bar> bars = new ArrayList<>();
    forecast
        .byDecision()
        .forEach(
            (decision, total) ->
                bars.add(
                    new Bar(
                        decision.name(),
                        String.valueOf(total.groups()),
                        decision.name(),
                        Math.max(1, 100 * total.groups() / most))));
    return bars;
  }

  /** The dearest places; the others together. */
  List<Bar> costs() {
    Map<String, BigDecimal> byPlace = new TreeMap<>();
    forecast
        .groups()
        .forEach(
            g ->
                g.cost()
                    .ifPresent(
                        cost ->
                            byPlace.merge(
                                g.group().arn().account() + " " + g.group().arn().region(),
                                cost,
                                BigDecimal::add)));
    List<Map.Entry<String, BigDecimal>> dearest =
        byPlace.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    for (int i = 0; i < dearest.size(); i++) {
      shown.merge(
          i < MOST_BARS ? dearest.get(i).getKey() : "all others",
          dearest.get(i).getValue(),
          BigDecimal::add);
    }
    double most = shown.values().stream().mapToDouble(BigDecimal::doubleValue).max().orElse(1);
    return shown.entrySet().stream()
        .map(
            e ->
                new Bar(
                    e.getKey(),
                    "$" + PlanCsv.cents(e.getValue()),
                    "cost",
                    (int) Math.max(1, 100 * e.getValue().doubleValue() / most)))
        .toList();
  }

  /** The rows for the script; a sentence that several groups share is in it once. */
  String data() {
    Map<String, Integer> texts = new LinkedHashMap<>();
    List<Object> rows = new ArrayList<>();
    for (GroupForecast group : forecast.groups()) {
      rows.add(row(group, texts));
    }
    return StrictJson.write(
            Map.of(
                "texts",
                List.copyOf(texts.keySet()),
                "rows",
                rows,
                "stages",
                Arrays.stream(Stage.values()).map(Stage::title).toList()))
        // No text ends the script element.
        .replace("<", "\\u003c");
  }

  private static List<Object> row(GroupForecast forecast, Map<String, Integer> texts) {
    CacheGroup group = forecast.group();
    List<Object> row = new ArrayList<>();
    row.add(group.arn().id());
    row.add(group.arn().account());
    row.add(group.arn().region());
    row.add(forecast.decision().name() + (forecast.onlyTold() ? " (plan-only)" : ""));
    row.add(safe(group.spec().engine().version().toString()));
    row.add(group.spec().layout().nodes());
    row.add(forecast.pause().map(p -> (Object) p.freeze().toMinutes()).orElse(""));
    row.add(forecast.work().isZero() ? "" : forecast.work().toMinutes());
    row.add(forecast.cost().map(c -> (Object) Double.valueOf(PlanCsv.cents(c))).orElse(""));
    row.add(forecast.stage().step());
    row.add(
        List.of(
            "now",
            indices(now(forecast), texts),
            "plan",
            indices(List.of(forecast.what()), texts),
            "reasons against it, and what to do",
            indices(forecast.blockers().stream().map(Object::toString).toList(), texts),
            "clients notice",
            indices(forecast.clients(), texts),
            "writes, by data policy",
            indices(pauses(forecast), texts),
            "waiting for people",
            indices(gates(forecast), texts),
            "cannot be the same",
            indices(forecast.differences(), texts),
            "mind",
            indices(forecast.cautions(), texts),
            "not known from this folder",
            indices(forecast.unknown(), texts)));
    return row;
  }

  private static List<String> now(GroupForecast forecast) {
    CacheGroup group = forecast.group();
    return List.of(
        "%s, %d × %s in %d shards, at rest %s, TLS %s"
            .formatted(
                group.status(),
                group.spec().layout().nodes(),
                group.spec().layout().nodeType(),
                group.spec().layout().shards().size(),
                group.spec().encryption().atRest() ? "on" : "off",
                PlanCsv.inTransit(group)),
        forecast.findings().isEmpty()
            ? "no finding comes by itself"
            : "findings: " + String.join(", ", forecast.findings()));
  }

  private static List<String> pauses(GroupForecast forecast) {
    return forecast
        .pause()
        .map(
            p ->
                List.of(
                    "copy: refused for at least %d minutes; how much longer is measured before gate cut-over"
                        .formatted(p.copy().toMinutes()),
                    "freeze: refused for at least %d minutes, and at most %d (freeze-minutes)%s"
                        .formatted(
                            p.freeze().toMinutes(),
                            p.longest().toMinutes(),
                            p.isTooLong() ? ": TOO FEW, raise it first" : ""),
                    "accept-loss: none is refused; those of at least %d minutes, and of gate cut-over, are lost and counted"
                        .formatted(p.lost().toMinutes()),
                    "cache-only: none is refused; as many are lost, and nobody counts them"))
        .orElse(List.of());
  }

  private static List<String> gates(GroupForecast forecast) {
    return forecast.daysAtGates() == 0
        ? List.of()
        : List.of("at gates for at most " + forecast.daysAtGates() + " days in all");
  }

  private static List<Integer> indices(List<String> sentences, Map<String, Integer> texts) {
    return sentences.stream()
        .map(PlanPage::safe)
        .map(s -> texts.computeIfAbsent(s, _ -> texts.size()))
        .collect(Collectors.toList());
  }

  private static String safe(String text) {
    return AmountWords.english(TextSanitizer.plain(text, LONGEST));
  }
}
