package awsemulator.elasticache.create;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import awsemulator.cloud.CallerIdentity;
import awsemulator.elasticache.LocalCloud;
import awsemulator.elasticache.rules.SecurityGroups;
import awsemulator.elasticache.state.CreateFailure;
import awsemulator.elasticache.state.OperationTiming;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

class GroupCreationTest {
  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/abc";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:cache";
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void isCreatingWithoutEndpointsAndThenAvailable() {
    cloud.call(LocalCloud.small("Orders").build());
    ReplicationGroup creating = cloud.group("orders");
    assertThat(creating.status()).isEqualTo("creating");
    assertThat(creating.memberClusters()).containsExactly("orders-001", "orders-002");
    assertThat(creating.nodeGroups().getFirst().primaryEndpoint()).isNull();
    assertThat(cloud.node("orders-001").cacheNodes()).isEmpty();
    cloud.clock.advance(OperationTiming.usual().create());
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertThat(cloud.node("orders-001").cacheClusterStatus()).isEqualTo("available");
    assertThat(cloud.data.told.getFirst()).isEqualTo("start orders [0001=null] of nothing");
  }

  @Test
  void readsBackEveryGroupMember() {
    ReplicationGroup group = cloud.create(everything());
    assertThat(group.description()).isEqualTo("a test group");
    assertThat(group.engine()).isEqualTo("redis");
    assertThat(group.cacheNodeType()).isEqualTo("cache.r6gd.xlarge");
    assertThat(group.automaticFailoverAsString()).isEqualTo("enabled");
    assertThat(group.multiAZAsString()).isEqualTo("enabled");
    assertThat(group.snapshotRetentionLimit()).isEqualTo(5);
    assertThat(group.snapshotWindow()).isEqualTo("02:00-03:30");
    assertThat(group.autoMinorVersionUpgrade()).isFalse();
    assertThat(group.atRestEncryptionEnabled()).isTrue();
    assertThat(group.kmsKeyId()).isEqualTo(KEY);
    assertThat(group.transitEncryptionEnabled()).isTrue();
    assertThat(group.transitEncryptionModeAsString()).isEqualTo("required");
    assertThat(group.userGroupIds()).containsExactly("writers");
    assertThat(group.dataTieringAsString()).isEqualTo("enabled");
    assertThat(group.networkTypeAsString()).isEqualTo("dual_stack");
    assertThat(group.ipDiscoveryAsString()).isEqualTo("ipv6");
    assertThat(group.clusterModeAsString()).isEqualTo("disabled");
    assertThat(group.clusterEnabled()).isFalse();
    assertThat(group.logDeliveryConfigurations())
        .singleElement()
        .satisfies(log -> assertThat(log.statusAsString()).isEqualTo("active"));
    assertThat(group.nodeGroups().getFirst().primaryEndpoint().port()).isEqualTo(7000);
    assertThat(group.nodeGroups().getFirst().nodeGroupMembers())
        .extracting(NodeGroupMember::preferredAvailabilityZone, NodeGroupMember::currentRole)
        .containsExactly(tuple("eu-west-1c", "primary"), tuple("eu-west-1a", "replica"));
  }

  @Test
  void readsBackWhatOnlyNodesTell() {
    cloud.create(everything());
    CacheCluster node = cloud.node("orders-001");
    assertThat(node.engineVersion()).isEqualTo("7.1.0");
    assertThat(node.cacheParameterGroup().cacheParameterGroupName()).isEqualTo("default.redis7");
    assertThat(node.cacheSubnetGroupName()).isEqualTo("private");
    assertThat(SecurityGroups.ids(node.securityGroups())).containsExactly("sg-1", "sg-2");
    assertThat(node.preferredMaintenanceWindow()).isEqualTo("mon:01:00-mon:02:30");
    assertThat(node.notificationConfiguration().topicArn()).isEqualTo(TOPIC);
    assertThat(node.notificationConfiguration().topicStatus()).isEqualTo("active");
    assertThat(cloud.service.view().tags(LocalCloud.arn("replicationgroup", "orders")))
        .containsExactly(tag("team", "shop"));
    assertThat(cloud.service.view().tags(LocalCloud.arn("cluster", "orders-002")))
        .containsExactly(tag("team", "shop"));
  }

  @Test
  void keepsUnevenShards() {
    ReplicationGroup group = cloud.create(LocalCloud.sharded("orders"));
    assertThat(group.memberClusters())
        .containsExactly("orders-0001-001", "orders-0001-002", "orders-0002-001");
    assertThat(group.nodeGroups().get(1).slots()).isEqualTo("1000-1999,3000-16383");
    assertThat(group.nodeGroups().getFirst().primaryEndpoint()).isNull();
    assertThat(group.nodeGroups().getFirst().nodeGroupMembers())
        .allSatisfy(member -> assertThat(member.currentRole()).isNull());
    assertThat(group.configurationEndpoint().address())
        .startsWith("orders.")
        .endsWith(".clustercfg.euw1.cache.amazonaws.com");
    assertThat(cloud.node("orders-0001-001").cacheParameterGroup().cacheParameterGroupName())
        .isEqualTo("default.redis7.cluster.on");
    assertThat(cloud.data.told.getFirst())
        .isEqualTo("start orders [0001=0-999,2000-2999, 0002=1000-1999,3000-16383] of nothing");
  }

  @Test
  void encryptsValkeyAtRestUnlessToldOtherwise() {
    CreateReplicationGroupRequest.Builder valkey =
        LocalCloud.small("a").engine("valkey").engineVersion("8.0").transitEncryptionEnabled(false);
    assertThat(cloud.create(valkey).atRestEncryptionEnabled()).isTrue();
    assertThat(cloud.create(LocalCloud.small("b")).atRestEncryptionEnabled()).isFalse();
  }

  @Test
  void failsAsAsked() {
    cloud.service.controls().failNextCreate("orders", CreateFailure.RESTORE_FAILED);
    assertThat(cloud.create(LocalCloud.small("orders")).status()).isEqualTo("create-failed");
    assertThat(cloud.node("orders-001").cacheClusterStatus()).isEqualTo("restore-failed");
    assertThat(cloud.data.told).isEmpty();
    cloud.delete("orders", null);
  }

  @Test
  void answersWithCapacityAndQuotaFaults() {
    cloud.service.controls().capacity("cache.t4g.small", false);
    assertRefused(
        () -> cloud.create(LocalCloud.small("orders")), "InsufficientCacheClusterCapacity");
    cloud.service.controls().capacity("cache.t4g.small", true);
    cloud.service.controls().nodeQuota(3);
    cloud.create(LocalCloud.small("orders"));
    assertRefused(() -> cloud.create(LocalCloud.small("more")), "NodeQuotaForCustomerExceeded");
  }

  @Test
  void keepsAccountsAndRegionsApart() {
    cloud.create(LocalCloud.small("orders"));
    CallerIdentity elsewhere =
        new CallerIdentity(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT, "cn-north-1");
    cloud.call(elsewhere, LocalCloud.small("orders").build(), CreateReplicationGroupResponse.class);
    cloud.clock.advance(OperationTiming.usual().create());
    assertThat(cloud.service.view().groups()).hasSize(2);
    assertThat(
            cloud
                .service
                .view()
                .endpoints(
                    "arn:aws-cn:elasticache:cn-north-1:111122223333:replicationgroup:orders"))
        .allMatch(address -> address.endsWith(".cnn1.cache.amazonaws.com.cn"));
  }

  @Test
  void refusesAnIdThatIsTakenEvenWhileItIsBeingDeleted() {
    cloud.create(LocalCloud.small("orders"));
    cloud.delete("orders", null);
    assertRefused(
        () -> cloud.create(LocalCloud.small("orders")),
        "ReplicationGroupAlreadyExists",
        "Replication group orders already exists.");
  }

  private CreateReplicationGroupRequest.Builder everything() {
    cloud.service.controls().addSubnetGroup(LocalCloud.ACCOUNT, LocalCloud.REGION, "private");
    cloud
        .service
        .controls()
        .addUserGroup(
            LocalCloud.ACCOUNT,
            LocalCloud.REGION,
            UserGroup.builder().userGroupId("writers").status("active").engine("redis").build());
    return LocalCloud.small("orders")
        .cacheNodeType("cache.r6gd.xlarge")
        .dataTieringEnabled(true)
        .automaticFailoverEnabled(true)
        .multiAZEnabled(true)
        .preferredCacheClusterAZs("eu-west-1c", "eu-west-1a")
        .cacheParameterGroupName("default.redis7")
        .cacheSubnetGroupName("private")
        .securityGroupIds("sg-1", "sg-2")
        .tags(tag("team", "shop"))
        .preferredMaintenanceWindow("Mon:01:00-Mon:02:30")
        .port(7000)
        .notificationTopicArn(TOPIC)
        .autoMinorVersionUpgrade(false)
        .snapshotRetentionLimit(5)
        .snapshotWindow("02:00-03:30")
        .transitEncryptionEnabled(true)
        .atRestEncryptionEnabled(true)
        .kmsKeyId(KEY)
        .userGroupIds("writers")
        .networkType("dual_stack")
        .ipDiscovery("ipv6")
        .clusterMode("disabled")
        .logDeliveryConfigurations(
            List.of(
                LogDeliveryConfigurationRequest.builder()
                    .logType("slow-log")
                    .logFormat("json")
                    .destinationType("cloudwatch-logs")
                    .destinationDetails(d -> d.cloudWatchLogsDetails(l -> l.logGroup("slow")))
                    .enabled(true)
                    .build()));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
