package awsemulator.elasticache.access;

import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.RegionInventory;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** Encryption and access control of a new group. */
public final class EncryptionRules {
  private EncryptionRules() {}

  public static void check(
      RegionInventory inventory, CreateReplicationGroupRequest request, EngineRelease version) {
    checkTransit(request, version);
    boolean tls = Boolean.TRUE.equals(request.transitEncryptionEnabled());
    boolean users = !request.userGroupIds().isEmpty();
    if (request.authToken() != null && !tls) {
      throw ElastiCacheError.combination(
          "The AUTH token is only supported when encryption-in-transit is enabled");
    }
    if (users && !tls) {
      throw ElastiCacheError.combination(
          "User group based access control requires encryption-in-transit to be enabled on the"
              + " replication group.");
    }
    if ((users || request.authToken() != null)
        && "preferred".equals(request.transitEncryptionModeAsString())) {
      throw ElastiCacheError.combination(
          "Transit encryption preferred is not supported with redis access control.");
    }
    if (users && request.authToken() != null) {
      throw ElastiCacheError.combination("AuthToken and UserGroupIds cannot be used together.");
    }
    if (request.authToken() != null) {
      AuthRules.check(request.authToken());
    }
    if (request.userGroupIds().size() > 1) {
      throw ElastiCacheError.combination("A replication group can have only one user group.");
    }
    UserGroups.check(inventory, request.userGroupIds(), version);
    if (request.kmsKeyId() != null) {
      checkKey(request, version, inventory.place());
    }
  }

  /** "`true` when using Valkey, `false` when using Redis OSS". */
  public static boolean atRest(CreateReplicationGroupRequest request, EngineRelease version) {
    return request.atRestEncryptionEnabled() == null
        ? version.engine().equals("valkey")
        : request.atRestEncryptionEnabled();
  }

  private static void checkTransit(CreateReplicationGroupRequest request, EngineRelease version) {
    boolean tls = Boolean.TRUE.equals(request.transitEncryptionEnabled());
    String mode = request.transitEncryptionModeAsString();
    ValueRules.oneOf("TransitEncryptionMode", mode, "preferred", "required");
    if (version.engine().equals("valkey") && request.transitEncryptionEnabled() == null) {
      throw ElastiCacheError.combination(
          "TransitEncryptionEnabled must be given when the engine is valkey.");
    }
    if (mode != null && !tls) {
      throw ElastiCacheError.combination(
          "To modify transit encryption mode, set encryption-in-transit as enabled.");
    }
    if (tls && request.cacheSubnetGroupName() == null) {
      throw ElastiCacheError.combination(
          "If you enable in-transit encryption, you must also specify a value for"
              + " CacheSubnetGroup.");
    }
    if (mode != null && !version.tlsOnline()) {
      throw ElastiCacheError.combination(
          "Transit encryption mode is not supported for engine version "
              + version.version()
              + ". Please use engine version 7.0.5 or higher.");
    }
  }

  private static void checkKey(
      CreateReplicationGroupRequest request, EngineRelease version, CloudPlace place) {
    if (!atRest(request, version)) {
      throw ElastiCacheError.combination("KmsKeyId needs AtRestEncryptionEnabled.");
    }
    checkKey(request.kmsKeyId(), place);
  }

  /** A key of this Region: by ARN, by id, or by alias. GovCloud has service-managed keys only. */
  public static void checkKey(String key, CloudPlace place) {
    String arn = "arn:" + place.partition() + ":kms:" + place.region() + ":";
    boolean named = key.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
    boolean alias = key.matches("alias/[A-Za-z0-9/_-]+");
    boolean full = key.startsWith(arn) && key.matches(".*:\\d{12}:(key|alias)/[A-Za-z0-9/_-]+");
    if (place.partition().equals("aws-us-gov") || !(named || alias || full)) {
      throw ElastiCacheError.value("The KMS key " + key + " is not valid.");
    }
  }
}
