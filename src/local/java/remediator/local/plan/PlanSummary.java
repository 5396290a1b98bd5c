package remediator.local.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.forecast.FleetForecast;
import remediator.forecast.FleetForecast.Total;
import remediator.forecast.GroupForecast;
import remediator.forecast.GroupForecast.Stage;
import remediator.local.report.TerminalOutput;
import remediator.notification.NodePrices;
import remediator.plan.Plan;

/** The plan on the terminal: what all comes to, then the groups, stage by stage. */
final class PlanSummary {
  /** More groups of one stage than these are for the files. */
  private static final int MOST = 30;

  private final TerminalOutput out;

  PlanSummary(TerminalOutput out) {
    this.out = out;
  }

  void print(FleetForecast forecast) {
    Total all = forecast.total();
    out.line("");
    out.line(all.groups() + (all.groups() == 1 ? " group" : " groups") + ":");
    forecast
        .byDecision()
        .forEach((decision, total) -> out.line("  %-16s %6d".formatted(decision, total.groups())));
    if (all.nodes() > 0) {
      out.hanging("  ", "All second groups: " + cost(all) + ".");
    }
    out.line("");
    out.line("In this order, cheap and reversible first; times and costs are at least so much:");
    Map<Stage, List<GroupForecast>> stages =
        forecast.groups().stream()
            .collect(
                Collectors.groupingBy(GroupForecast::stage, TreeMap::new, Collectors.toList()));
    Map<Stage, Total> totals = forecast.byStage();
    stages.forEach((stage, groups) -> stage(stage, groups, totals.get(stage)));
    unknown(forecast.groups());
  }

  /** A sentence's part on money. */
  static String cost(Total total) {
    String known = "at least $" + PlanCsv.cents(total.cost()) + " for " + total.nodes() + " nodes";
    return known
        + " at on-demand prices as of "
        + NodePrices.read()
        + (total.withoutPrice() == 0
            ? ""
            : ", without those of "
                + total.withoutPrice()
                + (total.withoutPrice() == 1 ? " group" : " groups")
                + ", whose price is not known");
  }

  private void stage(Stage stage, List<GroupForecast> groups, Total total) {
    out.line("");
    String work =
        total.work().isZero() ? "" : ", at least " + time(total.work()) + " one after the other";
    out.line(stage.title() + ": " + total.groups() + work);
    groups.stream().limit(MOST).forEach(this::group);
    if (groups.size() > MOST) {
      out.line("  and " + (groups.size() - MOST) + " more, in the files");
    }
  }

  private void group(GroupForecast group) {
    out.hanging(
        "  %-24s %-12s %-14s %-16s "
            .formatted(
                group.group().arn().id(),
                group.group().arn().account(),
                group.group().arn().region(),
                group.decision()),
        figures(group));
    group.blockers().stream().map(Plan.Blocker::toString).forEach(b -> out.hanging("      ", b));
  }

  private static String figures(GroupForecast group) {
    String work = group.work().isZero() ? "" : time(group.work());
    String pause = group.pause().map(p -> ", pause " + time(p.freeze())).orElse("");
    String cost = group.cost().map(c -> ", $" + PlanCsv.cents(c)).orElse("");
    return work + pause + cost + (group.onlyTold() ? " (plan-only)" : "");
  }

  /** What is said of many groups is said once, with the count. */
  private void unknown(List<GroupForecast> groups) {
    Map<String, Long> counts =
        groups.stream()
            .flatMap(g -> g.unknown().stream())
            .collect(Collectors.groupingBy(PlanSummary::kind, TreeMap::new, Collectors.counting()));
    if (!counts.isEmpty()) {
      out.line("");
      out.line("Not known from this folder, and taken to be in order:");
      counts.forEach((kind, count) -> out.hanging("  %6d × ".formatted(count), kind));
    }
  }

  /** A sentence without what is only of one group, such as a name or a list. */
  private static String kind(String sentence) {
    return sentence
        .replaceAll(" \\(.*?\\)|: .*", "")
        .replaceAll("\\barn:\\S+", "…")
        .replaceAll("(subnet group|parameter group|user group|family) \\S+", "$1 …")
        .replaceAll("\\d+ more nodes", "more nodes");
  }

  static String time(Duration duration) {
    return duration.toHours() < 2
        ? duration.toMinutes() + " min"
        : "%.1f h".formatted(duration.toMinutes() / 60.0);
  }
}
