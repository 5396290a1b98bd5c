package awsemulator.elasticache;

import static java.lang.Boolean.FALSE;
import static java.lang.Boolean.TRUE;

import awsemulator.cloud.RequiredRight;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The rights of the operations that change something. */
final class WriteNeeds {
  private static final String ADD_TAGS = "elasticache:AddTagsToResource";
  private static final String CREATE_SNAPSHOT = "elasticache:CreateSnapshot";
  private static final String GROUP = "replicationgroup";
  private static final String PARAMETERS = "parametergroup";
  private static final String SNAPSHOT = "snapshot";

  /** "Log delivery": ElastiCache sets it up with the caller's rights, these five. */
  private static final List<String> LOG_DELIVERY =
      List.of(
          "logs:CreateLogDelivery",
          "logs:GetLogDelivery",
          "logs:UpdateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:ListLogDeliveries");

  /** Of these, what taking a delivery down takes: a group takes its own with it. */
  private static final List<String> LOG_REMOVAL =
      List.of("logs:GetLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries");

  private WriteNeeds() {}

  /** The condition keys are those of the group: the other resources of a creation have none. */
  static List<RequiredRight> create(
      RegionInventory inventory, CreateReplicationGroupRequest request) {
    CallNeeds needs =
        CallNeeds.of(inventory, "CreateReplicationGroup")
            .on(SNAPSHOT, request.snapshotName())
            .on(PARAMETERS, request.cacheParameterGroupName())
            .on("subnetgroup", request.cacheSubnetGroupName());
    request.userGroupIds().forEach(id -> needs.on("usergroup", id));
    if (request.logDeliveryConfigurations().stream().anyMatch(l -> !FALSE.equals(l.enabled()))) {
      LOG_DELIVERY.forEach(action -> needs.also(action, "*"));
    }
    ofKey(needs, inventory, request.kmsKeyId());
    needs
        .requestTags(request.tags())
        // "Or default false value if parameter is not present", whatever the engine makes of that.
        .with("elasticache:AtRestEncryptionEnabled", TRUE.equals(request.atRestEncryptionEnabled()))
        .with(
            "elasticache:TransitEncryptionEnabled", TRUE.equals(request.transitEncryptionEnabled()))
        .with("elasticache:KmsKeyId", request.kmsKeyId())
        .with("elasticache:AuthTokenEnabled", request.authToken() == null ? null : true)
        .with("elasticache:AutomaticFailoverEnabled", request.automaticFailoverEnabled())
        .with("elasticache:MultiAZEnabled", request.multiAZEnabled())
        .with("elasticache:CacheNodeType", request.cacheNodeType())
        .with("elasticache:CacheParameterGroupName", request.cacheParameterGroupName())
        .with("elasticache:EngineType", request.engine())
        .with("elasticache:EngineVersion", request.engineVersion())
        .with("elasticache:NumNodeGroups", request.numNodeGroups())
        .with("elasticache:ReplicasPerNodeGroup", request.replicasPerNodeGroup())
        .with("elasticache:SnapshotRetentionLimit", request.snapshotRetentionLimit())
        .on(GROUP, request.replicationGroupId());
    return tagged(needs, inventory, GROUP, request.replicationGroupId(), request.tags());
  }

  /**
   * ElastiCache uses a customer managed key in the caller's name ("At-Rest Encryption in
   * ElastiCache"), and takes a grant for itself.
   */
  private static void ofKey(CallNeeds needs, RegionInventory inventory, String key) {
    if (key != null) {
      CloudPlace place = inventory.place();
      String service =
          "elasticache."
              + place.region()
              + "."
              + PartitionMetadata.of(place.partition()).dnsSuffix();
      needs
          .with("kms:ViaService", service)
          .also("kms:DescribeKey", key)
          .with("kms:GrantIsForAWSResource", true)
          .also("kms:CreateGrant", key);
    }
  }

  static List<RequiredRight> modify(
      RegionInventory inventory, ModifyReplicationGroupRequest request) {
    CallNeeds needs =
        CallNeeds.of(inventory, "ModifyReplicationGroup")
            .with("elasticache:TransitEncryptionEnabled", request.transitEncryptionEnabled())
            .with("elasticache:AuthTokenEnabled", request.authToken() == null ? null : true)
            .with("elasticache:AutomaticFailoverEnabled", request.automaticFailoverEnabled())
            .with("elasticache:MultiAZEnabled", request.multiAZEnabled())
            .with("elasticache:CacheNodeType", request.cacheNodeType())
            .with("elasticache:CacheParameterGroupName", request.cacheParameterGroupName())
            .with("elasticache:EngineType", request.engine())
            .with("elasticache:EngineVersion", request.engineVersion())
            .with("elasticache:SnapshotRetentionLimit", request.snapshotRetentionLimit())
            .onAny(GROUP, request.replicationGroupId())
            .on(PARAMETERS, request.cacheParameterGroupName());
    request.userGroupIdsToAdd().forEach(id -> needs.on("usergroup", id));
    request.userGroupIdsToRemove().forEach(id -> needs.on("usergroup", id));
    return needs.list();
  }

  /**
   * A final snapshot needs CreateSnapshot too, else "the API call will fail": on the snapshot, and
   * on what it is of. It gets the tags of the group, which is a right of its own.
   */
  static List<RequiredRight> delete(
      RegionInventory inventory, DeleteReplicationGroupRequest request) {
    CallNeeds needs =
        CallNeeds.of(inventory, "DeleteReplicationGroup")
            .onAny(GROUP, request.replicationGroupId());
    StoredGroup deleted =
        inventory.groups.get(String.valueOf(NameRules.lower(request.replicationGroupId())));
    if (deleted != null && !deleted.group().logDeliveryConfigurations().isEmpty()) {
      LOG_REMOVAL.forEach(action -> needs.also(action, "*"));
    }
    if (request.finalSnapshotIdentifier() != null) {
      String group = String.valueOf(NameRules.lower(request.replicationGroupId()));
      String snapshot = NameRules.lower(request.finalSnapshotIdentifier());
      needs
          .on(SNAPSHOT, snapshot)
          .also(CREATE_SNAPSHOT, inventory.place().arn(GROUP, group))
          .also(CREATE_SNAPSHOT, inventory.place().arn(SNAPSHOT, snapshot));
      StoredGroup state = inventory.groups.get(group);
      if (state != null && !state.clusterMode()) {
        needs.also(CREATE_SNAPSHOT, inventory.place().arn("cluster", state.primary()));
      }
      Map<String, String> tags = inventory.tags.of(inventory.place().arn(GROUP, group));
      if (!tags.isEmpty()) {
        needs.also(ADD_TAGS, inventory.place().arn(SNAPSHOT, snapshot));
      }
    }
    return needs.list();
  }

  static List<RequiredRight> createSnapshot(
      RegionInventory inventory, CreateSnapshotRequest request) {
    CallNeeds needs =
        CallNeeds.of(inventory, "CreateSnapshot")
            .on(GROUP, request.replicationGroupId())
            .on("cluster", request.cacheClusterId())
            .requestTags(request.tags())
            .with("elasticache:KmsKeyId", request.kmsKeyId())
            .onAny(SNAPSHOT, request.snapshotName());
    return tagged(needs, inventory, SNAPSHOT, request.snapshotName(), request.tags());
  }

  static List<RequiredRight> copySnapshot(RegionInventory inventory, CopySnapshotRequest request) {
    CallNeeds needs =
        CallNeeds.of(inventory, "CopySnapshot")
            .requestTags(request.tags())
            .with("elasticache:KmsKeyId", request.kmsKeyId())
            .onAny(SNAPSHOT, request.sourceSnapshotName())
            .onAny(SNAPSHOT, request.targetSnapshotName());
    return tagged(needs, inventory, SNAPSHOT, request.targetSnapshotName(), request.tags());
  }

  static List<RequiredRight> createParameterGroup(
      RegionInventory inventory, CreateCacheParameterGroupRequest request) {
    String name = request.cacheParameterGroupName();
    CallNeeds needs =
        CallNeeds.of(inventory, "CreateCacheParameterGroup")
            .requestTags(request.tags())
            .with("elasticache:CacheParameterGroupName", name)
            .onAny(PARAMETERS, name);
    return tagged(needs, inventory, PARAMETERS, name, request.tags());
  }

  private static List<RequiredRight> tagged(
      CallNeeds needs, RegionInventory inventory, String type, String name, List<Tag> tags) {
    if (!tags.isEmpty() && name != null) {
      needs.also(ADD_TAGS, inventory.place().arn(type, NameRules.lower(name)));
    }
    return needs.list();
  }
}
