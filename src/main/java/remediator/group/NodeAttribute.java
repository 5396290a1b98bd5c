package remediator.group;

/**
 * What becomes of every attribute that DescribeCacheClusters tells of a node. The names are the
 * API's; a test holds the list to the SDK's model.
 */
enum NodeAttribute {
  CACHE_CLUSTER_ID(Rule.DERIVED, "its name"),
  CONFIGURATION_ENDPOINT(Rule.IGNORED, "Memcached only"),
  CLIENT_DOWNLOAD_LANDING_PAGE(Rule.IGNORED, "a link for people"),
  CACHE_NODE_TYPE(Rule.IGNORED, "the group tells it"),
  ENGINE(Rule.COMPARED, "engine.version"),
  ENGINE_VERSION(Rule.COMPARED, "engine.version"),
  CACHE_CLUSTER_STATUS(Rule.DERIVED, "its state: a failed restore shows here"),
  NUM_CACHE_NODES(Rule.IGNORED, "1 in every replication group"),
  PREFERRED_AVAILABILITY_ZONE(Rule.IGNORED, "the group tells it in NodeGroups"),
  PREFERRED_OUTPOST_ARN(Rule.IGNORED, "the group tells it in NodeGroups"),
  CACHE_CLUSTER_CREATE_TIME(Rule.IGNORED, "its age"),
  PREFERRED_MAINTENANCE_WINDOW(Rule.COMPARED, "upkeep.window"),
  PENDING_MODIFIED_VALUES(Rule.DERIVED, "its state: while there are some, nothing is copied"),
  NOTIFICATION_CONFIGURATION(Rule.COMPARED, "upkeep.topic and topicActive"),
  CACHE_SECURITY_GROUPS(Rule.DERIVED, "a group that has one is outside a VPC, and refused"),
  CACHE_PARAMETER_GROUP(Rule.COMPARED, "engine.parameterGroup"),
  CACHE_SUBNET_GROUP_NAME(Rule.COMPARED, "network.subnetGroup"),
  CACHE_NODES(Rule.DERIVED, "network.port where the group tells no endpoint"),
  AUTO_MINOR_VERSION_UPGRADE(Rule.COMPARED, "upkeep.minorVersionUpgrade"),
  SECURITY_GROUPS(Rule.COMPARED, "network.securityGroups; a change under way is pending"),
  REPLICATION_GROUP_ID(Rule.DERIVED, "its group's name"),
  SNAPSHOT_RETENTION_LIMIT(Rule.IGNORED, "the group tells it"),
  SNAPSHOT_WINDOW(Rule.IGNORED, "the group tells it"),
  AUTH_TOKEN_ENABLED(Rule.IGNORED, "the group tells it"),
  AUTH_TOKEN_LAST_MODIFIED_DATE(Rule.IGNORED, "its age"),
  TRANSIT_ENCRYPTION_ENABLED(Rule.IGNORED, "the group tells it"),
  AT_REST_ENCRYPTION_ENABLED(Rule.IGNORED, "the group tells it"),
  ARN(Rule.DERIVED, "its name"),
  REPLICATION_GROUP_LOG_DELIVERY_ENABLED(Rule.IGNORED, "the group tells its logs"),
  LOG_DELIVERY_CONFIGURATIONS(Rule.IGNORED, "the group tells it"),
  NETWORK_TYPE(Rule.IGNORED, "the group tells it"),
  IP_DISCOVERY(Rule.IGNORED, "the group tells it"),
  TRANSIT_ENCRYPTION_MODE(Rule.IGNORED, "the group tells it");

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

  NodeAttribute(Rule rule, String why) {
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
