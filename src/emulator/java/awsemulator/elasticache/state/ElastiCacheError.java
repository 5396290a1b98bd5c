package awsemulator.elasticache.state;

import awsemulator.cloud.AwsFault;

/**
 * The errors of the ElastiCache API by their wire codes, which differ from the SDK's class names.
 */
public final class ElastiCacheError {
  private ElastiCacheError() {}

  public static AwsFault combination(String message) {
    return AwsFault.badRequest("InvalidParameterCombination", message);
  }

  public static AwsFault value(String message) {
    return AwsFault.badRequest("InvalidParameterValue", message);
  }

  public static AwsFault groupState(String message) {
    return AwsFault.badRequest("InvalidReplicationGroupState", message);
  }

  public static AwsFault snapshotState(String message) {
    return AwsFault.badRequest("InvalidSnapshotState", message);
  }

  static AwsFault noGroup(String id) {
    return new AwsFault(
        "ReplicationGroupNotFoundFault", 404, "ReplicationGroup " + id + " not found.");
  }

  public static AwsFault noCluster(String id) {
    return new AwsFault("CacheClusterNotFound", 404, "CacheCluster not found: " + id);
  }

  static AwsFault noSnapshot(String name) {
    return new AwsFault("SnapshotNotFoundFault", 404, "Snapshot not found: " + name);
  }

  static AwsFault noParameterGroup(String name) {
    return new AwsFault(
        "CacheParameterGroupNotFound", 404, "CacheParameterGroup not found: " + name);
  }

  public static AwsFault noSubnetGroup(String name) {
    return AwsFault.badRequest(
        "CacheSubnetGroupNotFoundFault", "Cache subnet group " + name + " does not exist.");
  }

  public static AwsFault noUser(String id) {
    return new AwsFault("UserNotFound", 404, "User " + id + " not found.");
  }

  public static AwsFault noUserGroup(String id) {
    return new AwsFault("UserGroupNotFound", 404, "User group " + id + " not found.");
  }

  /** A member that AWS knows and this cloud does not: said, never ignored. */
  public static AwsFault unsupported(String operation, String member) {
    return value("The local ElastiCache does not support " + member + " in " + operation + ".");
  }
}
