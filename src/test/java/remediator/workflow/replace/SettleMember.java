package remediator.workflow.replace;

/**
 * What becomes of every request member of ModifyReplicationGroup when a new group is settled. The
 * names are the API's; a test holds the list to the SDK's model.
 */
enum SettleMember {
  REPLICATION_GROUP_ID(Rule.SENT, "the new group"),
  REPLICATION_GROUP_DESCRIPTION(Rule.BY_CREATE, "ReplicationGroupDescription"),
  PRIMARY_CLUSTER_ID(Rule.NEVER, "promotes a replica; the first node is the primary from birth"),
  SNAPSHOTTING_CLUSTER_ID(
      Rule.SENT, "CreateReplicationGroup cannot choose the node that backups are taken from"),
  AUTOMATIC_FAILOVER_ENABLED(Rule.BY_CREATE, "AutomaticFailoverEnabled"),
  MULTI_AZ_ENABLED(Rule.BY_CREATE, "MultiAZEnabled"),
  NODE_GROUP_ID(Rule.NEVER, "deprecated and not used by ElastiCache"),
  CACHE_SECURITY_GROUP_NAMES(Rule.NEVER, "groups outside a VPC are refused"),
  SECURITY_GROUP_IDS(Rule.BY_CREATE, "SecurityGroupIds"),
  PREFERRED_MAINTENANCE_WINDOW(Rule.BY_CREATE, "PreferredMaintenanceWindow"),
  NOTIFICATION_TOPIC_ARN(Rule.BY_CREATE, "NotificationTopicArn"),
  CACHE_PARAMETER_GROUP_NAME(Rule.BY_CREATE, "CacheParameterGroupName"),
  NOTIFICATION_TOPIC_STATUS(
      Rule.SENT, "a topic is active from birth; an inactive one is switched off"),
  APPLY_IMMEDIATELY(Rule.SENT, "always true: nobody uses the new group yet"),
  ENGINE(Rule.BY_CREATE, "Engine"),
  ENGINE_VERSION(Rule.BY_CREATE, "EngineVersion"),
  AUTO_MINOR_VERSION_UPGRADE(Rule.BY_CREATE, "AutoMinorVersionUpgrade"),
  SNAPSHOT_RETENTION_LIMIT(Rule.BY_CREATE, "SnapshotRetentionLimit"),
  SNAPSHOT_WINDOW(Rule.BY_CREATE, "SnapshotWindow"),
  CACHE_NODE_TYPE(Rule.BY_CREATE, "CacheNodeType"),
  AUTH_TOKEN(Rule.BY_CREATE, "AuthToken"),
  AUTH_TOKEN_UPDATE_STRATEGY(Rule.NEVER, "the token is set at birth and not changed"),
  USER_GROUP_IDS_TO_ADD(Rule.BY_CREATE, "UserGroupIds"),
  USER_GROUP_IDS_TO_REMOVE(Rule.NEVER, "the new group has no others"),
  REMOVE_USER_GROUPS(Rule.NEVER, "the new group has no others"),
  LOG_DELIVERY_CONFIGURATIONS(Rule.BY_CREATE, "LogDeliveryConfigurations"),
  IP_DISCOVERY(Rule.BY_CREATE, "IpDiscovery"),
  TRANSIT_ENCRYPTION_ENABLED(Rule.BY_CREATE, "TransitEncryptionEnabled"),
  TRANSIT_ENCRYPTION_MODE(Rule.BY_CREATE, "TransitEncryptionMode"),
  CLUSTER_MODE(Rule.BY_CREATE, "ClusterMode"),
  DURABILITY(Rule.BY_CREATE, "Durability");

  /** How it is dealt with. */
  enum Rule {
    /** May be sent. */
    SENT,
    /** Has its value from CreateReplicationGroup already. */
    BY_CREATE,
    /** Is not sent. */
    NEVER
  }

  private final Rule rule;
  private final String why;

  SettleMember(Rule rule, String why) {
    this.rule = rule;
    this.why = why;
  }

  Rule rule() {
    return rule;
  }

  /** Where its value comes from, or why it needs none. */
  String why() {
    return why;
  }
}
