package remediator.workflow.retire;

import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupState;
import remediator.group.NodeParameterGroup;
import remediator.notification.Notification;
import remediator.plan.ResourceTags;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.scaling.ScalingStates;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Tells people that a flow has ended because its row is not in the ledger any more. */
public final class LostRowNotification {
  private LostRowNotification() {}

  public static void send(StepDependencies dependencies, GroupArn group, String flow) {
    GroupReader reader = new GroupReader(dependencies.aws().elastiCache(AccountRegion.of(group)));
    Optional<GroupState> state = reader.state(group);
    String text =
        "The ledger has no row for "
            + group
            + " any more, though the flow "
            + flow
            + " worked on it: somebody has deleted it. The flow has ended, and has deleted nothing"
            + " since. "
            + group.id()
            + state.map(s -> " still stands (" + s.status() + ")").orElse(" no longer exists")
            + ". What the flow has made carries the tag "
            + ResourceTags.FLOW
            + "="
            + flow
            + "; look at it before you delete it, and, if it was to replace the group, at the"
            + " auto scaling of the new group and the alarms whose names end in -"
            + ResourceNames.newGroup(group).getFirst()
            + "."
            + suspended(dependencies, group)
            + state.map(s -> held(reader, s)).orElse("")
            + " If the group still fails, send its finding again by the custom action.";
    dependencies
        .notifier()
        .send(
            Notification.plain(
                Notification.Type.DISAGREEMENT,
                group,
                group.id() + ": its ledger row is gone",
                text));
  }

  private static String held(GroupReader reader, GroupState state) {
    return reader.parameterGroups(state).stream()
        .map(NodeParameterGroup::name)
        .filter(name -> name.startsWith(ResourceNames.FREEZE))
        .findFirst()
        .map(name -> " " + ResourceNames.adviceOnFreeze(name) + ".")
        .orElse("");
  }

  private static String suspended(StepDependencies dependencies, GroupArn group) {
    boolean suspended =
        ScalingStates.isSuspended(
            dependencies
                .aws()
                .autoScaling(AccountRegion.of(group))
                .describeScalableTargets(
                    r ->
                        r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                            .resourceIds("replication-group/" + group.id()))
                .scalableTargets());
    return suspended
        ? " The auto scaling of "
            + group.id()
            + " is still suspended: register its scalable targets again, not suspended."
        : "";
  }
}
