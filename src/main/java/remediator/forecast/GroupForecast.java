package remediator.forecast;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.group.CacheGroup;
import remediator.plan.Plan;
import remediator.plan.Plan.Decision;

/**
 * What would be done about one group, and what its owner would see of it.
 *
 * @param byControl what a finding of each control would come to, by the control's id
 * @param findings ids of the controls whose check in Security Hub fails: a finding of each comes by
 *     itself
 * @param plan the one that counts: one that acts, before a refusal, before nothing
 * @param onlyTold whether the policy says plan-only
 * @param what the plan in a sentence without a full stop
 * @param clients sentences on what clients notice, in the order in which they do
 * @param pause of writes, where the group is replaced
 * @param work for how long ElastiCache is at work, at least; people's answers come on top
 * @param daysAtGates for how long people are waited for, at most
 * @param cost of the second group until the old one may go, in US dollars and at least; empty where
 *     there is none, or its price is not known
 * @param differences sentences on what cannot be the same
 * @param cautions sentences on what the plan does not change
 * @param unknown what the decision or a figure depends on and nobody has looked at
 */
public record GroupForecast(
    CacheGroup group,
    Map<String, Plan> byControl,
    List<String> findings,
    Plan plan,
    boolean onlyTold,
    String what,
    List<String> clients,
    Optional<WritePause> pause,
    Duration work,
    int daysAtGates,
    Optional<BigDecimal> cost,
    List<String> differences,
    List<String> cautions,
    List<String> unknown) {
  /** When one would do it: what is cheap and can be taken back comes first. */
  public enum Stage {
    /** In the running group, and it can be taken back. */
    REVERSIBLE(1, "in place, and can be taken back"),
    /** In the running group, but an engine is never downgraded. */
    IN_PLACE(2, "in place, but the upgrade stays"),
    /** A second group costs money, and clients move. */
    SECOND_GROUP(3, "by a second group, which costs money"),
    /** Nothing can be done now, and that passes by itself. */
    LATER(4, "refused for now: passes by itself"),
    /** Nothing can be done before the owner has done something. */
    OWNER_FIRST(5, "refused until the owner has done something"),
    /** There is nothing to do. */
    DONE(6, "nothing to do");

    private final int step;
    private final String title;

    Stage(int step, String title) {
      this.step = step;
      this.title = title;
    }

    /** Counted from 1. */
    public int step() {
      return step;
    }

    /** For people. */
    public String title() {
      return title;
    }
  }

  /**
   * What happens to writes while the group is replaced, by data policy.
   *
   * @param copy for how long they are refused with "copy", at least
   * @param freeze for how long they are refused with "freeze", at least
   * @param longest for how long they may be refused at most, by freeze-minutes
   * @param lost the writes of at least how long are lost with the other policies, which refuse none
   */
  public record WritePause(Duration copy, Duration freeze, Duration longest, Duration lost) {
    /** Whether the owner allows less than the estimate for an empty group. */
    public boolean isTooLong() {
      return freeze.compareTo(longest) > 0;
    }
  }

  public GroupForecast {
    byControl = Map.copyOf(byControl);
    findings = List.copyOf(findings);
    clients = List.copyOf(clients);
    differences = List.copyOf(differences);
    cautions = List.copyOf(cautions);
    unknown = List.copyOf(unknown);
  }

  /** The same with more that is not known. */
  public GroupForecast withUnknown(List<String> more) {
    return new GroupForecast(
        group,
        byControl,
        findings,
        plan,
        onlyTold,
        what,
        clients,
        pause,
        work,
        daysAtGates,
        cost,
        differences,
        cautions,
        Stream.concat(more.stream(), unknown.stream()).toList());
  }

  public Decision decision() {
    return plan.decision();
  }

  /** Every reason against acting, with its remedy. */
  public List<Plan.Blocker> blockers() {
    return plan instanceof Plan.Refused refused ? refused.blockers() : List.of();
  }

  public Stage stage() {
    return switch (plan) {
      case Plan.OnlineTls _, Plan.RollBackTls _ -> Stage.REVERSIBLE;
      case Plan.UpgradeThenTls _ -> Stage.IN_PLACE;
      case Plan.Replace _ -> Stage.SECOND_GROUP;
      case Plan.Refused refused -> refused.isTransient() ? Stage.LATER : Stage.OWNER_FIRST;
      case Plan.Nothing _ -> Stage.DONE;
    };
  }
}
