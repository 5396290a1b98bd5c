package remediator.local.elasticache;

import static org.junit.jupiter.params.provider.Arguments.arguments;
import static remediator.local.elasticache.Faults.assertRefused;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.Tag;

class CreateRefusalsTest {
  private static final String COMBINATION = "InvalidParameterCombination";
  private static final String VALUE = "InvalidParameterValue";
  private static final String TOKEN = "a-token-of-many-letters";
  private final LocalCloud cloud = new LocalCloud();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"names", "engines", "layouts", "encryption", "settings"})
  void refuses(
      String code, String message, UnaryOperator<CreateReplicationGroupRequest.Builder> change) {
    CreateReplicationGroupRequest request = change.apply(LocalCloud.small("orders")).build();
    assertRefused(() -> cloud.call(request), code, message);
  }

  static Stream<Arguments> names() {
    String identifier =
        "The parameter ReplicationGroupId is not a valid identifier. Identifiers must begin with a"
            + " letter; must contain only ASCII letters, digits, and hyphens; must not end with a"
            + " hyphen or contain two consecutive hyphens; and must have at most 40 characters.";
    return Stream.concat(
        Stream.of("1orders", "or--ders", "orders-", "or_ders", "o".repeat(41))
            .map(id -> refusal(VALUE, identifier, r -> r.replicationGroupId(id))),
        Stream.of(
            refusal(
                "MissingParameter",
                "The parameter ReplicationGroupId must be provided.",
                r -> r.replicationGroupId(null)),
            refusal(
                "MissingParameter",
                "The parameter ReplicationGroupDescription must be provided.",
                r -> r.replicationGroupDescription(null)),
            refusal(
                "CacheParameterGroupNotFound",
                "CacheParameterGroup not found: mine",
                r -> r.cacheParameterGroupName("mine")),
            refusal(
                "CacheSubnetGroupNotFoundFault",
                "Cache subnet group mine does not exist.",
                r -> r.cacheSubnetGroupName("mine")),
            refusal(
                "SnapshotNotFoundFault", "Snapshot not found: mine", r -> r.snapshotName("mine"))));
  }

  static Stream<Arguments> engines() {
    return Stream.of(
        refusal(
            VALUE,
            "Specific version selection is not allowed for '7.1.0', please use '7.1'",
            r -> r.engineVersion("7.1.0")),
        refusal(COMBINATION, "Cannot find version 3.2.6 for redis", r -> r.engineVersion("3.2.6")),
        refusal(
            VALUE,
            "Invalid engine: memcached. Valid values are redis and valkey.",
            r -> r.engine("memcached")),
        refusal(
            COMBINATION,
            "Expected a parameter group of family redis7 but found one of family redis6.x",
            r -> r.cacheParameterGroupName("default.redis6.x")),
        refusal(
            COMBINATION,
            "Cluster mode should be disabled in parameter group, but found it is enabled.",
            r -> r.clusterMode("disabled").cacheParameterGroupName("default.redis7.cluster.on")),
        refusal(
            VALUE,
            "You can no longer create clusters using cache.t2.micro: it is a previous generation"
                + " node type.",
            r -> r.cacheNodeType("cache.t2.micro")),
        refusal(
            VALUE,
            "Invalid Cache Node Type: cache.r7g.tiny.",
            r -> r.cacheNodeType("cache.r7g.tiny")),
        refusal(
            COMBINATION,
            "The node type cache.r7g.large is not supported for engine version 5.0.6. Please use"
                + " 6.2.0 or higher.",
            r -> r.cacheNodeType("cache.r7g.large").engineVersion("5.0.6")),
        refusal(
            COMBINATION,
            "DataTieringEnabled must be set to true when using r6gd nodes.",
            r -> r.cacheNodeType("cache.r6gd.xlarge")));
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
        refusal(
            COMBINATION,
            "When using automatic failover, there must be at least 2 cache clusters in the"
                + " replication group.",
            r -> r.numCacheClusters(1).automaticFailoverEnabled(true)),
        refusal(
            VALUE,
            "Invalid value 7 for NumCacheClusters. It must be between 1 and 6.",
            r -> r.numCacheClusters(7)),
        refusal(
            COMBINATION,
            "Must enable automatic failover to use Multi-AZ.",
            r -> r.multiAZEnabled(true)),
        refusal(
            COMBINATION,
            "Automatic failover must be enabled for cluster mode enabled replication groups.",
            r -> r.numCacheClusters(null).numNodeGroups(2)),
        refusal(
            COMBINATION,
            "The number of PreferredCacheClusterAZs must match the number of cache clusters.",
            r -> r.preferredCacheClusterAZs("eu-west-1a")),
        refusal(
            VALUE,
            "us-east-1a is not a valid availability zone.",
            r -> r.preferredCacheClusterAZs("us-east-1a", "eu-west-1a")),
        refusal(
            COMBINATION,
            "Slots must cover 0-16383; slot 16383 is in no node group.",
            r -> slots(r, "0-100", "101-16382")),
        refusal(
            COMBINATION,
            "Slots 100-16383 overlap with those of another node group.",
            r -> slots(r, "0-100", "100-16383")),
        refusal(
            COMBINATION,
            "NumNodeGroups is 3, but NodeGroupConfiguration has 2 node groups.",
            r -> slots(r, "0-100", "101-16383").numNodeGroups(3)));
  }

  static Stream<Arguments> encryption() {
    return Stream.of(
        refusal(
            COMBINATION,
            "If you enable in-transit encryption, you must also specify a value for"
                + " CacheSubnetGroup.",
            r -> r.transitEncryptionEnabled(true)),
        refusal(
            COMBINATION,
            "To modify transit encryption mode, set encryption-in-transit as enabled.",
            r -> r.transitEncryptionMode("preferred")),
        refusal(
            COMBINATION,
            "Transit encryption mode is not supported for engine version 6.2.6. Please use engine"
                + " version 7.0.5 or higher.",
            r -> tls(r).engineVersion("6.2").transitEncryptionMode("required")),
        refusal(
            COMBINATION,
            "Transit encryption preferred is not supported with redis access control.",
            r -> tls(r).transitEncryptionMode("preferred").authToken(TOKEN)),
        refusal(
            COMBINATION,
            "The AUTH token is only supported when encryption-in-transit is enabled",
            r -> r.authToken(TOKEN)),
        refusal(
            VALUE,
            "Invalid AuthToken provided. It must have 16 to 128 printable characters, and of the"
                + " nonalphanumeric ones only !, &, #, $, ^, <, >, and -.",
            r -> tls(r).authToken("token@with/others")),
        refusal(
            COMBINATION,
            "User group based access control requires encryption-in-transit to be enabled on the"
                + " replication group.",
            r -> r.userGroupIds("writers")),
        refusal(
            "UserGroupNotFound",
            "User group writers not found.",
            r -> tls(r).userGroupIds("writers")),
        refusal(
            COMBINATION, "KmsKeyId needs AtRestEncryptionEnabled.", r -> r.kmsKeyId("alias/cache")),
        refusal(
            VALUE,
            "The KMS key arn:aws:kms:us-east-1:111122223333:key/abc is not valid.",
            r ->
                r.atRestEncryptionEnabled(true)
                    .kmsKeyId("arn:aws:kms:us-east-1:111122223333:key/abc")),
        refusal(
            COMBINATION,
            "TransitEncryptionEnabled must be given when the engine is valkey.",
            r -> r.engine("valkey").engineVersion("8.0")));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        refusal(
            VALUE,
            "Invalid maintenance window: mon:25:00-mon:26:00.",
            r -> r.preferredMaintenanceWindow("mon:25:00-mon:26:00")),
        refusal(
            VALUE,
            "The maintenance window must be at least 60 minutes.",
            r -> r.preferredMaintenanceWindow("mon:01:00-mon:01:30")),
        refusal(
            VALUE,
            "Invalid value 36 for SnapshotRetentionLimit. It must be between 0 and 35.",
            r -> r.snapshotRetentionLimit(36)),
        refusal(
            VALUE,
            "Tag keys starting with aws: are reserved for system use: aws:cloudformation:stack-id",
            r -> r.tags(tag("aws:cloudformation:stack-id"))),
        refusal(
            "TagQuotaPerResourceExceeded",
            "The request cannot be processed because it would cause the resource to have more than"
                + " the allowed number of tags. The maximum number of tags permitted on a resource"
                + " is 50.",
            r -> r.tags(IntStream.range(0, 51).mapToObj(i -> tag("key-" + i)).toList())),
        refusal(
            VALUE,
            "Invalid notification topic ARN: arn:aws:sns:eu-west-1:444455556666:cache.",
            r -> r.notificationTopicArn("arn:aws:sns:eu-west-1:444455556666:cache")),
        refusal(
            VALUE,
            "The local ElastiCache does not support SnapshotArns in CreateReplicationGroup.",
            r -> r.snapshotArns("arn:aws:s3:::bucket/dump.rdb")),
        refusal(
            COMBINATION,
            "Use of cache security groups is not permitted in this API version for your account.",
            r -> r.cacheSecurityGroupNames("classic")));
  }

  private static CreateReplicationGroupRequest.Builder tls(
      CreateReplicationGroupRequest.Builder request) {
    return request.transitEncryptionEnabled(true).cacheSubnetGroupName("default");
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

  private static Arguments refusal(
      String code, String message, UnaryOperator<CreateReplicationGroupRequest.Builder> change) {
    return arguments(code, message, change);
  }
}
