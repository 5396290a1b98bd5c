package remediator.local.plan;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import remediator.finding.TextSanitizer;
import remediator.forecast.FleetForecast;
import remediator.forecast.GroupForecast;
import remediator.group.CacheGroup;
import remediator.plan.Plan;

/** The plan for programs: a line for each group, in the order in which one would do it. */
final class PlanCsv {
  private static final int LONGEST = 30_000;

  /** A spreadsheet takes what begins so for a formula, and runs it. */
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r].*");

  private static final Map<String, Function<GroupForecast, String>> COLUMNS = columns();

  private final FleetForecast forecast;

  PlanCsv(FleetForecast forecast) {
    this.forecast = forecast;
  }

  private static Map<String, Function<GroupForecast, String>> columns() {
    Map<String, Function<GroupForecast, String>> columns = new LinkedHashMap<>();
    columns.put("stage", g -> g.stage().name());
    columns.put("account", g -> g.group().arn().account());
    columns.put("region", g -> g.group().arn().region());
    columns.put("group", g -> g.group().arn().id());
    columns.put("decision", g -> g.decision().name());
    columns.put("mode", g -> g.onlyTold() ? "plan-only" : "act");
    columns.put("findings", g -> String.join(" ", g.findings()));
    columns.put("by_control", PlanCsv::byControl);
    columns.put("status", g -> g.group().status());
    columns.put("engine", g -> g.group().spec().engine().version().toString());
    columns.put("node_type", g -> g.group().spec().layout().nodeType());
    columns.put("shards", g -> String.valueOf(g.group().spec().layout().shards().size()));
    columns.put("nodes", g -> String.valueOf(g.group().spec().layout().nodes()));
    columns.put("at_rest", g -> String.valueOf(g.group().spec().encryption().atRest()));
    columns.put("in_transit", g -> inTransit(g.group()));
    columns.put("plan", GroupForecast::what);
    columns.put("reasons", g -> joined(g.blockers().stream().map(Plan.Blocker::reason).toList()));
    columns.put("remedies", g -> joined(g.blockers().stream().map(Plan.Blocker::remedy).toList()));
    columns.put("clients_notice", g -> joined(g.clients()));
    columns.put("copy_pause_minutes_at_least", g -> pause(g, GroupForecast.WritePause::copy));
    columns.put("freeze_pause_minutes_at_least", g -> pause(g, GroupForecast.WritePause::freeze));
    columns.put("freeze_pause_minutes_allowed", g -> pause(g, GroupForecast.WritePause::longest));
    columns.put("accept_loss_pause_minutes", g -> pause(g, _ -> Duration.ZERO));
    columns.put("accept_loss_lost_minutes_at_least", g -> pause(g, GroupForecast.WritePause::lost));
    columns.put("cache_only_pause_minutes", g -> pause(g, _ -> Duration.ZERO));
    columns.put("work_minutes_at_least", g -> String.valueOf(g.work().toMinutes()));
    columns.put("gate_days_at_most", g -> String.valueOf(g.daysAtGates()));
    columns.put("second_group_usd_at_least", g -> g.cost().map(PlanCsv::cents).orElse(""));
    columns.put("cannot_be_the_same", g -> joined(g.differences()));
    columns.put("mind", g -> joined(g.cautions()));
    columns.put("not_known_from_this_folder", g -> joined(g.unknown()));
    columns.put("arn", g -> g.group().arn().toString());
    return columns;
  }

  void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("order," + String.join(",", COLUMNS.keySet()) + "\r\n");
      int order = 1;
      for (GroupForecast group : forecast.groups()) {
        out.write(
            COLUMNS.values().stream()
                .map(column -> cell(column.apply(group)))
                .collect(Collectors.joining(",", order++ + ",", "\r\n")));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** One cell, by RFC 4180. */
  static String cell(String text) {
    String plain = TextSanitizer.plain(text, LONGEST);
    String safe = FORMULA.matcher(plain).matches() ? "'" + plain : plain;
    return safe.contains(",") || safe.contains("\"")
        ? "\"" + safe.replace("\"", "\"\"") + "\""
        : safe;
  }

  static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  static String inTransit(CacheGroup group) {
    return group.transit().apiValue();
  }

  private static String byControl(GroupForecast group) {
    return group.byControl().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> e.getKey() + "=" + e.getValue().decision())
        .collect(Collectors.joining(" "));
  }

  private static String pause(
      GroupForecast group, Function<GroupForecast.WritePause, Duration> of) {
    return group.pause().map(p -> String.valueOf(of.apply(p).toMinutes())).orElse("");
  }

  private static String joined(List<String> sentences) {
    return String.join(" | ", sentences);
  }
}
