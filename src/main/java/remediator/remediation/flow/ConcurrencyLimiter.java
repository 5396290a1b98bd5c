package remediator.remediation.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.ledger.Ledger;
import remediator.ledger.RegionQuota;
import remediator.ledger.RegionQuota.Caps;
import remediator.ledger.RegionQuotaStore;
import remediator.ledger.RemediationCase;
import remediator.ledger.UnreadableRowException;
import remediator.policy.PolicyReader;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.guard.KillSwitch;

/**
 * Whether a flow may begin now: the switch, and so many places in each account and Region. Queues a
 * group that gets no slot. Slots are reclaimed from finished flows, never released explicitly, so a
 * crashed flow cannot leak one.
 */
public final class ConcurrencyLimiter {
  /** A place without a running case is one that is just being taken, or that nobody has. */
  private static final Duration TAKING = Duration.ofMinutes(15);

  private final Ledger ledger;
  private final RegionQuotaStore quotas;
  private final InstantSource clock;
  private final KillSwitch stop;
  private final PolicyReader policies;
  private final Caps caps;
  private final boolean inLine;

  private ConcurrencyLimiter(StepDependencies dependencies, Caps caps, boolean inLine) {
    this.ledger = dependencies.ledger();
    this.quotas = ledger.rosters();
    this.clock = dependencies.clock();
    this.stop = new KillSwitch(dependencies);
    this.policies = dependencies.policies();
    this.caps = caps;
    this.inLine = inLine;
  }

  /** For groups that come new: they stand behind those that wait. */
  public static ConcurrencyLimiter ofNew(
      StepDependencies dependencies, Map<String, String> environment) {
    return new ConcurrencyLimiter(dependencies, caps(environment), false);
  }

  /** For groups that are called up in the order of the line. */
  public static ConcurrencyLimiter ofLine(
      StepDependencies dependencies, Map<String, String> environment) {
    return new ConcurrencyLimiter(dependencies, caps(environment), true);
  }

  private static Caps caps(Map<String, String> environment) {
    return new Caps(number(environment, "MAX_FLOWS"), number(environment, "MAX_GROUPS_A_DAY"));
  }

  private static int number(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (!value.matches("[0-9]{1,4}")) {
      throw new IllegalStateException("the environment variable " + name + " is not a number");
    }
    return Integer.parseInt(value);
  }

  /** What the ledger says of a group that may ask for a place next. */
  public Optional<RemediationCase> find(GroupArn group) {
    return quotas.findCase(group, clock.instant());
  }

  /** These are asked for one right after the other. */
  public void expect(Collection<GroupArn> groups) {
    quotas.expect(groups);
  }

  /**
   * Takes a place, or one in line.
   *
   * @return why it must wait, as a sentence's part; empty where it has a place
   */
  public Optional<String> enter(GroupArn group) {
    KillSwitch.Reading reading = stop.read(policies.recent(group.account()));
    Instant now = clock.instant();
    RegionQuota after =
        quotas.change(
            group,
            quota -> {
              RegionQuota freed = freed(quota);
              return against(freed, group, reading, now).isEmpty()
                  ? freed.with(group, now)
                  : freed.waitingFor(group);
            });
    return after.running().containsKey(group)
        ? Optional.empty()
        : Optional.of(
            against(after, group, reading, now).orElse("another flow was faster by a moment"));
  }

  private Optional<String> against(
      RegionQuota quota, GroupArn group, KillSwitch.Reading reading, Instant now) {
    if (reading.position() != KillSwitch.Position.RUN) {
      return Optional.of(reading.words());
    }
    int ahead = inLine ? 0 : ahead(quota, group);
    return ahead > 0 && !quota.running().containsKey(group)
        ? Optional.of(
            "it is in line behind %d groups of %s %s"
                .formatted(ahead, group.account(), group.region()))
        : quota.full(group, caps, now);
  }

  private static int ahead(RegionQuota quota, GroupArn group) {
    int place = quota.waiting().indexOf(group);
    return place < 0 ? quota.waiting().size() : place;
  }

  private RegionQuota freed(RegionQuota quota) {
    if (quota.running().size() < caps.flows()) {
      return quota;
    }
    Set<GroupArn> over =
        quota.running().keySet().stream()
            .filter(g -> over(g, quota.running().get(g)))
            .collect(Collectors.toUnmodifiableSet());
    return quota.without(over);
  }

  private boolean over(GroupArn group, Instant since) {
    Optional<RemediationCase> known;
    try {
      known = ledger.find(group);
    } catch (UnreadableRowException _) {
      // No step of its flow does anything before the row is put right.
      return true;
    }
    if (known.isPresent() && known.get().running()) {
      return false;
    }
    return since.plus(TAKING).isBefore(clock.instant())
        || known.stream().flatMap(c -> c.history().stream()).anyMatch(e -> e.at().isAfter(since));
  }

  /** No longer in line. */
  public void leave(GroupArn group) {
    quotas.change(group, quota -> quota.notWaitingFor(group));
  }
}
