package remediator.workflow.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.plan.ResourceTags;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.metrics.ShardNodes;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/**
 * Makes the old group's alarms once more, for the new group and its nodes; the old ones would go on
 * to watch what is no longer there. Before cut-over their actions are off, since a group without
 * clients and without data points is no reason to wake anybody; at cut-over they are switched on.
 */
public final class CopyAlarms implements Step {
  private final boolean live;

  /**
   * @param live whether the new group serves
   */
  public CopyAlarms(boolean live) {
    this.live = live;
  }

  @Override
  public StepResult run(StepContext context) {
    // Under the same id, the alarms that are there watch the new group.
    if (IdReuse.wanted(context.now())
        || (live && context.now().attribute(CaseAttribute.COPIED_ALARMS).isEmpty())) {
      return new Done();
    }
    MetricAlarms alarms = MetricAlarms.of(context);
    List<MetricAlarm> all = alarms.ofElastiCache();
    if (all.isEmpty()) {
      return new Done();
    }
    GroupArn made = context.now().newGroup().orElseThrow();
    List<String> oldNodes = ShardNodes.all(context.groups().shards(context.group()));
    Set<String> ids = new HashSet<>(oldNodes);
    ids.add(context.group().id());
    List<ScalingPolicy> policies = policies(context, context.group());
    Predicate<MetricAlarm> ofPolicies = ofPolicies(policies);
    List<MetricAlarm> originals =
        all.stream().filter(a -> MetricAlarms.watches(a, ids)).filter(ofPolicies.negate()).toList();
    if (originals.isEmpty()) {
      return new Done();
    }
    ResourceIdMapping renaming =
        ResourceIdMapping.between(
            context.group(),
            oldNodes,
            made,
            ShardNodes.all(context.groups().shards(made)),
            arns(policies, policies(context, made)));
    List<AlarmCopy> copies =
        originals.stream()
            .map(
                a ->
                    AlarmCopy.of(
                        a, alarms.tags(a), renaming, made.id(), context.now().flow(), live))
            .toList();
    Set<String> ours = claim(context, alarms, copies);
    copies.stream().filter(c -> ours.contains(c.request().alarmName())).forEach(alarms::put);
    context.note(
        live
            ? "the actions of the alarms for " + made.id() + " are on as those of the originals"
            : "alarms made for " + made.id() + ": " + String.join(", ", ours));
    return new Done();
  }

  /** Writes down which names are ours before the first alarm is made. */
  private static Set<String> claim(
      StepContext context, MetricAlarms alarms, List<AlarmCopy> copies) {
    if (context.now().attribute(CaseAttribute.COPIED_ALARMS).isPresent()) {
      return Set.copyOf(context.now().require(CaseAttribute.COPIED_ALARMS).lines().toList());
    }
    List<String> names =
        new ArrayList<>(copies.stream().map(c -> c.request().alarmName()).sorted().toList());
    for (MetricAlarm taken : alarms.named(names)) {
      if (!alarms.isOurs(taken)) {
        names.remove(taken.alarmName());
        context.note(
            "an alarm "
                + taken.alarmName()
                + " was there already"
                + alarms
                    .flow(taken)
                    .map(f -> " and carries the tag " + ResourceTags.FLOW + "=" + f)
                    .orElse("")
                + "; it is left as it is");
      }
    }
    context.saveBeforeCall(CaseAttribute.COPIED_ALARMS, String.join("\n", names));
    return Set.copyOf(names);
  }

  /** Nothing is asked about policies where the group does not scale. */
  private static List<ScalingPolicy> policies(StepContext context, GroupArn group) {
    return context.now().attribute(CaseAttribute.SUSPENDED_SCALING).isEmpty()
        ? List.of()
        : ScalableTargets.of(context, group).policies();
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
