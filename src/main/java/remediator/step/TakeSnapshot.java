package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import remediator.step.Answer.Pending;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheClusterStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.SnapshotFeatureNotSupportedException;
import software.amazon.awssdk.services.elasticache.model.SnapshotQuotaExceededException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Takes the snapshot that the new group is made from: of a node where cluster mode is disabled, of
 * the whole group where it is enabled ("Taking manual backups"). Writes that come later are not in
 * it; with the data policy "freeze" it therefore waits until writes have stopped.
 */
final class TakeSnapshot implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(4);
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofDays(1);

  @Override
  public Answer run(Work work) {
    Optional<String> chosen = work.now().fact(Fact.SNAPSHOT);
    Optional<Snapshot> found = chosen.flatMap(n -> Snapshots.find(work.elastiCache(), n));
    if (found.isPresent()) {
      return progress(work, found.get());
    }
    String name = chosen.orElse(Names.snapshot(work.now()).getFirst());
    Optional<GroupState> state = work.state(work.group());
    if (state.isEmpty()) {
      return new Failed("the replication group " + work.group().id() + " no longer exists");
    }
    if (!state.get().settled() || work.justAsked("snapshot")) {
      return look(work, "the group is " + state.get().status());
    }
    if (!work.policyIs(Setting.DATA, "cache-only")) {
      List<String> nodes = state.get().members();
      Heard heard = Traffic.of(work).hear(nodes, QUIET, NodeMetric.ITEMS, NodeMetric.WRITES);
      OptionalLong writes = heard.writes(nodes);
      if (work.policyIs(Setting.DATA, "freeze") && (writes.isEmpty() || writes.getAsLong() > 0)) {
        return notFrozen(work, writes);
      }
      heard
          .items(work.groups().shards(work.group()))
          .ifPresent(items -> work.later(c -> c.with(Fact.OLD_ITEMS, Long.toString(items))));
    }
    return ask(work, name, state.get());
  }

  /** A snapshot of our name that is not ours: another name is taken, and that one is left alone. */
  private static Answer takeAnotherName(Work work, String taken) {
    Optional<String> other = Names.next(Names.snapshot(work.now()), taken);
    if (other.isEmpty()) {
      return new Failed(
          "every name for a snapshot of "
              + work.group().id()
              + " is taken, up to "
              + taken
              + "; delete those snapshots, if nothing needs them, and send the finding again");
    }
    work.later(
        c -> c.with(Fact.SNAPSHOT, other.get()).without(Fact.SNAPSHOT_REQUESTED_AT, Fact.ASKED));
    work.note("a snapshot " + taken + " was there already; it is left as it is");
    return new Pending(Duration.ofSeconds(1), "another name is taken for the snapshot");
  }

  private static Answer notFrozen(Work work, OptionalLong writes) {
    if (work.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          "the data policy is freeze, and "
              + work.group().id()
              + (writes.isEmpty()
                  ? " has told CloudWatch nothing for a day: see why"
                  : " has been written to for a day: stop the writers")
              + ", or choose accept-loss or cache-only, at gate replace or by "
              + Setting.DATA.loosening());
    }
    return Waits.lookAgain(
        work,
        Duration.ZERO,
        writes.isEmpty()
            ? "CloudWatch does not know yet whether there are writes"
            : writes.getAsLong() + " writes in the last five minutes; waiting for none");
  }

  private static Answer ask(Work work, String name, GroupState state) {
    String at = work.instant().toString();
    work.later(c -> c.with(Fact.SNAPSHOT, name).with(Fact.SNAPSHOT_REQUESTED_AT, at));
    work.note("asking ElastiCache for snapshot " + name);
    work.asking("snapshot");
    CreateSnapshotRequest.Builder request =
        CreateSnapshotRequest.builder()
            .snapshotName(name)
            .tags(Tag.builder().key(OurTags.FLOW).value(work.now().flow()).build());
    state
        .backupNode()
        .ifPresentOrElse(
            request::cacheClusterId, () -> request.replicationGroupId(work.group().id()));
    try {
      work.elastiCache().createSnapshot(request.build());
    } catch (SnapshotAlreadyExistsException
        | InvalidReplicationGroupStateException
        | InvalidCacheClusterStateException _) {
      return look(work, "the group is busy");
    } catch (SnapshotQuotaExceededException | SnapshotFeatureNotSupportedException e) {
      return new Failed("no snapshot of " + work.group().id() + ": " + AwsErrorText.reason(e));
    }
    return look(work, "the snapshot has been asked for");
  }

  private static Answer progress(Work work, Snapshot snapshot) {
    return switch (snapshot.snapshotStatus()) {
      case "available" ->
          ResourceOwnership.isOurs(work, snapshot)
              ? taken(work, snapshot)
              : takeAnotherName(work, snapshot.snapshotName());
      case "creating", "copying", "restoring" ->
          look(work, "snapshot " + snapshot.snapshotName() + " is " + snapshot.snapshotStatus());
      default ->
          new Failed(
              "snapshot "
                  + snapshot.snapshotName()
                  + " of "
                  + work.group().id()
                  + " ended as \""
                  + snapshot.snapshotStatus()
                  + "\"");
    };
  }

  private static Answer taken(Work work, Snapshot snapshot) {
    Instant earliest =
        snapshot.nodeSnapshots().stream()
            .map(NodeSnapshot::snapshotCreateTime)
            .filter(t -> t != null)
            .min(Instant::compareTo)
            .orElse(work.instant());
    if (work.now().fact(Fact.SNAPSHOT_AT).isEmpty()) {
      work.later(
          c ->
              c.with(Fact.SNAPSHOT_AT, earliest.toString())
                  .with(Fact.SHARD_CUTS, StrictJson.write(cuts(snapshot))));
      work.note("snapshot " + snapshot.snapshotName() + " is available");
    }
    return new Done();
  }

  /** Where cluster mode is disabled, the snapshot is of a node and names no shard. */
  private static Map<String, String> cuts(Snapshot snapshot) {
    Map<String, String> cuts = new TreeMap<>();
    for (NodeSnapshot shard : snapshot.nodeSnapshots()) {
      if (shard.nodeGroupId() != null && shard.snapshotCreateTime() != null) {
        cuts.put(shard.nodeGroupId(), shard.snapshotCreateTime().toString());
      }
    }
    return cuts;
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
