package remediator.workflow.replace;

/**
 * What becomes of every request member of CreateReplicationGroup when a group is made again. The
 * names are the API's; a test holds the list to the SDK's model, so a new member needs a decision
 * here.
 */
public enum CloneMember {
  REPLICATION_GROUP_ID(Rule.SET_BY_US, "a new id: the old group still has its own"),
  REPLICATION_GROUP_DESCRIPTION(Rule.CARRIED, "the group's Description"),
  GLOBAL_REPLICATION_GROUP_ID(Rule.NOT_APPLICABLE, "members of a Global Datastore are refused"),
  PRIMARY_CLUSTER_ID(Rule.NOT_APPLICABLE, "the data comes from a snapshot, not from a cluster"),
  AUTOMATIC_FAILOVER_ENABLED(Rule.CARRIED, "AutomaticFailover, enabled or enabling"),
  MULTI_AZ_ENABLED(Rule.CARRIED, "MultiAZ"),
  NUM_CACHE_CLUSTERS(Rule.CARRIED, "the nodes of a group with cluster mode disabled"),
  PREFERRED_CACHE_CLUSTER_AZS(Rule.CARRIED, "the zones of these nodes, the primary's first"),
  NUM_NODE_GROUPS(Rule.CARRIED, "the shards of a group with cluster mode enabled"),
  REPLICAS_PER_NODE_GROUP(Rule.NOT_APPLICABLE, "NodeGroupConfiguration says it shard by shard"),
  NODE_GROUP_CONFIGURATION(Rule.CARRIED, "ids, slots, replicas, zones and Outposts of the shards"),
  CACHE_NODE_TYPE(Rule.CARRIED, "CacheNodeType; retired ones are refused"),
  ENGINE(Rule.CARRIED, "the nodes' Engine"),
  ENGINE_VERSION(Rule.CARRIED, "the nodes' EngineVersion, without the patch level from 6 on"),
  CACHE_PARAMETER_GROUP_NAME(
      Rule.CARRIED, "the nodes' parameter group; same version, so its family fits"),
  CACHE_SUBNET_GROUP_NAME(Rule.CARRIED, "the nodes' subnet group"),
  CACHE_SECURITY_GROUP_NAMES(Rule.NOT_APPLICABLE, "groups outside a VPC are refused"),
  SECURITY_GROUP_IDS(Rule.CARRIED, "the nodes' security groups"),
  TAGS(Rule.CARRIED, "the group's tags but AWS's own, and two of ours"),
  SNAPSHOT_ARNS(Rule.NOT_APPLICABLE, "the data comes from a snapshot, not from S3"),
  SNAPSHOT_NAME(Rule.SET_BY_US, "the snapshot that the flow took"),
  PREFERRED_MAINTENANCE_WINDOW(Rule.CARRIED, "the nodes' maintenance window"),
  PORT(Rule.CARRIED, "the port of the endpoints"),
  NOTIFICATION_TOPIC_ARN(
      Rule.CARRIED, "the nodes' topic; an inactive one is switched off afterwards"),
  AUTO_MINOR_VERSION_UPGRADE(Rule.CARRIED, "the nodes' AutoMinorVersionUpgrade, else the group's"),
  SNAPSHOT_RETENTION_LIMIT(Rule.CARRIED, "SnapshotRetentionLimit"),
  SNAPSHOT_WINDOW(Rule.CARRIED, "SnapshotWindow"),
  AUTH_TOKEN(Rule.SET_BY_US, "from the secret that the owner names: ElastiCache never shows it"),
  TRANSIT_ENCRYPTION_ENABLED(Rule.SET_BY_US, "as the policy on ElastiCache.5 says"),
  AT_REST_ENCRYPTION_ENABLED(Rule.SET_BY_US, "always on"),
  KMS_KEY_ID(Rule.SET_BY_US, "the policy's key, else the key that the old group has"),
  USER_GROUP_IDS(Rule.CARRIED, "UserGroupIds"),
  LOG_DELIVERY_CONFIGURATIONS(Rule.CARRIED, "LogDeliveryConfigurations without their status"),
  DATA_TIERING_ENABLED(Rule.CARRIED, "DataTiering"),
  NETWORK_TYPE(Rule.CARRIED, "NetworkType; for engines before 6.2, ipv4 is not said"),
  IP_DISCOVERY(Rule.CARRIED, "IpDiscovery; for engines before 6.2, ipv4 is not said"),
  TRANSIT_ENCRYPTION_MODE(Rule.SET_BY_US, "as the policy says; engines before 7.0.5 take none"),
  CLUSTER_MODE(
      Rule.CARRIED,
      "ClusterMode; compatible is refused; for engines before 6.2 the parameter group says it"),
  DURABILITY(Rule.CARRIED, "Durability, unless it is the default"),
  SERVERLESS_CACHE_SNAPSHOT_NAME(
      Rule.NOT_APPLICABLE, "a replication group has no serverless snapshot");

  /** How it is dealt with. */
  enum Rule {
    /** Has the old group's value. */
    CARRIED,
    /** Has a value that this product or the policy chooses. */
    SET_BY_US,
    /** Is not sent. */
    NOT_APPLICABLE
  }

  private final Rule rule;
  private final String why;

  CloneMember(Rule rule, String why) {
    this.rule = rule;
    this.why = why;
  }

  public Rule rule() {
    return rule;
  }

  /** Where its value comes from, or why it needs none. */
  public String why() {
    return why;
  }
}
