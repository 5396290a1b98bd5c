package remediator.group;

/**
 * What becomes of every attribute that DescribeReplicationGroups tells of a group. The names are
 * the API's; a test holds the list to the SDK's model.
 */
enum GroupAttribute {
  REPLICATION_GROUP_ID(Rule.DERIVED, "its name"),
  DESCRIPTION(Rule.COMPARED, "description"),
  GLOBAL_REPLICATION_GROUP_INFO(Rule.DERIVED, "a member of a Global Datastore is refused"),
  STATUS(Rule.DERIVED, "its state"),
  PENDING_MODIFIED_VALUES(Rule.DERIVED, "its state: while there are some, nothing is copied"),
  MEMBER_CLUSTERS(Rule.DERIVED, "names of the nodes; their number is in layout.shards"),
  NODE_GROUPS(Rule.COMPARED, "layout.shards, and endpoints"),
  SNAPSHOTTING_CLUSTER_ID(Rule.COMPARED, "backup.snapshottingNode, by position"),
  AUTOMATIC_FAILOVER(Rule.COMPARED, "layout.automaticFailover"),
  MULTI_AZ(Rule.COMPARED, "layout.multiAz"),
  CONFIGURATION_ENDPOINT(Rule.DERIVED, "the endpoint carries the id; its port is network.port"),
  SNAPSHOT_RETENTION_LIMIT(Rule.COMPARED, "backup.days"),
  SNAPSHOT_WINDOW(Rule.COMPARED, "backup.window"),
  CLUSTER_ENABLED(Rule.DERIVED, "layout.clusterMode where ClusterMode is not told"),
  CACHE_NODE_TYPE(Rule.COMPARED, "layout.nodeType"),
  AUTH_TOKEN_ENABLED(Rule.COMPARED, "access.authToken"),
  AUTH_TOKEN_LAST_MODIFIED_DATE(Rule.IGNORED, "its age"),
  TRANSIT_ENCRYPTION_ENABLED(Rule.COMPARED, "encryption.transit"),
  AT_REST_ENCRYPTION_ENABLED(Rule.COMPARED, "encryption.atRest"),
  MEMBER_CLUSTERS_OUTPOST_ARNS(Rule.IGNORED, "NodeGroups tell it node by node"),
  KMS_KEY_ID(Rule.COMPARED, "encryption.kmsKey"),
  ARN(Rule.DERIVED, "its name"),
  USER_GROUP_IDS(Rule.COMPARED, "access.userGroups"),
  LOG_DELIVERY_CONFIGURATIONS(Rule.COMPARED, "upkeep.logs"),
  REPLICATION_GROUP_CREATE_TIME(Rule.IGNORED, "its age"),
  DATA_TIERING(Rule.COMPARED, "layout.dataTiering"),
  AUTO_MINOR_VERSION_UPGRADE(
      Rule.DERIVED, "upkeep.minorVersionUpgrade where the nodes do not tell it"),
  NETWORK_TYPE(Rule.COMPARED, "network.type"),
  IP_DISCOVERY(Rule.COMPARED, "network.ipDiscovery"),
  TRANSIT_ENCRYPTION_MODE(Rule.COMPARED, "encryption.transit"),
  CLUSTER_MODE(Rule.COMPARED, "layout.clusterMode"),
  ENGINE(Rule.IGNORED, "the nodes tell it with the version");

  /** How it is dealt with. */
  enum Rule {
    /** Is an attribute of the read model, so it is carried over and compared. */
    COMPARED,
    /** Follows from the group's name, its state or its age; read for other ends. */
    DERIVED,
    /** Says nothing that another attribute does not say. */
    IGNORED
  }

  private final Rule rule;
  private final String why;

  GroupAttribute(Rule rule, String why) {
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
