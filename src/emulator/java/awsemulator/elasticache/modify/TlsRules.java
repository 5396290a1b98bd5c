package awsemulator.elasticache.modify;

import awsemulator.elasticache.rules.NodeTypes;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.StoredGroup;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/**
 * Which changes of the in-transit encryption setting a running group takes, "Enabling in-transit
 * encryption on an existing cluster".
 */
final class TlsRules {
  private static final Set<String> TOO_OLD_NODES = Set.of("m1", "m2");

  private TlsRules() {}

  /** The change that the request asks for; null where it changes nothing. */
  static TlsEdit edit(StoredGroup group, ModifyReplicationGroupRequest request) {
    Boolean enabled = request.transitEncryptionEnabled();
    String mode = request.transitEncryptionModeAsString();
    if (enabled == null && mode == null) {
      return null;
    }
    checkRequest(group, request);
    if (Boolean.FALSE.equals(enabled)) {
      return off(group);
    }
    checkGroup(group);
    String target = mode == null ? group.tlsMode() : mode;
    if (target == null) {
      throw ElastiCacheError.combination(
          "If you are enabling in-transit encryption for an existing cluster, you must also set"
              + " TransitEncryptionMode to preferred.");
    }
    if (target.equals("required") && group.tlsMode() == null) {
      throw ElastiCacheError.combination(
          "Setting TransitEncryptionMode to required is a two-step process that requires you to"
              + " first set the TransitEncryptionMode to preferred, after that you can set"
              + " TransitEncryptionMode to required.");
    }
    return target.equals(group.tlsMode()) ? null : new TlsEdit(target);
  }

  private static void checkRequest(StoredGroup group, ModifyReplicationGroupRequest request) {
    String mode = request.transitEncryptionModeAsString();
    if (group.accessControl()) {
      throw ElastiCacheError.combination(
          "Modification of transit encryption is not supported for access control enabled"
              + " clusters.");
    }
    if (mode != null && !mode.equals("preferred") && !mode.equals("required")) {
      throw ElastiCacheError.value(
          "Invalid transit encryption mode: " + mode + ". Valid values are preferred, required.");
    }
    if (mode != null && !Boolean.TRUE.equals(request.transitEncryptionEnabled())) {
      throw ElastiCacheError.combination(
          "To modify transit encryption mode, set encryption-in-transit as enabled.");
    }
    if ("preferred".equals(mode) && request.authToken() != null) {
      throw ElastiCacheError.combination(
          "Transit encryption preferred is not supported with redis access control.");
    }
  }

  private static void checkGroup(StoredGroup group) {
    if (!group.version().tlsOnline()) {
      throw ElastiCacheError.combination(
          "Transit encryption mode is not supported for engine version "
              + group.version().version()
              + ". Please use engine version 7.0.5 or higher.");
    }
    if (TOO_OLD_NODES.contains(NodeTypes.family(group.anyNode().cacheNodeType()))) {
      throw ElastiCacheError.combination(
          "In-transit encryption is not supported for replication groups running the node types"
              + " M1 and M2.");
    }
    if (group.anyNode().cacheSubnetGroupName() == null) {
      throw ElastiCacheError.combination(
          "In-transit encryption is supported only for replication groups in an Amazon VPC.");
    }
  }

  private static TlsEdit off(StoredGroup group) {
    if ("required".equals(group.tlsMode())) {
      throw ElastiCacheError.combination(
          "Before disabling transit encryption, mode must be transitioned back to preferred"
              + " first.");
    }
    return group.tls() ? new TlsEdit(null) : null;
  }
}
