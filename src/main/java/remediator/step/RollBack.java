package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;

/**
 * Removes what the flow has made: the new group and the snapshot, each only where it carries the
 * flow's tag. The old group is not touched. After cut-over nothing is rolled back: the new group
 * may hold the only copy of what has been written since.
 */
final class RollBack implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(8);

  @Override
  public Answer run(Work work) {
    if (work.now().fact(Fact.CUT_OVER_AT).isPresent()) {
      return new Failed(
          SameId.comesBack(work.now())
              ? SameId.standing(work.now(), work.state(work.group()))
              : "clients have been cut over; nothing is rolled back");
    }
    Optional<GroupArn> made = work.now().newGroup();
    if (made.isPresent()) {
      Optional<GroupState> state = work.state(made.get());
      if (state.isPresent()) {
        return remove(work, made.get(), state.get());
      }
      if (work.justAsked("create")) {
        return look(work, "the new group may still appear");
      }
    }
    return removeSnapshot(work);
  }

  private static Answer remove(Work work, GroupArn made, GroupState state) {
    if (state.status().equals("deleting") || work.justAsked("remove")) {
      return look(work, "the new group is being removed");
    }
    if (!state.status().equals("available") && !state.status().equals("create-failed")) {
      return look(work, "the new group is " + state.status() + " and cannot be removed yet");
    }
    if (!Ownership.isOurs(work, made)) {
      return removeSnapshot(work);
    }
    work.asking("remove");
    try {
      work.elastiCache().deleteReplicationGroup(r -> r.replicationGroupId(made.id()));
      work.note("asked ElastiCache to remove " + made.id());
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      return look(work, "the new group is going");
    }
    return look(work, "its removal has been asked for");
  }

  private static Answer removeSnapshot(Work work) {
    Optional<String> name = work.now().fact(Fact.SNAPSHOT);
    Optional<Snapshot> snapshot = name.flatMap(n -> Snapshots.find(work.elastiCache(), n));
    if (snapshot.isEmpty()) {
      return work.justAsked("snapshot") ? look(work, "the snapshot may still appear") : new Done();
    }
    String status = snapshot.get().snapshotStatus();
    if (!status.equals("available") && !status.equals("failed")) {
      return look(work, "the snapshot is " + status);
    }
    if (!Ownership.isOurs(work, snapshot.get().arn())) {
      return new Done();
    }
    try {
      work.elastiCache().deleteSnapshot(r -> r.snapshotName(name.get()));
      work.note("asked ElastiCache to remove snapshot " + name.get());
    } catch (SnapshotNotFoundException | InvalidSnapshotStateException _) {
      return look(work, "the snapshot is going");
    }
    return look(work, "the snapshot's removal has been asked for");
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
