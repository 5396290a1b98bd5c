package awsemulator.elasticache.snapshots;

import awsemulator.elasticache.access.EncryptionRules;
import awsemulator.elasticache.rules.TagRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.SnapshotState;
import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotResponse;

/** Copying and deleting snapshots. */
public final class SnapshotCopies {
  private final CloudEstate estate;
  private final SnapshotRules rules;

  public SnapshotCopies(CloudEstate estate, SnapshotRules rules) {
    this.estate = estate;
    this.rules = rules;
  }

  public CopySnapshotResponse copy(RegionInventory inventory, CopySnapshotRequest request) {
    if (request.targetBucket() != null) {
      throw ElastiCacheError.unsupported("CopySnapshot", "TargetBucket");
    }
    SnapshotState source = inventory.snapshot(request.sourceSnapshotName());
    String name = rules.name(inventory, request.targetSnapshotName());
    requireAvailable(source);
    if (request.kmsKeyId() != null) {
      EncryptionRules.checkKey(request.kmsKeyId(), inventory.place());
    }
    Map<String, String> tags = TagRules.checked(request.tags());
    String arn = inventory.place().arn("snapshot", name);
    String key = request.kmsKeyId() == null ? source.snapshot().kmsKeyId() : request.kmsKeyId();
    SnapshotState copy = new SnapshotState(source.snapshot(), source.clusterMode());
    copy.change(
        b ->
            b.snapshotName(name)
                .arn(arn)
                .snapshotSource("manual")
                .snapshotStatus("creating")
                .kmsKeyId(key));
    inventory.snapshots.put(name, copy);
    inventory.tags.put(arn, tags.isEmpty() ? inventory.tags.of(source.arn()) : tags);
    if (source.data()) {
      estate.data().copySnapshot(source.arn(), arn);
      copy.data(true);
    }
    source.change(b -> b.snapshotStatus("copying"));
    estate.journal().begin(arn, "creating");
    estate.later(estate.timing().snapshot(), () -> finishCopy(source, copy));
    return CopySnapshotResponse.builder().snapshot(copy.snapshot()).build();
  }

  public DeleteSnapshotResponse delete(RegionInventory inventory, DeleteSnapshotRequest request) {
    SnapshotState snapshot = inventory.snapshot(request.snapshotName());
    if (!snapshot.status().equals("failed")) {
      requireAvailable(snapshot);
    }
    snapshot.change(b -> b.snapshotStatus("deleting"));
    estate.later(estate.timing().settings(), () -> forget(estate, inventory, snapshot));
    return DeleteSnapshotResponse.builder().snapshot(snapshot.snapshot()).build();
  }

  public static void forget(CloudEstate estate, RegionInventory inventory, SnapshotState snapshot) {
    inventory.snapshots.remove(snapshot.name());
    inventory.tags.forget(snapshot.arn());
    if (snapshot.data()) {
      estate.data().deleteSnapshot(snapshot.arn());
    }
    estate.journal().changed(snapshot.arn(), "deleted");
  }

  private void finishCopy(SnapshotState source, SnapshotState copy) {
    source.change(b -> b.snapshotStatus("available"));
    copy.change(b -> b.snapshotStatus("available"));
    estate.journal().end(copy.arn());
    estate.journal().changed(copy.arn(), "status creating → available");
  }

  private static void requireAvailable(SnapshotState snapshot) {
    if (!snapshot.status().equals("available")) {
      throw ElastiCacheError.snapshotState(
          "Snapshot %s is %s; it must be available.".formatted(snapshot.name(), snapshot.status()));
    }
  }
}
