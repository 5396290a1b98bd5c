package remediator.workflow.replace;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import remediator.aws.AwsErrorText;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.plan.ResourceTags;
import remediator.workflow.copy.KeyCopy;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.WriteHold;
import remediator.workflow.tls.AuthToken;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupAlreadyExistsException;

/**
 * Makes the new group from the snapshot, or empty where keys are copied. Its id is chosen and
 * remembered before it is asked for; a group of that id that does not carry our flow's tag is
 * somebody else's, and another id is taken.
 */
public final class CreateGroup implements Step {
  public static final Duration TYPICAL = Duration.ofMinutes(10);

  @Override
  public StepResult run(StepContext context) {
    if (context.now().newGroup().isEmpty()) {
      return choose(context, 0);
    }
    GroupArn id = context.now().newGroup().get();
    Optional<GroupState> state = context.state(id);
    if (state.isPresent()) {
      return progress(context, id, state.get());
    }
    return context.wasRequestedRecently("create")
        ? look(context, id, "has been asked for")
        : ask(context, id);
  }

  /** Takes the first free id behind those already tried. */
  private static StepResult choose(StepContext context, int from) {
    List<String> names = ResourceNames.newGroup(context.group());
    for (String name : names.subList(from, names.size())) {
      Optional<GroupState> taken = context.state(context.group().withId(name));
      if (taken.isPresent() && !taken.get().status().equals("available")) {
        // It may be this flow's, and the row older than its request: the tags will tell.
        return look(context, context.group().withId(name), "is " + taken.get().status());
      }
      if (taken.isPresent()
          && ResourceOwnership.isTagged(context, context.group().withId(name).toString())) {
        context.change(c -> c.with(CaseAttribute.NEW_GROUP, name));
        return made(context, context.group().withId(name), taken.get());
      }
      if (taken.isEmpty()) {
        // Written down before anything is asked for, with that it is asked for.
        context.change(
            c -> c.with(CaseAttribute.NEW_GROUP, name).without(CaseAttribute.NEW_GROUP_CONFIRMED));
        return ask(context, context.group().withId(name));
      }
    }
    return new Failed(
        "all ids from "
            + names.getFirst()
            + " to "
            + names.getLast()
            + " are taken; delete or rename one");
  }

  private static StepResult ask(StepContext context, GroupArn id) {
    GroupArn from = context.now().source();
    Optional<CacheGroup> source = context.read(from);
    if (source.isEmpty()) {
      return new Failed("the replication group " + from.id() + " no longer exists");
    }
    if (!source.get().isStable()) {
      // Its tags cannot be read now, and the clone would lack them.
      return look(context, id, "waits for " + from.id() + ", which is busy");
    }
    List<String> odd = source.get().oddities();
    if (!odd.isEmpty()) {
      return new Failed(from.id() + " has changed since it was planned: " + String.join("; ", odd));
    }
    boolean copied = WriteHold.isCopied(context.now());
    Optional<String> obstacle = copied ? KeyCopy.obstacle(context, source.get()) : Optional.empty();
    if (obstacle.isPresent()) {
      return new Failed(obstacle.get());
    }
    String parameters = source.get().spec().engine().parameterGroup();
    if (parameters.startsWith(ResourceNames.FREEZE)) {
      return new Failed(
          from.id()
              + " has the parameter group "
              + parameters
              + ", by which its writes are held and not for this flow, as far as its ledger tells:"
              + " a new group would refuse writes too");
    }
    Optional<String> planned = context.now().attribute(CaseAttribute.PARAMETER_GROUP);
    if (ReplacementSpec.upgrade(context.now()).isPresent()
        && !IdReuse.comesBack(context.now())
        && !planned.equals(Optional.of(parameters))) {
      return new Failed(
          from.id()
              + " has the parameter group "
              + parameters
              + " now, and the upgrade of its replacement was planned for that of "
              + planned.orElse("none")
              + ": send the finding again to have it planned anew");
    }
    String at = context.instant().toString();
    context.change(c -> c.with(CaseAttribute.NEW_GROUP_REQUESTED_AT, at));
    context.recordRequest("create");
    boolean returns = IdReuse.comesBack(context.now());
    String snapshot =
        copied
            ? null
            : context
                .now()
                .require(returns ? CaseAttribute.FINAL_SNAPSHOT : CaseAttribute.SNAPSHOT);
    var request =
        CreateGroupRequestFactory.of(
            ReplacementSpec.made(context, source.get()),
            id.id(),
            snapshot,
            Map.of(ResourceTags.FLOW, context.now().flow(), ResourceTags.REPLACES, from.id()));
    AuthToken.of(context, source.get()).ifPresent(request::authToken);
    try {
      context.elastiCache().createReplicationGroup(request.build());
      context.change(c -> c.with(CaseAttribute.NEW_GROUP_CONFIRMED, id.id()));
      context.note("asked ElastiCache for the new group " + id.id());
    } catch (ReplicationGroupAlreadyExistsException | InvalidSnapshotStateException _) {
      return look(context, id, "is being made");
    } catch (ElastiCacheException e) {
      if (e.statusCode() >= 500 || e.isThrottlingException()) {
        throw e;
      }
      return new Failed(
          "ElastiCache refuses to make "
              + id.id()
              + " from "
              + (returns ? "its final snapshot " + snapshot : from.id())
              + ": "
              + AwsErrorText.reason(e).replaceFirst("[.]+$", "")
              + ". Correct that, then send the finding again");
    }
    return look(context, id, "has been asked for");
  }

  private static StepResult progress(StepContext context, GroupArn id, GroupState state) {
    SortedMap<String, String> broken = NodeHealth.broken(context, state);
    if (state.status().equals("create-failed") || !broken.isEmpty()) {
      return new Failed(
          "the new group "
              + id.id()
              + " could not be made: "
              + (broken.isEmpty()
                  ? "its status is create-failed"
                  : broken.entrySet().stream()
                      .map(b -> b.getKey() + " is " + b.getValue())
                      .collect(Collectors.joining(", ")))
              + FailureEvents.of(context, id.id(), state, broken.keySet().stream().findFirst()));
    }
    boolean made =
        context.now().attribute(CaseAttribute.NEW_GROUP_CONFIRMED).equals(Optional.of(id.id()));
    if (made && context.now().attribute(CaseAttribute.NEW_CREATED).isEmpty()) {
      // ElastiCache has said that it makes the group for us: as it is first seen, so it is ours.
      state
          .created()
          .ifPresent(at -> context.change(c -> c.with(CaseAttribute.NEW_CREATED, at.toString())));
    }
    if (!state.isStable()) {
      return look(context, id, "is " + state.status());
    }
    if (context.now().attribute(CaseAttribute.NEW_CREATED).isPresent()) {
      return new Done();
    }
    if (ResourceOwnership.isOurs(context, id)) {
      return made(context, id, state);
    }
    if (IdReuse.comesBack(context.now())) {
      return new Failed(
          "somebody else has made a group "
              + id.id()
              + " since the old one went; rename it, and restore the final snapshot "
              + context.now().require(CaseAttribute.FINAL_SNAPSHOT));
    }
    List<String> names = ResourceNames.newGroup(context.group());
    return choose(context, names.indexOf(id.id()) + 1);
  }

  /** From here on the group has an identity, which every later step compares. */
  private static StepResult made(StepContext context, GroupArn id, GroupState state) {
    if (state.created().isEmpty()) {
      return new Failed(
          "ElastiCache does not tell when the new group "
              + id.id()
              + " was created, so it could not be told from one that is made later under its id");
    }
    String created = state.created().get().toString();
    context.change(c -> c.with(CaseAttribute.NEW_CREATED, created));
    return new Done();
  }

  private static StepResult look(StepContext context, GroupArn id, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, "the new group " + id.id() + " " + why);
  }
}
