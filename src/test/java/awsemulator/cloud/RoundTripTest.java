package awsemulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsService.Protocol;
import awsemulator.wire.Filled;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Response;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** What a real SDK client says reaches the service unchanged, and the other way round. */
class RoundTripTest {
  @Test
  void everyMemberOfCreateReplicationGroupArrives() {
    var request = Filled.pojo(CreateReplicationGroupRequest.class);
    var response = Filled.pojo(CreateReplicationGroupResponse.class);
    Echo echo =
        new Echo("elasticache", Protocol.QUERY)
            .answering(CreateReplicationGroupRequest.class, response);
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder())) {
      assertSame(client.createReplicationGroup(request), response);
      assertThat(echo.asked).containsExactly(request);
    }
  }

  @Test
  void everyMemberOfDescribeReplicationGroupsComesBack() {
    var response = Filled.pojo(DescribeReplicationGroupsResponse.class);
    Echo echo =
        new Echo("elasticache", Protocol.QUERY)
            .answering(DescribeReplicationGroupsRequest.class, response);
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder())) {
      assertSame(client.describeReplicationGroups(), response);
    }
  }

  @Test
  void anEmptyListIsNotTheSameAsNone() {
    var request =
        ModifyReplicationGroupRequest.builder()
            .replicationGroupId("orders")
            .userGroupIdsToAdd(List.of())
            .build();
    Echo echo =
        new Echo("elasticache", Protocol.QUERY)
            .answering(
                ModifyReplicationGroupRequest.class,
                ModifyReplicationGroupResponse.builder().build());
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder())) {
      client.modifyReplicationGroup(request);
      var asked = (ModifyReplicationGroupRequest) echo.asked.getFirst();
      assertThat(asked.hasUserGroupIdsToAdd()).isTrue();
      assertThat(asked.hasUserGroupIdsToRemove()).isFalse();
    }
  }

  @Test
  void queryMapsArriveAndComeBack() {
    var publish = Filled.pojo(PublishRequest.class);
    var attributes = Filled.pojo(GetTopicAttributesResponse.class);
    Echo echo =
        new Echo("sns", Protocol.QUERY)
            .answering(PublishRequest.class, PublishResponse.builder().messageId("1").build())
            .answering(GetTopicAttributesRequest.class, attributes);
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(SnsClient.builder())) {
      client.publish(publish);
      assertThat(echo.asked).containsExactly(publish);
      assertSame(client.getTopicAttributes(q -> q.topicArn("t")), attributes);
    }
  }

  @Test
  void queryNumbersAndTimesComeBack() {
    var request = Filled.pojo(DescribeAlarmsRequest.class);
    var response = Filled.pojo(DescribeAlarmsResponse.class);
    Echo echo =
        new Echo("monitoring", Protocol.QUERY).answering(DescribeAlarmsRequest.class, response);
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(CloudWatchClient.builder())) {
      assertSame(client.describeAlarms(request), response);
      assertThat(echo.asked).containsExactly(request);
    }
  }

  @Test
  void jsonServicesAreReadAndAnswered() {
    var request = Filled.pojo(DescribeExecutionRequest.class);
    var response = Filled.pojo(DescribeExecutionResponse.class);
    Echo echo =
        new Echo("states", Protocol.JSON).answering(DescribeExecutionRequest.class, response);
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(SfnClient.builder())) {
      assertSame(client.describeExecution(request), response);
      assertThat(echo.asked).containsExactly(request);
    }
  }

  @Test
  void restServicesAreFoundByMethodAndPath() {
    var request = Filled.pojo(BatchUpdateFindingsRequest.class);
    var response = Filled.pojo(BatchUpdateFindingsResponse.class);
    Echo echo =
        new Echo("securityhub", Protocol.REST_JSON)
            .answering(BatchUpdateFindingsRequest.class, response)
            .reachedAt("PATCH /findings/batchupdate", "BatchUpdateFindings");
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(SecurityHubClient.builder())) {
      assertSame(client.batchUpdateFindings(request), response);
      assertThat(echo.asked).containsExactly(request);
    }
  }

  @Test
  void freeFormDocumentsComeBack() {
    var request = Filled.pojo(GetFindingsV2Request.class);
    var response = Filled.pojo(GetFindingsV2Response.class);
    Echo echo =
        new Echo("securityhub", Protocol.REST_JSON)
            .answering(GetFindingsV2Request.class, response)
            .reachedAt("POST /findingsv2", "GetFindingsV2");
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(SecurityHubClient.builder())) {
      assertSame(client.getFindingsV2(request), response);
      assertThat(echo.asked).containsExactly(request);
    }
  }

  /** Equal in all members of the model; the SDK's own equals compares request ids, too. */
  private static void assertSame(SdkPojo answer, SdkPojo expected) {
    assertThat(answer.equalsBySdkFields(expected)).as("%s\nis not\n%s", answer, expected).isTrue();
  }
}
