package remediator.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import remediator.group.GroupArn;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.step.Answer.Done;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * Makes the old group's alarms once more, for the new group and its nodes; the old ones would go on
 * to watch what is no longer there. Before cut-over their actions are off, since a group without
 * clients and without data points is no reason to wake anybody; at cut-over they are switched on.
 */
final class CarryAlarms implements Step {
  private final boolean live;

  /**
   * @param live whether the new group serves
   */
  CarryAlarms(boolean live) {
    this.live = live;
  }

  @Override
  public Answer run(Work work) {
    // Under the same id, the alarms that are there watch the new group.
    if (SameId.wanted(work.now()) || (live && work.now().fact(Fact.ALARMS).isEmpty())) {
      return new Done();
    }
    Alarms alarms = Alarms.of(work);
    List<MetricAlarm> all = alarms.ofElastiCache();
    if (all.isEmpty()) {
      return new Done();
    }
    GroupArn made = work.now().newGroup().orElseThrow();
    List<String> oldNodes = ShardNodes.all(work.groups().shards(work.group()));
    Set<String> ids = new HashSet<>(oldNodes);
    ids.add(work.group().id());
    List<ScalingPolicy> policies = policies(work, work.group());
    Predicate<MetricAlarm> ofPolicies = ofPolicies(policies);
    List<MetricAlarm> originals =
        all.stream().filter(a -> Alarms.watches(a, ids)).filter(ofPolicies.negate()).toList();
    if (originals.isEmpty()) {
      return new Done();
    }
    Renaming renaming =
        Renaming.between(
            work.group(),
            oldNodes,
            made,
            ShardNodes.all(work.groups().shards(made)),
            arns(policies, policies(work, made)));
    List<AlarmCopy> copies =
        originals.stream()
            .map(a -> AlarmCopy.of(a, alarms.tags(a), renaming, made.id(), work.now().flow(), live))
            .toList();
    Set<String> ours = claim(work, alarms, copies);
    copies.stream().filter(c -> ours.contains(c.request().alarmName())).forEach(alarms::put);
    work.note(
        live
            ? "the actions of the alarms for " + made.id() + " are on as those of the originals"
            : "alarms made for " + made.id() + ": " + String.join(", ", ours));
    return new Done();
  }

  /** Writes down which names are ours before the first alarm is made. */
  private static Set<String> claim(Work work, Alarms alarms, List<AlarmCopy> copies) {
    if (work.now().fact(Fact.ALARMS).isPresent()) {
      return Set.copyOf(work.now().need(Fact.ALARMS).lines().toList());
    }
    List<String> names =
        new ArrayList<>(copies.stream().map(c -> c.request().alarmName()).sorted().toList());
    for (MetricAlarm taken : alarms.named(names)) {
      if (!alarms.isOurs(taken)) {
        names.remove(taken.alarmName());
        work.note(
            "an alarm "
                + taken.alarmName()
                + " was there already"
                + alarms
                    .flow(taken)
                    .map(f -> " and carries the tag " + OurTags.FLOW + "=" + f)
                    .orElse("")
                + "; it is left as it is");
      }
    }
    work.remember(Fact.ALARMS, String.join("\n", names));
    return Set.copyOf(names);
  }

  /** Nothing is asked about policies where the group does not scale. */
  private static List<ScalingPolicy> policies(Work work, GroupArn group) {
    return work.now().fact(Fact.SCALING).isEmpty() ? List.of() : Scaling.of(work, group).policies();
  }

  /** Target tracking makes its own alarms; step scaling is driven by alarms of the owner's. */
  private static Predicate<MetricAlarm> ofPolicies(List<ScalingPolicy> policies) {
    Set<String> names = new HashSet<>();
    policies.stream()
        .filter(p -> p.policyType() != PolicyType.STEP_SCALING)
        .forEach(p -> p.alarms().forEach(a -> names.add(a.alarmName())));
    return a -> names.contains(a.alarmName()) || a.alarmName().startsWith("TargetTracking-");
  }

  private static Map<String, String> arns(List<ScalingPolicy> from, List<ScalingPolicy> to) {
    Map<String, String> arns = new HashMap<>();
    for (ScalingPolicy old : from) {
      to.stream()
          .filter(p -> p.policyName().equals(old.policyName()))
          .filter(p -> p.scalableDimension() == old.scalableDimension())
          .forEach(p -> arns.put(old.policyARN(), p.policyARN()));
    }
    return arns;
  }
}
