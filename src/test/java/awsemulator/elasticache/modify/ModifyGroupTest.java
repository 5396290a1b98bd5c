package awsemulator.elasticache.modify;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.LocalCloud;
import awsemulator.elasticache.rules.SecurityGroups;
import awsemulator.elasticache.state.OperationTiming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.DestinationDetails;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

class ModifyGroupTest {
  private static final String COMBINATION = "InvalidParameterCombination";
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:cache";
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void changesSettingsWithoutApplyImmediately() {
    cloud.create(LocalCloud.small("orders").notificationTopicArn(TOPIC));
    ReplicationGroup after =
        cloud.modified(
            "orders",
            r ->
                r.applyImmediately(false)
                    .replicationGroupDescription("another")
                    .autoMinorVersionUpgrade(false)
                    .automaticFailoverEnabled(true)
                    .multiAZEnabled(true)
                    .snapshotRetentionLimit(3)
                    .snapshottingClusterId("orders-001")
                    .snapshotWindow("01:00-02:00")
                    .preferredMaintenanceWindow("tue:01:00-tue:02:00")
                    .securityGroupIds("sg-9")
                    .notificationTopicStatus("inactive"));
    assertThat(after.description()).isEqualTo("another");
    assertThat(after.autoMinorVersionUpgrade()).isFalse();
    assertThat(after.automaticFailoverAsString()).isEqualTo("enabled");
    assertThat(after.multiAZAsString()).isEqualTo("enabled");
    assertThat(after.snapshotRetentionLimit()).isEqualTo(3);
    assertThat(after.snapshottingClusterId()).isEqualTo("orders-001");
    assertThat(after.snapshotWindow()).isEqualTo("01:00-02:00");
    CacheCluster node = cloud.node("orders-002");
    assertThat(node.preferredMaintenanceWindow()).isEqualTo("tue:01:00-tue:02:00");
    assertThat(SecurityGroups.ids(node.securityGroups())).containsExactly("sg-9");
    assertThat(node.notificationConfiguration().topicArn()).isEqualTo(TOPIC);
    assertThat(node.notificationConfiguration().topicStatus()).isEqualTo("inactive");
  }

  @Test
  void upgradesTheEngineInPlace() {
    String endpoint =
        cloud
            .create(LocalCloud.small("orders").engineVersion("5.0.6"))
            .nodeGroups()
            .getFirst()
            .primaryEndpoint()
            .address();
    cloud.modify(
        "orders",
        r -> r.engine("valkey").engineVersion("8.0").cacheParameterGroupName("default.valkey8"));
    assertThat(cloud.node("orders-001").pendingModifiedValues().engineVersion()).isEqualTo("8.0.1");
    cloud.clock.advance(OperationTiming.usual().upgrade());
    assertThat(cloud.group("orders").engine()).isEqualTo("valkey");
    assertThat(cloud.node("orders-002").engineVersion()).isEqualTo("8.0.1");
    assertThat(cloud.node("orders-002").cacheParameterGroup().cacheParameterGroupName())
        .isEqualTo("default.valkey8");
    assertThat(cloud.group("orders").nodeGroups().getFirst().primaryEndpoint().address())
        .isEqualTo(endpoint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis|7.1||Expected a parameter group of family redis7 but found one of family redis6.x",
        "redis|7.1|default.valkey7|Expected a parameter group of family redis7 but found one of"
            + " family valkey7",
        "redis|7.1|default.redis7.cluster.on|Cluster mode should be disabled in parameter group,"
            + " but found it is enabled.",
        "redis|6.0||You cannot downgrade from redis 6.2.6 to redis 6.0.5.",
        "redis|7.9||Cannot find version 7.9 for redis",
        "redis|6.2||No modifications were requested"
      })
  void refusesUpgrades(String engine, String version, String parameterGroup, String message) {
    cloud.create(LocalCloud.small("orders").engineVersion("6.2"));
    assertRefused(
        () ->
            cloud.modify(
                "orders",
                r ->
                    r.engine(engine)
                        .engineVersion(version)
                        .cacheParameterGroupName(parameterGroup)),
        COMBINATION,
        message);
  }

  @Test
  void rollsBackFromValkeyToRedisOnlyBetweenTheTwoThatAllowIt() {
    cloud.create(
        LocalCloud.small("orders")
            .engine("valkey")
            .engineVersion("7.2")
            .transitEncryptionEnabled(false));
    assertThat(
            cloud
                .modified(
                    "orders",
                    r ->
                        r.engine("redis")
                            .engineVersion("7.1")
                            .cacheParameterGroupName("default.redis7"))
                .engine())
        .isEqualTo("redis");
    cloud.create(
        LocalCloud.small("carts")
            .engine("valkey")
            .engineVersion("8.0")
            .transitEncryptionEnabled(false));
    assertRefused(
        () -> cloud.modify("carts", r -> r.engine("redis").engineVersion("7.1")),
        COMBINATION,
        "You cannot downgrade from valkey 8.0.1 to redis 7.1.0.");
  }

  @Test
  void turnsSnapshotsOnOnlyWithTheirSource() {
    cloud.create(LocalCloud.small("orders"));
    cloud.create(LocalCloud.sharded("carts"));
    assertRefused(
        () -> cloud.modify("orders", r -> r.snapshotRetentionLimit(3)),
        COMBINATION,
        "Must specify both SnapshotRetentionLimit and SnapshottingClusterId to turn on snapshots");
    assertRefused(
        () -> cloud.modify("carts", r -> r.snapshottingClusterId("carts-0001-001")),
        COMBINATION,
        "Cannot set snapshotting cluster for cluster mode enabled replication group");
    assertRefused(
        () ->
            cloud.modify(
                "orders", r -> r.snapshotRetentionLimit(3).snapshottingClusterId("orders-009")),
        "CacheClusterNotFound",
        "Specified snapshotting cluster does not exist");
    assertThat(cloud.modified("carts", r -> r.snapshotRetentionLimit(3)).snapshotRetentionLimit())
        .isEqualTo(3);
  }

  @Test
  void scalesWithinWhatCanBeHad() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.modify("orders", r -> r.cacheNodeType("cache.t2.small")),
        "InvalidParameterValue");
    assertThat(cloud.modified("orders", r -> r.cacheNodeType("cache.r7g.large")).cacheNodeType())
        .isEqualTo("cache.r7g.large");
  }

  @Test
  void replacesLogDeliveryByType() {
    cloud.create(LocalCloud.small("orders"));
    ReplicationGroup on =
        cloud.modified("orders", r -> r.logDeliveryConfigurations(log("slow-log", true)));
    assertThat(on.logDeliveryConfigurations()).hasSize(1);
    assertThat(cloud.node("orders-001").replicationGroupLogDeliveryEnabled()).isTrue();
    ReplicationGroup off =
        cloud.modified("orders", r -> r.logDeliveryConfigurations(log("slow-log", false)));
    assertThat(off.logDeliveryConfigurations()).isEmpty();
  }

  @Test
  void refusesMembersThatItDoesNotDo() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.modify("orders", r -> r.clusterMode("compatible")),
        "InvalidParameterValue",
        "The local ElastiCache does not support ClusterMode in ModifyReplicationGroup.");
    assertRefused(
        () -> cloud.modify("orders", r -> r.primaryClusterId("orders-002")),
        "InvalidParameterValue",
        "The local ElastiCache does not support PrimaryClusterId in ModifyReplicationGroup.");
  }

  @Test
  void refusesFailoverThatTheGroupCannotDo() {
    cloud.create(LocalCloud.small("orders").numCacheClusters(1));
    assertRefused(
        () -> cloud.modify("orders", r -> r.automaticFailoverEnabled(true)),
        COMBINATION,
        "When using automatic failover, there must be at least 2 cache clusters in the replication"
            + " group.");
    assertRefused(
        () -> cloud.modify("orders", r -> r.multiAZEnabled(true)),
        COMBINATION,
        "Must enable automatic failover to use Multi-AZ.");
  }

  private static LogDeliveryConfigurationRequest log(String type, boolean enabled) {
    return LogDeliveryConfigurationRequest.builder()
        .logType(type)
        .enabled(enabled)
        .logFormat("text")
        .destinationType("cloudwatch-logs")
        .destinationDetails(
            DestinationDetails.builder().cloudWatchLogsDetails(l -> l.logGroup("slow")).build())
        .build();
  }
}
