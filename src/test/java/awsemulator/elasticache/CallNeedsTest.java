package awsemulator.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import awsemulator.cloud.RequiredRight;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.Tag;

class CallNeedsTest {
  private static final String GROUP = LocalCloud.arn("replicationgroup", "orders");
  private static final String LAST = LocalCloud.arn("snapshot", "last");
  private static final Tag TEAM = Tag.builder().key("team").value("shop").build();
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void asksForTheGroupThatARequestNamesOrForAll() {
    assertThat(
            cloud.needs(
                DescribeReplicationGroupsRequest.builder().replicationGroupId("Orders").build()))
        .containsExactly(new RequiredRight("elasticache:DescribeReplicationGroups", GROUP));
    assertThat(cloud.needs(DescribeReplicationGroupsRequest.builder().build()))
        .containsExactly(
            new RequiredRight(
                "elasticache:DescribeReplicationGroups", LocalCloud.arn("replicationgroup", "*")));
  }

  @Test
  void asksForCreateSnapshotAndTagsToDeleteWithAFinalOne() {
    cloud.create(LocalCloud.small("orders").tags(TEAM));
    Map<String, String> tags = Map.of("aws:ResourceTag/team", "shop");
    assertThat(
            cloud.needs(
                DeleteReplicationGroupRequest.builder()
                    .replicationGroupId("orders")
                    .finalSnapshotIdentifier("last")
                    .build()))
        .containsExactly(
            new RequiredRight("elasticache:DeleteReplicationGroup", GROUP, tags),
            new RequiredRight("elasticache:DeleteReplicationGroup", LAST),
            new RequiredRight("elasticache:CreateSnapshot", GROUP, tags),
            new RequiredRight("elasticache:CreateSnapshot", LAST),
            new RequiredRight(
                "elasticache:CreateSnapshot", LocalCloud.arn("cluster", "orders-001"), tags),
            new RequiredRight("elasticache:AddTagsToResource", LAST));
  }

  @Test
  void namesTheKeysOfTagsThatAreAddedAndRemoved() {
    cloud.create(LocalCloud.small("orders"));

    assertThat(
            cloud.needs(AddTagsToResourceRequest.builder().resourceName(GROUP).tags(TEAM).build()))
        .containsExactly(
            new RequiredRight(
                "elasticache:AddTagsToResource",
                GROUP,
                Map.of("aws:RequestTag/team", "shop", "aws:TagKeys", "team")));
    assertThat(
            cloud.needs(
                RemoveTagsFromResourceRequest.builder()
                    .resourceName(GROUP)
                    .tagKeys("team", "owner")
                    .build()))
        .containsExactly(
            new RequiredRight(
                "elasticache:RemoveTagsFromResource", GROUP, Map.of("aws:TagKeys", "team,owner")));
  }

  /** Both are false where the request says nothing, whatever the engine makes of that. */
  @Test
  void whatARequestDoesNotSayOfEncryptionIsFalse() {
    assertThat(cloud.needs(LocalCloud.small("orders").build()))
        .singleElement()
        .satisfies(
            need ->
                assertThat(need.context())
                    .containsEntry("elasticache:AtRestEncryptionEnabled", "false")
                    .containsEntry("elasticache:TransitEncryptionEnabled", "false"));
  }

  @Test
  void aGrantOnAKeyIsForElastiCacheItself() {
    String key = "arn:aws:kms:eu-west-1:111122223333:key/1";
    assertThat(
            cloud.needs(
                LocalCloud.small("orders").atRestEncryptionEnabled(true).kmsKeyId(key).build()))
        .filteredOn(need -> need.resource().equals(key))
        .extracting(
            RequiredRight::action,
            need -> need.context().getOrDefault("kms:GrantIsForAWSResource", "-"))
        .containsExactly(tuple("kms:DescribeKey", "-"), tuple("kms:CreateGrant", "true"));
  }

  @Test
  void asksForTheRightsThatLogDeliveryTakes() {
    LogDeliveryConfigurationRequest log =
        LogDeliveryConfigurationRequest.builder()
            .logType("slow-log")
            .logFormat("json")
            .destinationType("cloudwatch-logs")
            .destinationDetails(d -> d.cloudWatchLogsDetails(c -> c.logGroup("/orders")))
            .build();
    assertThat(logs(LocalCloud.small("orders").logDeliveryConfigurations(log).build()))
        .containsExactlyInAnyOrder(
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries");
    DeleteReplicationGroupRequest delete =
        DeleteReplicationGroupRequest.builder().replicationGroupId("orders").build();
    cloud.create(LocalCloud.small("carts"));
    assertThat(logs(delete.toBuilder().replicationGroupId("carts").build())).isEmpty();
    cloud.create(LocalCloud.small("orders").logDeliveryConfigurations(log));
    assertThat(logs(delete))
        .containsExactlyInAnyOrder(
            "logs:GetLogDelivery", "logs:DeleteLogDelivery", "logs:ListLogDeliveries");
  }

  private List<String> logs(SdkPojo request) {
    return cloud.needs(request).stream()
        .filter(n -> n.action().startsWith("logs:"))
        .map(RequiredRight::action)
        .toList();
  }

  @Test
  void asksForEveryResourceOfACreationAndForItsTags() {
    Map<String, String> context =
        Map.of(
            "aws:RequestTag/team", "shop",
            "aws:TagKeys", "team",
            "elasticache:TransitEncryptionEnabled", "false",
            "elasticache:AtRestEncryptionEnabled", "true",
            "elasticache:CacheNodeType", "cache.t4g.small",
            "elasticache:EngineType", "redis",
            "elasticache:EngineVersion", "7.1");
    assertThat(
            cloud.needs(
                LocalCloud.small("orders")
                    .atRestEncryptionEnabled(true)
                    .snapshotName("last")
                    .cacheSubnetGroupName("default")
                    .tags(TEAM)
                    .build()))
        .containsExactly(
            new RequiredRight("elasticache:CreateReplicationGroup", LAST),
            new RequiredRight(
                "elasticache:CreateReplicationGroup", LocalCloud.arn("subnetgroup", "default")),
            new RequiredRight("elasticache:CreateReplicationGroup", GROUP, context),
            new RequiredRight("elasticache:AddTagsToResource", GROUP, context));
  }

  @Test
  void asksForTheNodeAndTheSnapshotOfIt() {
    assertThat(
            cloud.needs(
                CreateSnapshotRequest.builder()
                    .cacheClusterId("orders-001")
                    .snapshotName("last")
                    .build()))
        .containsExactly(
            new RequiredRight(
                "elasticache:CreateSnapshot", LocalCloud.arn("cluster", "orders-001")),
            new RequiredRight("elasticache:CreateSnapshot", LAST));
  }
}
