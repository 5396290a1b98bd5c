package remediator.workflow.copy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Planner;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.KeyWork;
import remediator.workflow.core.StepResult.KeyWork.Nodes;
import remediator.workflow.core.StepResult.KeyWork.Work;
import remediator.workflow.guard.DataPlaneAvailability;

/** What the function in the VPC is told of the two groups, and whether it can reach them. */
public final class KeyCopy {
  private KeyCopy() {}

  /**
   * Why keys of a group cannot be copied, as far as is known before its nodes are looked at: a
   * person may have chosen a copy at the gate, which the plan had not.
   */
  public static Optional<String> obstacle(StepContext context, CacheGroup source) {
    return Planner.copyObstacle(source, context.policy())
        .or(() -> DataPlaneAvailability.obstacle(context))
        .map(
            why ->
                "the keys of "
                    + source.arn().id()
                    + " cannot be copied: "
                    + why
                    + ". Correct that, or set the policy data to freeze, and send the finding"
                    + " again");
  }

  /** Has the function work. */
  static StepResult ask(StepContext context, String step, Work work, Map<?, ?> position) {
    GroupArn made = context.now().newGroup().orElseThrow();
    Optional<Nodes> source = nodes(context, context.group());
    Optional<Nodes> target = nodes(context, made);
    return source.isEmpty() || target.isEmpty()
        ? new Failed(
            "one of "
                + context.group().id()
                + " and "
                + made.id()
                + " no longer exists, or its nodes cannot be reached")
        : new KeyWork(step, work, source.get(), target.get(), position);
  }

  private static Optional<Nodes> nodes(StepContext context, GroupArn group) {
    List<String> endpoints = DataPlaneAvailability.nodes(context, group);
    Optional<GroupState> state = context.state(group);
    return endpoints.isEmpty()
        ? Optional.empty()
        : state.map(s -> new Nodes(endpoints, s.transit() != TransitEncryptionMode.NONE));
  }
}
