package remediator.group;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statuses that AWS documents of replication groups (ReplicationGroup.Status; {@code migrating}
 * by the guide on online migration) and of their nodes (CacheCluster.CacheClusterStatus): whether
 * each passes by itself, and what the owner can do.
 */
public enum GroupStatus {
  AVAILABLE("available", true, ""),
  CREATING("creating", true, "wait until it is made"),
  MODIFYING("modifying", true, "wait until the change is done"),
  SNAPSHOTTING("snapshotting", true, "wait until the backup is taken"),
  REBOOTING("rebooting cluster nodes", true, "wait until its nodes are up again"),
  DELETING(
      "deleting", true, "there is nothing to do: its finding is archived once the group is gone"),
  DELETED("deleted", true, "there is nothing to do: it is gone"),
  /** The target of an online migration can have neither encryption. */
  MIGRATING(
      "migrating",
      true,
      "complete the migration (aws elasticache complete-migration), or let it end; the target of an"
          + " online migration can have no encryption"),
  CREATE_FAILED(
      "create-failed",
      false,
      "it never becomes available: see why (aws elasticache describe-events --duration 20160),"
          + " delete it, and make it again with both encryptions if it is needed"),
  RESTORE_FAILED(
      "restore-failed",
      false,
      "its data could not be restored, and it never becomes available: see why (aws elasticache"
          + " describe-events --duration 20160), and delete it"),
  INCOMPATIBLE_NETWORK(
      "incompatible-network",
      false,
      "it never becomes available: see whether its subnets still exist and have free addresses,"
          + " then delete it and make it again");

  private final String apiValue;
  private final boolean passes;
  private final String remedy;

  GroupStatus(String apiValue, boolean passes, String remedy) {
    this.apiValue = apiValue;
    this.passes = passes;
    this.remedy = remedy;
  }

  /** The status of that name; empty for one that AWS does not document. */
  public static Optional<GroupStatus> of(String apiValue) {
    return Stream.of(values()).filter(s -> s.apiValue.equals(apiValue)).findFirst();
  }

  public String apiValue() {
    return apiValue;
  }

  /** Whether it ends without anybody deciding anything about the group. */
  public boolean passes() {
    return passes;
  }

  /** What the owner can do, as a sentence's part. */
  public String remedy() {
    return remedy;
  }
}
