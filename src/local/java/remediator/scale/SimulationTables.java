package remediator.scale;

import awsemulator.quota.QuotaMeter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.scale.model.BurstRun.BurstResult;
import remediator.scale.model.FleetRun.FleetResult;

/** The tables of src/docs/fleet-simulation.md. */
final class SimulationTables {
  private final SimulationFigures figures;

  SimulationTables(SimulationFigures figures) {
    this.figures = figures;
  }

  /** Each a table, or a sentence, as the page has them. */
  List<String> all() {
    return List.of(calls(), bursts(), binding(), fleets(), reconciliations(), quotas(), costs());
  }

  private String calls() {
    List<String> rows = new ArrayList<>();
    figures
        .calls()
        .forEach(
            (what, calls) -> rows.add(String.format(Locale.ROOT, "| %s | %.2f |", what, calls)));
    BurstResult burst = figures.burst();
    rows.add(
        String.format(Locale.ROOT, "| the burst below as deployed | %.2f |", burst.callsAnEvent()));
    rows.add(
        String.format(
            Locale.ROOT,
            "| the same with credentials | %.2f |",
            (double) burst.calls() / burst.findings()));
    return table("| | calls an event |", rows);
  }

  private String bursts() {
    List<String> rows = new ArrayList<>();
    figures.bursts().forEach((way, burst) -> rows.add(row(way, burst)));
    return table(
        "| the way of events | taken in after | invocations at once | dead letters | lost | notes"
            + " not written | calls throttled |",
        rows);
  }

  private static String row(String way, BurstResult burst) {
    return "| %s | %s | %,d | %,d | %,d | %,d | %,d |"
        .formatted(
            way,
            time(burst.seconds()),
            burst.concurrency(),
            burst.deadLetters(),
            burst.lost(),
            burst.notesLost(),
            burst.throttled());
  }

  private static String time(long seconds) {
    return "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }

  /** Which quota is the first to throttle when more is let in at once. */
  private String binding() {
    return figures.bursts().entrySet().stream()
        .filter(burst -> burst.getValue().throttled() > 0)
        .findFirst()
        .map(burst -> binding(burst.getKey(), burst.getValue()))
        .orElse("No quota was exceeded.");
  }

  private static String binding(String way, BurstResult burst) {
    Map.Entry<String, QuotaMeter.Use> first =
        burst.uses().entrySet().stream()
            .max(Comparator.comparingInt(use -> use.getValue().throttled()))
            .orElseThrow();
    return "The first quota to bind is that of `%s`, %,d a second: %s, it throttles %,d calls."
        .formatted(
            first.getKey(),
            QuotaTable.quota(first.getKey()).orElseThrow().perSecond(),
            way,
            first.getValue().throttled());
  }

  private String fleets() {
    List<String> rows = new ArrayList<>();
    for (FleetResult fleet : figures.fleets()) {
      rows.add(
          "| %d | %d | %,d | %s | %d s%s | %,d | %,d | %,d |"
              .formatted(
                  fleet.limits().flows(),
                  fleet.limits().groupsADay(),
                  fleet.flowsAtOnce(),
                  days(fleet.hoursToDone()),
                  fleet.lookSeconds(),
                  fleet.looksFailed() == 0 ? "" : ", **%d cut off**".formatted(fleet.looksFailed()),
                  fleet.lost(),
                  fleet.deadLetters(),
                  fleet.throttled()));
    }
    return table(
        "| `MaxFlows` | `MaxGroupsADay` | flows at once | all done after | longest hourly look |"
            + " findings lost | dead letters | calls throttled |",
        rows);
  }

  private String reconciliations() {
    List<String> rows = new ArrayList<>();
    figures
        .reconciliations()
        .forEach(
            (way, result) ->
                rows.add(
                    "| %s | %s | %,d | %s | %,d | %,d | %,d |"
                        .formatted(
                            way,
                            time(result.seconds()),
                            result.parts(),
                            time(result.longestSeconds()),
                            result.calls(),
                            result.failed(),
                            result.throttled())));
    return table(
        "| accounts and Regions are looked at | all done after | invocations | the longest | calls"
            + " | not looked at | calls throttled |",
        rows);
  }

  private static String days(long hours) {
    return String.format(Locale.ROOT, "%.1f days", hours / 24.0);
  }

  private String quotas() {
    return table(
        "| operation | a second (burst) | adjustable | the burst | the fleet | a reconciliation"
            + " | published in |",
        QuotaTable.rows(
            figures.burst().uses(), figures.deployed().uses(), figures.reconciliation().uses()));
  }

  private String costs() {
    List<String> rows = new ArrayList<>();
    rows.add(cost("the burst", FleetCosts.of(figures.burst())));
    rows.add(cost("the fleet", FleetCosts.of(figures.deployed(), figures.product().flows())));
    return table("| | costs | of which |", rows);
  }

  private static String cost(String what, Map<String, Double> costs) {
    double sum = costs.values().stream().mapToDouble(Double::doubleValue).sum();
    return String.format(
        Locale.ROOT,
        "| %s | $%,.2f | %s |",
        what,
        sum,
        costs.entrySet().stream()
            .map(c -> String.format(Locale.ROOT, "%s $%,.2f", c.getKey(), c.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String table(String head, List<String> rows) {
    String line = head.replaceAll("[^|]+", "---");
    return head + "\n" + line + "\n" + String.join("\n", rows);
  }
}
