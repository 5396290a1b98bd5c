package remediator.workflow.retire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;
import remediator.workflow.core.GroupIdentity;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.SnapshotFinder;
import remediator.workflow.core.StepContext;
import remediator.workflow.scaling.MetricAlarms;
import remediator.workflow.scaling.ScalableTargets;
import remediator.workflow.scaling.ScalingStates;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;

/** What a flow has made and not removed, where it ends before cut-over: it costs until it is. */
final class RemainingResources {
  private RemainingResources() {}

  /** The copy that stood by for an id that is back, where it has not been removed. */
  static List<String> standIn(StepContext context) {
    GroupArn copy = context.now().source();
    boolean back =
        IdReuse.comesBack(context.now())
            && context.now().attribute(CaseAttribute.VERIFIED_AT).isPresent();
    return back && context.state(copy).isPresent() && ResourceOwnership.isOurs(context, copy)
        ? List.of("group " + copy.id())
        : List.of();
  }

  /** A group that this flow made is told also where somebody has taken its tag away. */
  private static boolean stands(StepContext context, GroupArn made) {
    return context.state(made).isPresent()
        && (context.now().attribute(CaseAttribute.NEW_CREATED).isPresent()
            ? GroupIdentity.ofNew(context).isEmpty()
            : ResourceOwnership.isOurs(context, made));
  }

  /** Names, each with its kind in front. */
  static List<String> of(StepContext context) {
    List<String> names = new ArrayList<>();
    context
        .now()
        .newGroup()
        .filter(made -> stands(context, made))
        .ifPresent(made -> names.add("group " + made.id()));
    snapshotNames(context.now())
        .flatMap(name -> SnapshotFinder.find(context.elastiCache(), name).stream())
        .filter(snapshot -> !snapshot.snapshotStatus().equals("deleting"))
        .filter(snapshot -> ResourceOwnership.canBeOurs(context, snapshot))
        .forEach(snapshot -> names.add("snapshot " + snapshot.snapshotName()));
    context
        .now()
        .attribute(CaseAttribute.NEW_GROUP_SNAPSHOT)
        .flatMap(name -> SnapshotFinder.find(context.elastiCache(), name))
        .filter(snapshot -> !snapshot.snapshotStatus().equals("deleting"))
        .ifPresent(snapshot -> names.add("snapshot " + snapshot.snapshotName()));
    MadeParameterGroups.of(context.now()).stream()
        .filter(name -> isThere(context, name))
        .forEach(name -> names.add("parameter group " + name));
    if (context.now().decision() == Decision.REPLACE) {
      alarms(context).forEach(name -> names.add("alarm " + name));
    }
    if (context.now().attribute(CaseAttribute.SUSPENDED_SCALING).isPresent()) {
      context.now().newGroup().ifPresent(made -> names.add("auto scaling of " + made.id()));
    }
    return names;
  }

  /**
   * All that the flow has asked for: where somebody takes its tag off one that is being taken, it
   * takes another, and cannot tell the first from somebody's.
   */
  private static Stream<String> snapshotNames(RemediationCase c) {
    List<String> names = ResourceNames.snapshot(c);
    return c.attribute(CaseAttribute.SNAPSHOT).stream()
        .flatMap(
            last -> Stream.concat(names.stream().takeWhile(n -> !n.equals(last)), Stream.of(last)));
  }

  private static boolean isThere(StepContext context, String parameterGroup) {
    try {
      return ResourceOwnership.isTagged(
          context, context.group().resource("parametergroup", parameterGroup));
    } catch (CacheParameterGroupNotFoundException _) {
      return false;
    }
  }

  /** As they are, since a row that was put back in time does not tell what has been made. */
  private static List<String> alarms(StepContext context) {
    List<String> ids = new ArrayList<>(ResourceNames.newGroup(context.group()));
    context.now().attribute(CaseAttribute.NEW_GROUP).ifPresent(ids::add);
    MetricAlarms alarms = MetricAlarms.of(context);
    return alarms.ofElastiCache().stream()
        .filter(a -> ids.stream().anyMatch(id -> a.alarmName().endsWith("-" + id)))
        .filter(alarms::isOurs)
        .map(MetricAlarm::alarmName)
        .sorted()
        .toList();
  }

  /** That auto scaling could not be given back, as a sentence; empty where it was. */
  static String suspended(StepContext context) {
    boolean replaces = context.now().decision() == Decision.REPLACE;
    return !replaces
            || !ScalingStates.isSuspended(ScalableTargets.of(context, context.group()).targets())
        ? ""
        : " The auto scaling of "
            + context.group().id()
            + " is still suspended: register its scalable targets again, not suspended, unless they"
            + " were so before.";
  }
}
