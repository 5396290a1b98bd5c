package remediator.step;

import java.util.Optional;
import remediator.aws.Place;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupState;
import remediator.notice.Notice;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** Tells people that a flow has ended because its row is not in the ledger any more. */
final class LostRowNotice {
  private LostRowNotice() {}

  static void send(Tools tools, GroupArn group, String flow) {
    Optional<GroupState> state =
        new GroupReader(tools.aws().elastiCache(Place.of(group))).state(group);
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
            + OurTags.FLOW
            + "="
            + flow
            + "; look at it before you delete it, and, if it was to replace the group, at the"
            + " auto scaling of the new group and the alarms whose names end in -"
            + Names.newGroup(group).getFirst()
            + "."
            + suspended(tools, group)
            + " If the group still fails, send its finding again by the custom action.";
    tools
        .notices()
        .tell(
            Notice.plain(
                Notice.Type.DISAGREEMENT,
                group,
                group.conversationId(),
                group.id() + ": its ledger row is gone",
                text));
  }

  private static String suspended(Tools tools, GroupArn group) {
    boolean suspended =
        ScalingStates.isSuspended(
            tools
                .aws()
                .autoScaling(Place.of(group))
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
