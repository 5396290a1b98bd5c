package remediator.workflow.replace;

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
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.SnapshotFinder;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.core.WriteHold;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.MetricValues;
import remediator.workflow.metrics.NodeMetric;
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
 * it; with the data policy "freeze" they are held, and where the engine cannot do that, it waits
 * until they have stopped.
 */
public final class TakeSnapshot implements Step {
  public static final Duration TYPICAL = Duration.ofMinutes(4);
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofDays(1);

  @Override
  public StepResult run(StepContext context) {
    Optional<String> chosen = context.now().attribute(CaseAttribute.SNAPSHOT);
    Optional<Snapshot> found = chosen.flatMap(n -> SnapshotFinder.find(context.elastiCache(), n));
    if (found.isPresent()) {
      return progress(context, found.get());
    }
    String name = chosen.orElse(ResourceNames.snapshot(context.now()).getFirst());
    Optional<GroupState> state = context.state(context.group());
    if (state.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    if (!state.get().isStable() || context.wasRequestedRecently("snapshot")) {
      return look(context, "the group is " + state.get().status());
    }
    if (!context.policyIs(PolicySetting.DATA, "cache-only")) {
      List<String> nodes = state.get().members();
      MetricValues heard =
          CacheMetrics.of(context).hear(nodes, QUIET, NodeMetric.ITEMS, NodeMetric.WRITES);
      OptionalLong writes = heard.writes(nodes);
      // With the old id again, it is the final snapshot for which writes are held.
      if (WriteHold.isWanted(context.now())
          && !WriteHold.isEnforced(context.now())
          && (writes.isEmpty() || writes.getAsLong() > 0)) {
        return notFrozen(context, writes);
      }
      heard
          .items(context.groups().shards(context.group()))
          .ifPresent(
              items -> context.change(c -> c.with(CaseAttribute.OLD_ITEMS, Long.toString(items))));
    }
    return ask(context, name, state.get());
  }

  /** A snapshot of our name that is not ours: another name is taken, and that one is left alone. */
  private static StepResult takeAnotherName(StepContext context, String taken) {
    Optional<String> other = ResourceNames.next(ResourceNames.snapshot(context.now()), taken);
    if (other.isEmpty()) {
      return new Failed(
          "every name for a snapshot of "
              + context.group().id()
              + " is taken, up to "
              + taken
              + "; delete those snapshots, if nothing needs them, and send the finding again");
    }
    context.change(
        c ->
            c.with(CaseAttribute.SNAPSHOT, other.get())
                .without(CaseAttribute.SNAPSHOT_REQUESTED_AT, CaseAttribute.LAST_REQUEST));
    context.note("a snapshot " + taken + " was there already; it is left as it is");
    return new Pending(Duration.ofSeconds(1), "another name is taken for the snapshot");
  }

  private static StepResult notFrozen(StepContext context, OptionalLong writes) {
    if (context.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          "the data policy is freeze, and "
              + context.group().id()
              + (writes.isEmpty()
                  ? " has told CloudWatch nothing for a day: see why"
                  : " has been written to for a day: stop the writers")
              + ", or choose accept-loss or cache-only, at gate replace or by "
              + PolicySetting.DATA.loosening());
    }
    return PollingSchedule.lookAgain(
        context,
        Duration.ZERO,
        writes.isEmpty()
            ? "CloudWatch does not know yet whether there are writes"
            : writes.getAsLong() + " writes in the last five minutes; waiting for none");
  }

  private static StepResult ask(StepContext context, String name, GroupState state) {
    String at = context.instant().toString();
    context.change(
        c -> c.with(CaseAttribute.SNAPSHOT, name).with(CaseAttribute.SNAPSHOT_REQUESTED_AT, at));
    context.note("asking ElastiCache for snapshot " + name);
    context.recordRequest("snapshot");
    CreateSnapshotRequest.Builder request =
        CreateSnapshotRequest.builder()
            .snapshotName(name)
            .tags(Tag.builder().key(ResourceTags.FLOW).value(context.now().flow()).build());
    state
        .backupNode()
        .ifPresentOrElse(
            request::cacheClusterId, () -> request.replicationGroupId(context.group().id()));
    try {
      context.elastiCache().createSnapshot(request.build());
    } catch (SnapshotAlreadyExistsException
        | InvalidReplicationGroupStateException
        | InvalidCacheClusterStateException _) {
      return look(context, "the group is busy");
    } catch (SnapshotQuotaExceededException | SnapshotFeatureNotSupportedException e) {
      return new Failed("no snapshot of " + context.group().id() + ": " + AwsErrorText.reason(e));
    }
    return look(context, "the snapshot has been asked for");
  }

  private static StepResult progress(StepContext context, Snapshot snapshot) {
    return switch (snapshot.snapshotStatus()) {
      case "available" ->
          ResourceOwnership.isOurs(context, snapshot)
              ? taken(context, snapshot)
              : takeAnotherName(context, snapshot.snapshotName());
      case "creating", "copying", "restoring" ->
          look(context, "snapshot " + snapshot.snapshotName() + " is " + snapshot.snapshotStatus());
      default ->
          new Failed(
              "snapshot "
                  + snapshot.snapshotName()
                  + " of "
                  + context.group().id()
                  + " ended as \""
                  + snapshot.snapshotStatus()
                  + "\"");
    };
  }

  private static StepResult taken(StepContext context, Snapshot snapshot) {
    Instant earliest =
        snapshot.nodeSnapshots().stream()
            .map(NodeSnapshot::snapshotCreateTime)
            .filter(t -> t != null)
            .min(Instant::compareTo)
            .orElse(context.instant());
    if (context.now().attribute(CaseAttribute.SNAPSHOT_AT).isEmpty()) {
      context.change(
          c ->
              c.with(CaseAttribute.SNAPSHOT_AT, earliest.toString())
                  .with(CaseAttribute.SHARD_CUTS, StrictJson.write(cuts(snapshot))));
      context.note("snapshot " + snapshot.snapshotName() + " is available");
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

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
