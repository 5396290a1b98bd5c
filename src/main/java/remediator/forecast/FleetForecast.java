package remediator.forecast;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import remediator.forecast.GroupForecast.Stage;
import remediator.plan.Plan.Decision;

/**
 * What would be done to many groups.
 *
 * @param groups in the order in which one would do it: what is cheap and can be taken back first
 */
public record FleetForecast(List<GroupForecast> groups) {
  private static final Comparator<GroupForecast> ORDER =
      Comparator.comparing(GroupForecast::stage)
          .thenComparing(FleetForecast::hasNoPrice)
          .thenComparing(g -> g.cost().orElse(BigDecimal.ZERO))
          .thenComparingInt(g -> g.group().spec().layout().nodes())
          .thenComparing(g -> g.group().arn().toString());

  /**
   * What all of them come to.
   *
   * @param groups how many are decided on so
   * @param work for how long ElastiCache is at work on all, one after the other, at least
   * @param cost of all second groups whose price is known, in US dollars and at least
   * @param withoutPrice how many second groups have no price that is known
   * @param nodes of all second groups
   */
  public record Total(int groups, Duration work, BigDecimal cost, int withoutPrice, int nodes) {
    private static Total of(List<GroupForecast> some) {
      List<GroupForecast> seconds =
          some.stream().filter(g -> g.decision() == Decision.REPLACE).toList();
      return new Total(
          some.size(),
          some.stream().map(GroupForecast::work).reduce(Duration.ZERO, Duration::plus),
          seconds.stream()
              .map(g -> g.cost().orElse(BigDecimal.ZERO))
              .reduce(BigDecimal.ZERO, BigDecimal::add),
          (int) seconds.stream().filter(FleetForecast::hasNoPrice).count(),
          seconds.stream().mapToInt(g -> g.group().spec().layout().nodes()).sum());
    }
  }

  public FleetForecast {
    groups = groups.stream().sorted(ORDER).toList();
  }

  public Total total() {
    return Total.of(groups);
  }

  /** By decision, in the order of {@link Decision}; decisions that nothing has are left out. */
  public Map<Decision, Total> byDecision() {
    Map<Decision, Total> totals = new EnumMap<>(Decision.class);
    for (Decision decision : Decision.values()) {
      put(totals, decision, g -> g.decision() == decision);
    }
    return totals;
  }

  /** By stage, in order; stages that nothing is in are left out. */
  public Map<Stage, Total> byStage() {
    Map<Stage, Total> totals = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      put(totals, stage, g -> g.stage() == stage);
    }
    return totals;
  }

  private <K> void put(Map<K, Total> totals, K key, Predicate<GroupForecast> which) {
    List<GroupForecast> some = groups.stream().filter(which).toList();
    if (!some.isEmpty()) {
      totals.put(key, Total.of(some));
    }
  }

  private static boolean hasNoPrice(GroupForecast group) {
    return group.decision() == Decision.REPLACE && group.cost().isEmpty();
  }
}
