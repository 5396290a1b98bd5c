package remediator.workflow.freeze;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.group.NodeParameterGroup;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.core.StepResult.ToBeCopied;
import remediator.workflow.core.StepResult.WriteToTry;
import remediator.workflow.core.WriteHold;
import remediator.workflow.guard.DataPlaneAvailability;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.NodeMetric;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * Has ElastiCache refuse every write to the old group, on all connections, and proves it. The group
 * gets a parameter group of its own, a copy of its present one, in which more replicas are required
 * for a write than a shard can have (Redis documentation, {@code min-replicas-to-write}; "Redis OSS
 * specific parameters"). Reads go on.
 */
public final class HoldWrites implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(2);

  /** A parameter reaches the nodes some seconds later; CloudWatch counts by whole minutes. */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private static final Duration PROOF = Duration.ofMinutes(2);

  /** Without writes for so long after the request, the hold does not work. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(60);

  /** Where the nodes themselves are asked. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final String STILL_ACCEPTED =
      "are still accepted, although its parameter group refuses them";

  @Override
  public StepResult run(StepContext context) {
    if (!WriteHold.isWanted(context.now())) {
      return new Done();
    }
    Optional<GroupState> state = context.state(context.group());
    if (state.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    boolean copied = WriteHold.isCopied(context.now());
    if (copied && context.now().attribute(CaseAttribute.VERIFIED_AT).isEmpty()) {
      return new Failed(
          "this execution was started by an earlier release, which copies no keys: send the finding"
              + " of "
              + context.group().id()
              + " again");
    }
    if (HoldParameter.find(context).isEmpty()) {
      if (copied) {
        return new Failed(
            "the engine of "
                + context.group().id()
                + " has no parameter by which writes can be held, and without that its keys are not"
                + " copied: upgrade it, or set the policy data to accept-loss");
      }
      context.note(
          "the engine of "
              + context.group().id()
              + " has no parameter by which writes can be held: the flow waits until there are"
              + " none");
      return new Done();
    }
    HoldParameter.recall(context);
    if (context.now().attribute(CaseAttribute.WRITES_RELEASED_AT).isPresent()) {
      return HoldCheck.broken(context);
    }
    if (!asksNodes(context)
        && (!state.get().isStable() || context.wasRequestedRecently("freeze"))) {
      return look(context, "the group is " + state.get().status());
    }
    try {
      return associated(context, state.get())
          .orElseGet(
              () -> WriteHold.isOn(context.now()) ? prove(context, state.get()) : hold(context));
    } catch (InvalidReplicationGroupStateException | InvalidCacheParameterGroupStateException e) {
      return look(context, AwsErrorText.reason(e));
    }
  }

  /** Whether what ElastiCache tells of the hold, which it does late, is of no interest any more. */
  private static boolean asksNodes(StepContext context) {
    return WriteHold.isCopied(context.now()) && WriteHold.isOn(context.now());
  }

  /** Empty once all nodes use the flow's parameter group. */
  private static Optional<StepResult> associated(StepContext context, GroupState state) {
    List<NodeParameterGroup> nodes = context.groups().parameterGroups(state);
    String ours = HoldParameter.settleName(context);
    List<NodeParameterGroup> others =
        nodes.stream().filter(node -> !node.name().equals(ours)).toList();
    if (!others.isEmpty() && WriteHold.isOn(context.now())) {
      return Optional.of(
          new Failed(
              "somebody has given "
                  + context.group().id()
                  + " the parameter group "
                  + others.getFirst().name()
                  + " while its writes were held"));
    }
    Optional<String> anotherFlows =
        others.stream()
            .map(NodeParameterGroup::name)
            .filter(name -> name.startsWith(ResourceNames.FREEZE))
            .findFirst();
    if (anotherFlows.isPresent()) {
      return Optional.of(
          new Failed(
              "another flow holds the writes to "
                  + context.group().id()
                  + ". "
                  + ResourceNames.adviceOnFreeze(anotherFlows.get())));
    }
    if (!others.isEmpty()) {
      return Optional.of(associate(context, others.getFirst().name(), ours));
    }
    if (nodes.stream().anyMatch(NodeParameterGroup::needsReboot)) {
      return Optional.of(
          new Failed(
              "the nodes of "
                  + context.group().id()
                  + " must be rebooted before they use another parameter group, so writes cannot"
                  + " be held: reboot them, then send the finding again; or let writes be lost"
                  + " with the data policy accept-loss"));
    }
    return asksNodes(context) || nodes.stream().allMatch(NodeParameterGroup::isInSync)
        ? Optional.empty()
        : Optional.of(look(context, "the parameter group is being applied"));
  }

  private static StepResult associate(StepContext context, String owners, String ours) {
    Optional<String> problem = HoldParameter.copy(context, owners, ours);
    if (problem.isPresent()) {
      return new Failed(problem.get());
    }
    context.note("asking ElastiCache to use parameter group " + ours + ", a copy of " + owners);
    context.recordRequest("freeze");
    HoldParameter.associate(context, ours);
    return look(context, "the parameter group has been asked for");
  }

  private static StepResult hold(StepContext context) {
    Instant at = context.instant();
    context.note("asking ElastiCache to refuse writes to " + context.group().id());
    context.saveBeforeCall(c -> c.with(CaseAttribute.WRITES_HELD_AT, at.toString()));
    HoldParameter.hold(context);
    return new Pending(
        WriteHold.isCopied(context.now()) ? SOON : SETTLING.plus(PROOF).plus(LOOK_AGAIN),
        "writes are held");
  }

  private static StepResult prove(StepContext context, GroupState state) {
    Instant since = Instant.parse(context.now().require(CaseAttribute.WRITES_HELD_AT));
    Instant now = context.instant();
    if (!HoldParameter.isHeld(context)) {
      if (Duration.between(since, now).compareTo(SETTLING) > 0) {
        return HoldCheck.broken(context);
      }
      // The call has been lost.
      HoldParameter.hold(context);
      return look(context, "writes are held");
    }
    Optional<EngineAnswer> answer = EngineAnswer.of(context.input().last().get("seen"));
    if (answer.isPresent() && !answer.get().accepting().isEmpty()) {
      String taken = answer.get().accepting().getFirst() + " still takes writes";
      if (!WriteHold.isCopied(context.now())) {
        context.note(taken);
      }
      return notProven(context, since, STILL_ACCEPTED, taken);
    }
    if (WriteHold.isCopied(context.now())) {
      return provenByNodes(context, state, since, answer);
    }
    OptionalLong writes =
        CacheMetrics.of(context)
            .hear(
                state.members(), Duration.between(since, now), NodeMetric.ITEMS, NodeMetric.WRITES)
            .latestWrites(state.members(), PROOF, since.plus(SETTLING));
    if (writes.isPresent() && writes.getAsLong() == 0) {
      return proven(context, state, answer);
    }
    return writes.isEmpty()
        ? notProven(
            context,
            since,
            "may still arrive: CloudWatch does not count them",
            "CloudWatch has not counted two minutes of held writes yet")
        : notProven(
            context, since, STILL_ACCEPTED, writes.getAsLong() + " writes in the last two minutes");
  }

  /** CloudWatch counts no write; where the probe is deployed, the nodes themselves are asked. */
  private static StepResult proven(
      StepContext context, GroupState state, Optional<EngineAnswer> answer) {
    String none = "no write has reached " + context.group().id() + " for two minutes";
    if (answer.isEmpty()) {
      List<String> nodes = DataPlaneAvailability.nodes(context);
      if (!nodes.isEmpty()) {
        return new WriteToTry(nodes, state.transit() != TransitEncryptionMode.NONE);
      }
      context.note(none);
      return new Done();
    }
    context.note(
        answer.get().isProof(context.groups().shards(context.group()).size())
            ? none + ", and every primary refuses one"
            : none + "; its nodes could not tell whether they refuse them: " + answer.get().gap());
    return new Done();
  }

  /**
   * Where keys are copied nobody waits for CloudWatch's minutes: each primary says that it refuses
   * writes, and all keys are compared afterwards.
   */
  private static StepResult provenByNodes(
      StepContext context, GroupState state, Instant since, Optional<EngineAnswer> answer) {
    if (answer.isEmpty()) {
      return new WriteToTry(
          DataPlaneAvailability.nodes(context), state.transit() != TransitEncryptionMode.NONE);
    }
    if (!answer.get().isProof(context.groups().shards(context.group()).size())) {
      return notProven(
          context,
          since,
          "may still arrive: not every primary says that it refuses them",
          answer.get().gap());
    }
    if (context.now().attribute(CaseAttribute.WRITES_REFUSED_AT).isEmpty()) {
      String at = context.instant().toString();
      context.change(c -> c.with(CaseAttribute.WRITES_REFUSED_AT, at));
      context.note("every primary of " + context.group().id() + " refuses writes");
    }
    return new ToBeCopied();
  }

  private static StepResult notProven(
      StepContext context, Instant since, String writes, String progress) {
    return Duration.between(since, context.instant()).compareTo(PATIENCE) > 0
        ? new Failed(
            "writes to " + context.group().id() + " " + writes + "; nothing has been copied")
        : new Pending(again(context, since), progress);
  }

  /** What a copy waits for comes within seconds, or not at all. */
  private static Duration again(StepContext context, Instant since) {
    if (!WriteHold.isCopied(context.now())) {
      return LOOK_AGAIN;
    }
    return Duration.between(since, context.instant()).compareTo(SETTLING) < 0
        ? SOON
        : SOON.multipliedBy(10);
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
