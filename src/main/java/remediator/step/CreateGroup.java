package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.group.ReplicationGroup;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Planner;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupAlreadyExistsException;

/**
 * Makes the new group from the snapshot. Its id is chosen and remembered before it is asked for; a
 * group of that id that does not carry our flow's tag is somebody else's, and another id is taken.
 */
final class CreateGroup implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(10);

  @Override
  public Answer run(Work work) {
    if (work.now().newGroup().isEmpty()) {
      return choose(work, 0);
    }
    GroupArn id = work.now().newGroup().get();
    Optional<GroupState> state = work.state(id);
    if (state.isPresent()) {
      return progress(work, id, state.get());
    }
    return work.justAsked("create") ? look(work, id, "has been asked for") : ask(work, id);
  }

  /** Takes the first free id behind those already tried. */
  private static Answer choose(Work work, int from) {
    List<String> names = Names.newGroup(work.group());
    for (String name : names.subList(from, names.size())) {
      Optional<GroupState> taken = work.state(work.group().sibling(name));
      if (taken.isPresent() && !taken.get().status().equals("available")) {
        // It may be this flow's, and the row older than its request: the tags will tell.
        return look(work, work.group().sibling(name), "is " + taken.get().status());
      }
      if (taken.isPresent()
          && ResourceOwnership.isTagged(work, work.group().sibling(name).toString())) {
        work.later(c -> c.with(Fact.NEW_GROUP, name));
        return made(work, work.group().sibling(name), taken.get());
      }
      if (taken.isEmpty()) {
        // Written down before anything is asked for, with that it is asked for.
        work.later(c -> c.with(Fact.NEW_GROUP, name).without(Fact.MADE));
        return ask(work, work.group().sibling(name));
      }
    }
    return new Failed(
        "all ids from "
            + names.getFirst()
            + " to "
            + names.getLast()
            + " are taken; delete or rename one");
  }

  private static Answer ask(Work work, GroupArn id) {
    GroupArn from = work.now().source();
    Optional<ReplicationGroup> source = work.read(from);
    if (source.isEmpty()) {
      return new Failed("the replication group " + from.id() + " no longer exists");
    }
    if (!source.get().settled()) {
      // Its tags cannot be read now, and the clone would lack them.
      return look(work, id, "waits for " + from.id() + ", which is busy");
    }
    List<String> odd = source.get().oddities();
    if (!odd.isEmpty()) {
      return new Failed(from.id() + " has changed since it was planned: " + String.join("; ", odd));
    }
    String at = work.instant().toString();
    work.later(c -> c.with(Fact.NEW_GROUP_REQUESTED_AT, at));
    work.asking("create");
    var request =
        CloneRequest.of(
            Planner.wanted(source.get(), work.policy()),
            id.id(),
            SameId.comesBack(work.now())
                ? work.now().need(Fact.FINAL_SNAPSHOT)
                : work.now().need(Fact.SNAPSHOT),
            Map.of(OurTags.FLOW, work.now().flow(), OurTags.REPLACES, from.id()));
    AuthToken.of(work, source.get()).ifPresent(request::authToken);
    try {
      work.elastiCache().createReplicationGroup(request.build());
      work.later(c -> c.with(Fact.MADE, id.id()));
      work.note("asked ElastiCache for the new group " + id.id());
    } catch (ReplicationGroupAlreadyExistsException | InvalidSnapshotStateException _) {
      return look(work, id, "is being made");
    } catch (ElastiCacheException e) {
      if (e.statusCode() >= 500 || e.isThrottlingException()) {
        throw e;
      }
      return new Failed(
          "ElastiCache refuses to make "
              + id.id()
              + " from "
              + from.id()
              + ": "
              + AwsErrorText.reason(e).replaceFirst("[.]+$", "")
              + ". Correct that, then send the finding again");
    }
    return look(work, id, "has been asked for");
  }

  private static Answer progress(Work work, GroupArn id, GroupState state) {
    List<String> broken = NodeHealth.broken(work, state);
    if (state.status().equals("create-failed") || !broken.isEmpty()) {
      return new Failed(
          "the new group "
              + id.id()
              + " could not be made: "
              + (broken.isEmpty() ? "its status is create-failed" : String.join(", ", broken)));
    }
    boolean made = work.now().fact(Fact.MADE).equals(Optional.of(id.id()));
    if (made && work.now().fact(Fact.NEW_CREATED).isEmpty()) {
      // ElastiCache has said that it makes the group for us: as it is first seen, so it is ours.
      state.created().ifPresent(at -> work.later(c -> c.with(Fact.NEW_CREATED, at.toString())));
    }
    if (!state.settled()) {
      return look(work, id, "is " + state.status());
    }
    if (work.now().fact(Fact.NEW_CREATED).isPresent()) {
      return new Done();
    }
    if (ResourceOwnership.isOurs(work, id)) {
      return made(work, id, state);
    }
    if (SameId.comesBack(work.now())) {
      return new Failed(
          "somebody else has made a group "
              + id.id()
              + " since the old one went; rename it, and restore the final snapshot "
              + work.now().need(Fact.FINAL_SNAPSHOT));
    }
    List<String> names = Names.newGroup(work.group());
    return choose(work, names.indexOf(id.id()) + 1);
  }

  /** From here on the group has an identity, which every later step compares. */
  private static Answer made(Work work, GroupArn id, GroupState state) {
    if (state.created().isEmpty()) {
      return new Failed(
          "ElastiCache does not tell when the new group "
              + id.id()
              + " was created, so it could not be told from one that is made later under its id");
    }
    String created = state.created().get().toString();
    work.later(c -> c.with(Fact.NEW_CREATED, created));
    return new Done();
  }

  private static Answer look(Work work, GroupArn id, String why) {
    return Waits.lookAgain(work, TYPICAL, "the new group " + id.id() + " " + why);
  }
}
