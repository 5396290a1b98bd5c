package remediator.reconcile;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.report.SecondGroupCost;
import remediator.workflow.core.WriteHold;

/**
 * How much is under way, by the ledger. The template makes metrics of these figures, and alarms of
 * two of them.
 *
 * @param running flows that work on a group
 * @param queued groups that wait for a place
 * @param openGates questions that wait for an answer, or for a recorded one to be passed on
 * @param oldestGateHours whole hours since the first of them was asked
 * @param gatesExpiringSoon questions whose time is up within a day
 * @param writesHeldTooLong groups whose clients cannot write any more, for longer than their owner
 *     allows, or without a flow that would let them
 * @param secondGroups that stand beside the old ones, as far as the ledger tells
 * @param secondGroupsUsdADay what those of them cost whose price the release knows
 */
public record FleetCounts(
    long running,
    long queued,
    long openGates,
    long oldestGateHours,
    long gatesExpiringSoon,
    long writesHeldTooLong,
    long secondGroups,
    BigDecimal secondGroupsUsdADay) {
  private static final Duration SOON = Duration.ofDays(1);

  /** Counts. */
  public static FleetCounts of(List<RemediationCase> cases, Instant now) {
    List<RemediationCase> open = cases.stream().filter(c -> c.openGate().isPresent()).toList();
    return new FleetCounts(
        cases.stream().filter(RemediationCase::running).count(),
        cases.stream().filter(c -> c.state() == RemediationCase.State.WAITING).count(),
        open.size(),
        open.stream()
            .flatMap(c -> instant(c, CaseAttribute.STEP_SINCE).stream())
            .mapToLong(since -> Duration.between(since, now).toHours())
            .max()
            .orElse(0),
        open.stream()
            .flatMap(c -> instant(c, CaseAttribute.GATE_UNTIL).stream())
            .filter(until -> until.isBefore(now.plus(SOON)))
            .count(),
        cases.stream().filter(c -> isHeldTooLong(c, now)).count(),
        cases.stream().filter(c -> second(c).isPresent()).count(),
        cases.stream()
            .flatMap(c -> second(c).stream())
            .map(SecondGroupCost::day)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static Optional<SecondGroupCost> second(RemediationCase c) {
    return SecondGroupCost.of(c.attributes(), c.running()).filter(s -> s.since().isPresent());
  }

  /** Whether a case counts for any figure: of a large organisation most have ended long ago. */
  static boolean counts(RemediationCase c, Instant now) {
    return c.running()
        || c.state() == RemediationCase.State.WAITING
        || c.openGate().isPresent()
        || WriteHold.left(c, now).isPresent()
        || second(c).isPresent();
  }

  private static boolean isHeldTooLong(RemediationCase c, Instant now) {
    return WriteHold.left(c, now).filter(left -> !c.running() || left.isNegative()).isPresent();
  }

  private static Optional<Instant> instant(RemediationCase c, CaseAttribute attribute) {
    return c.attribute(attribute).map(Instant::parse);
  }

  /** As they are logged. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    map.put("running", running);
    map.put("queued", queued);
    map.put("openGates", openGates);
    map.put("oldestGateHours", oldestGateHours);
    map.put("gatesExpiringSoon", gatesExpiringSoon);
    map.put("writesHeldTooLong", writesHeldTooLong);
    map.put("secondGroups", secondGroups);
    map.put("secondGroupsUsdADay", secondGroupsUsdADay);
    return map;
  }
}
