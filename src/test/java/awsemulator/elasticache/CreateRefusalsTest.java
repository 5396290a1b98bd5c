package awsemulator.elasticache;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What ElastiCache does not make; what is refused for its encryption has a test of its own. */
class CreateRefusalsTest {
  private static final String COMBINATION = "InvalidParameterCombination";
  private static final String VALUE = "InvalidParameterValue";

  @ParameterizedTest
  @MethodSource({"names", "engines", "layouts", "settings"})
  void refuses(CreateRefusal refusal) {
    refusal.check();
  }

  static Stream<CreateRefusal> names() {
    String identifier =
        "The parameter ReplicationGroupId is not a valid identifier. Identifiers must begin with a"
            + " letter; must contain only ASCII letters, digits, and hyphens; must not end with a"
            + " hyphen or contain two consecutive hyphens; and must have at most 40 characters.";
    return Stream.concat(
        Stream.of("1orders", "or--ders", "orders-", "or_ders", "o".repeat(41))
            .map(id -> new CreateRefusal(VALUE, identifier, r -> r.replicationGroupId(id))),
        Stream.of(
            new CreateRefusal(
                "MissingParameter",
                "The parameter ReplicationGroupId must be provided.",
                r -> r.replicationGroupId(null)),
            new CreateRefusal(
                "MissingParameter",
                "The parameter ReplicationGroupDescription must be provided.",
                r -> r.replicationGroupDescription(null)),
            new CreateRefusal(
                "InvalidParameterCombination",
                "Durability is only supported for Valkey version 9.0 and above.",
                r -> r.durability("sync")),
            new CreateRefusal(
                "CacheParameterGroupNotFound",
                "CacheParameterGroup not found: mine",
                r -> r.cacheParameterGroupName("mine")),
            new CreateRefusal(
                "CacheSubnetGroupNotFoundFault",
                "Cache subnet group mine does not exist.",
                r -> r.cacheSubnetGroupName("mine")),
            new CreateRefusal(
                "SnapshotNotFoundFault", "Snapshot not found: mine", r -> r.snapshotName("mine"))));
  }

  static Stream<CreateRefusal> engines() {
    return Stream.of(
        new CreateRefusal(
            VALUE,
            "Specific version selection is not allowed for '7.1.0', please use '7.1'",
            r -> r.engineVersion("7.1.0")),
        new CreateRefusal(
            COMBINATION, "Cannot find version 3.2.6 for redis", r -> r.engineVersion("3.2.6")),
        new CreateRefusal(
            VALUE,
            "Invalid engine: memcached. Valid values are redis and valkey.",
            r -> r.engine("memcached")),
        new CreateRefusal(
            COMBINATION,
            "Expected a parameter group of family redis7 but found one of family redis6.x",
            r -> r.cacheParameterGroupName("default.redis6.x")),
        new CreateRefusal(
            COMBINATION,
            "Cluster mode should be disabled in parameter group, but found it is enabled.",
            r -> r.clusterMode("disabled").cacheParameterGroupName("default.redis7.cluster.on")),
        new CreateRefusal(
            VALUE,
            "You can no longer create clusters using cache.t2.micro: it is a previous generation"
                + " node type.",
            r -> r.cacheNodeType("cache.t2.micro")),
        new CreateRefusal(
            VALUE,
            "Invalid Cache Node Type: cache.r7g.tiny.",
            r -> r.cacheNodeType("cache.r7g.tiny")),
        new CreateRefusal(
            COMBINATION,
            "The node type cache.r7g.large is not supported for engine version 5.0.6. Please use"
                + " 6.2.0 or higher.",
            r -> r.cacheNodeType("cache.r7g.large").engineVersion("5.0.6")),
        new CreateRefusal(
            COMBINATION,
            "DataTieringEnabled must be set to true when using r6gd nodes.",
            r -> r.cacheNodeType("cache.r6gd.xlarge")));
  }

  static Stream<CreateRefusal> layouts() {
    return Stream.of(
        new CreateRefusal(
            COMBINATION,
            "When using automatic failover, there must be at least 2 cache clusters in the"
                + " replication group.",
            r -> r.numCacheClusters(1).automaticFailoverEnabled(true)),
        new CreateRefusal(
            VALUE,
            "Invalid value 7 for NumCacheClusters. It must be between 1 and 6.",
            r -> r.numCacheClusters(7)),
        new CreateRefusal(
            COMBINATION,
            "Must enable automatic failover to use Multi-AZ.",
            r -> r.multiAZEnabled(true)),
        new CreateRefusal(
            COMBINATION,
            "Automatic failover must be enabled for cluster mode enabled replication groups.",
            r -> r.numCacheClusters(null).numNodeGroups(2)),
        new CreateRefusal(
            COMBINATION,
            "The number of PreferredCacheClusterAZs must match the number of cache clusters.",
            r -> r.preferredCacheClusterAZs("eu-west-1a")),
        new CreateRefusal(
            VALUE,
            "us-east-1a is not a valid availability zone.",
            r -> r.preferredCacheClusterAZs("us-east-1a", "eu-west-1a")),
        new CreateRefusal(
            COMBINATION,
            "Slots must cover 0-16383; slot 16383 is in no node group.",
            r -> slots(r, "0-100", "101-16382")),
        new CreateRefusal(
            COMBINATION,
            "Slots 100-16383 overlap with those of another node group.",
            r -> slots(r, "0-100", "100-16383")),
        new CreateRefusal(
            COMBINATION,
            "NumNodeGroups is 3, but NodeGroupConfiguration has 2 node groups.",
            r -> slots(r, "0-100", "101-16383").numNodeGroups(3)));
  }

  static Stream<CreateRefusal> settings() {
    return Stream.of(
        new CreateRefusal(
            VALUE,
            "Invalid maintenance window: mon:25:00-mon:26:00.",
            r -> r.preferredMaintenanceWindow("mon:25:00-mon:26:00")),
        new CreateRefusal(
            VALUE,
            "The maintenance window must be at least 60 minutes.",
            r -> r.preferredMaintenanceWindow("mon:01:00-mon:01:30")),
        new CreateRefusal(
            VALUE,
            "Invalid value 36 for SnapshotRetentionLimit. It must be between 0 and 35.",
            r -> r.snapshotRetentionLimit(36)),
        new CreateRefusal(
            VALUE,
            "Tag keys starting with aws: are reserved for system use: aws:cloudformation:stack-id",
            r -> r.tags(tag("aws:cloudformation:stack-id"))),
        new CreateRefusal(
            "TagQuotaPerResourceExceeded",
            "The request cannot be processed because it would cause the resource to have more than"
                + " the allowed number of tags. The maximum number of tags permitted on a resource"
                + " is 50.",
            r -> r.tags(IntStream.range(0, 51).mapToObj(i -> tag("key-" + i)).toList())),
        new CreateRefusal(
            VALUE,
            "Invalid notification topic ARN: arn:aws:sns:eu-west-1:444455556666:cache.",
            r -> r.notificationTopicArn("arn:aws:sns:eu-west-1:444455556666:cache")),
        new CreateRefusal(
            VALUE,
            "The local ElastiCache does not support SnapshotArns in CreateReplicationGroup.",
            r -> r.snapshotArns("arn:aws:s3:::bucket/dump.rdb")),
        new CreateRefusal(
            COMBINATION,
            "Use of cache security groups is not permitted in this API version for your account.",
            r -> r.cacheSecurityGroupNames("classic")));
  }

  private static CreateReplicationGroupRequest.Builder slots(
      CreateReplicationGroupRequest.Builder request, String first, String second) {
    return request
        .numCacheClusters(null)
        .clusterMode("enabled")
        .automaticFailoverEnabled(true)
        .nodeGroupConfiguration(
            NodeGroupConfiguration.builder().slots(first).build(),
            NodeGroupConfiguration.builder().slots(second).build());
  }

  private static Tag tag(String key) {
    return Tag.builder().key(key).value("x").build();
  }
}
