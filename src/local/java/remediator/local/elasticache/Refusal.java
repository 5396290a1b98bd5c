package remediator.local.elasticache;

import remediator.local.cloud.AwsFault;

/**
 * The errors of the ElastiCache API by their wire codes, which differ from the SDK's class names.
 */
final class Refusal {
  private Refusal() {}

  static AwsFault combination(String message) {
    return AwsFault.badRequest("InvalidParameterCombination", message);
  }

  static AwsFault value(String message) {
    return AwsFault.badRequest("InvalidParameterValue", message);
  }

  static AwsFault groupState(String message) {
    return AwsFault.badRequest("InvalidReplicationGroupState", message);
  }

  static AwsFault snapshotState(String message) {
    return AwsFault.badRequest("InvalidSnapshotState", message);
  }

  static AwsFault noGroup(String id) {
    return new AwsFault(
        "ReplicationGroupNotFoundFault", 404, "ReplicationGroup " + id + " not found.");
  }

  static AwsFault noCluster(String id) {
    return new AwsFault("CacheClusterNotFound", 404, "CacheCluster not found: " + id);
  }

  static AwsFault noSnapshot(String name) {
    return new AwsFault("SnapshotNotFoundFault", 404, "Snapshot not found: " + name);
  }

  static AwsFault noParameterGroup(String name) {
    return new AwsFault(
        "CacheParameterGroupNotFound", 404, "CacheParameterGroup not found: " + name);
  }

  static AwsFault noSubnetGroup(String name) {
    return AwsFault.badRequest(
        "CacheSubnetGroupNotFoundFault", "Cache subnet group " + name + " does not exist.");
  }

  static AwsFault noUserGroup(String id) {
    return new AwsFault("UserGroupNotFound", 404, "User group " + id + " not found.");
  }

  /** A member that AWS knows and this cloud does not: said, never ignored. */
  static AwsFault unsupported(String operation, String member) {
    return value("The local ElastiCache does not support " + member + " in " + operation + ".");
  }
}
