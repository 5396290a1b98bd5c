package remediator.workflow.freeze;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.group.NodeParameterGroup;
import remediator.ledger.CaseAttribute;
import remediator.workflow.copy.CopyEvidence;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.core.WriteHold;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.LostWrites;
import remediator.workflow.metrics.MetricValues;
import remediator.workflow.metrics.NodeMetric;
import remediator.workflow.metrics.ShardNodes;

/** Checks, before clients are sent to the new group, that writes were held all the time. */
public final class HoldCheck {
  private static final Duration RECENT = Duration.ofMinutes(5);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(60);
  private static final Duration TYPICAL = Duration.ofMinutes(2);

  private HoldCheck() {}

  /** Returns why the new group lacks writes, or may; empty where none were to be held, or were. */
  public static Optional<StepResult> objection(StepContext context) {
    if (!WriteHold.spansCutOver(context.now())) {
      return Optional.empty();
    }
    HoldParameter.recall(context);
    Optional<GroupState> state = context.state(context.group());
    if (state.isEmpty() || state.get().status().equals("deleting")) {
      return Optional.empty();
    }
    if (context.now().attribute(CaseAttribute.FREEZE_PARAMETER_GROUP).isEmpty()
        || context.now().attribute(CaseAttribute.WRITES_RELEASED_AT).isPresent()) {
      return Optional.of(broken(context));
    }
    if (!state.get().isStable()) {
      return Optional.of(
          PollingSchedule.lookAgain(
              context, TYPICAL, context.group().id() + " is " + state.get().status()));
    }
    String ours = context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP);
    boolean used =
        context.groups().parameterGroups(state.get()).stream()
            .map(NodeParameterGroup::name)
            .allMatch(ours::equals);
    if (!used || !HoldParameter.isHeld(context)) {
      return Optional.of(broken(context));
    }
    if (WriteHold.isCopied(context.now())) {
      // All keys have been compared since, which says more than CloudWatch, whose minutes also
      // count what came before the hold.
      return CopyEvidence.gap(context.now())
          .map(why -> new Failed(context.group().id() + ": " + why));
    }
    LostWrites lost = LostWrites.until(context, context.instant());
    return lost.total() == 0
        ? compareItems(context)
        : Optional.of(
            new Failed(
                "although writes to "
                    + context.group().id()
                    + " were held, there were "
                    + lost
                    + " since the snapshot: the new group would lack them"));
  }

  /**
   * Compares how many keys the groups hold. Keys that have expired are dropped by a restore and may
   * still be counted on the old group, so only a gross difference is an objection.
   */
  private static Optional<StepResult> compareItems(StepContext context) {
    GroupArn made = context.now().newGroup().orElseThrow();
    var old = context.groups().shards(context.group());
    var since = context.groups().shards(made);
    List<String> nodes = new ArrayList<>(ShardNodes.all(old));
    nodes.addAll(ShardNodes.all(since));
    MetricValues heard = CacheMetrics.of(context).hear(nodes, RECENT, NodeMetric.ITEMS);
    OptionalLong before = heard.items(old);
    OptionalLong after = heard.items(since);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.of(
          new Pending(LOOK_AGAIN, "CloudWatch has not counted the keys of both groups yet"));
    }
    String held =
        "%s holds %d keys, %s %d keys"
            .formatted(made.id(), after.getAsLong(), context.group().id(), before.getAsLong());
    if (after.getAsLong() * 2 < before.getAsLong()) {
      return Optional.of(
          new Failed(
              held + ": the new group lacks data. Compare them, and send the finding again"));
    }
    context.change(c -> c.with(CaseAttribute.COMPARED_ITEMS, Long.toString(after.getAsLong())));
    context.note(held);
    return Optional.empty();
  }

  static StepResult broken(StepContext context) {
    return new Failed(
        "somebody has let writes to "
            + context.group().id()
            + " in again while the flow held them"
            + context
                .now()
                .attribute(CaseAttribute.FREEZE_PARAMETER_GROUP)
                .map(ours -> " by parameter group " + ours)
                .orElse("")
            + ": the new group would lack writes. Send the finding again to begin anew");
  }
}
