package awsemulator.cloud.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService.Protocol;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.Echo;
import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.TestCloud;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** Who may call what, and what a refusal looks like to a real SDK client. */
class CloudEndpointTest {
  private final Echo echo =
      new Echo("elasticache", Protocol.QUERY)
          .answering(CreateSnapshotRequest.class, CreateSnapshotResponse.builder().build());

  @Test
  void theCallerIsTheHolderOfTheKeyInTheRegionOfTheSignature() {
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder())) {
      client.createSnapshot(q -> q.snapshotName("s"));
      assertThat(cloud.log.entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.name()).isEqualTo("ElastiCache.CreateSnapshot");
                assertThat(entry.caller())
                    .isEqualTo(new CallerIdentity(TestCloud.ROLE, TestCloud.ACCOUNT, "eu-west-1"));
                assertThat(entry.needs())
                    .containsExactly(new RequiredRight("elasticache:CreateSnapshot", "*"));
                assertThat(entry.error()).isNull();
              });
    }
  }

  @Test
  void anUnknownKeyIsRefused() {
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder(), "AKIAUNKNOWN")) {
      assertThatThrownBy(() -> client.createSnapshot(q -> q.snapshotName("s")))
          .isInstanceOfSatisfying(
              ElastiCacheException.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(403);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
              });
      assertThat(echo.asked).isEmpty();
    }
  }

  @Test
  void aCallWithoutSignatureIsRefused() throws Exception {
    try (var cloud = new TestCloud().serving(echo)) {
      assertThat(post(cloud, null).body()).contains("<Code>MissingAuthenticationToken</Code>");
      assertThat(post(cloud, "Bearer x").body()).contains("<Code>IncompleteSignature</Code>");
    }
  }

  @Test
  void aServiceThatTheCloudLacksIsRefusedByName() {
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(SfnClient.builder())) {
      assertThatThrownBy(() -> client.listStateMachines())
          .isInstanceOf(SfnException.class)
          .hasMessageContaining("This cloud has no service states.");
    }
  }

  @Test
  void anOperationThatTheServiceLacksIsRefusedByName() {
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder())) {
      assertThatThrownBy(() -> client.describeServerlessCaches(q -> q.serverlessCacheName("u")))
          .isInstanceOfSatisfying(
              ElastiCacheException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"))
          .hasMessageContaining(
              "Could not find operation DescribeServerlessCaches of ElastiCache.");
      assertThat(cloud.log.entries().getFirst().error()).isEqualTo("InvalidAction");
    }
  }

  @Test
  void aPathThatTheServiceLacksIsRefusedByName() {
    Echo hub = new Echo("securityhub", Protocol.REST_JSON);
    try (var cloud = new TestCloud().serving(hub);
        var client = cloud.client(SecurityHubClient.builder())) {
      assertThatThrownBy(() -> client.describeHub(q -> q.hubArn("h")))
          .isInstanceOf(SecurityHubException.class)
          .hasMessageContaining("GET /accounts");
    }
  }

  @Test
  void aCallThatNoPolicyAllowsDoesNothing() {
    try (var cloud = new TestCloud().serving(echo);
        var client = cloud.client(ElastiCacheClient.builder())) {
      cloud.authorizer =
          (caller, need) -> {
            throw new AwsFault("AccessDenied", 403, "User may not " + need.action());
          };
      assertThatThrownBy(() -> client.createSnapshot(q -> q.snapshotName("s")))
          .isInstanceOfSatisfying(
              ElastiCacheException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
          .hasMessageContaining("User may not elasticache:CreateSnapshot");
      assertThat(echo.asked).isEmpty();
      assertThat(cloud.log.entries().getFirst().error()).isEqualTo("AccessDenied");
    }
  }

  @Test
  void aClosedEndpointAnswersNobody() {
    TestCloud cloud = new TestCloud().serving(echo);
    cloud.close();
    try (var client = cloud.client(ElastiCacheClient.builder())) {
      assertThatThrownBy(() -> client.createSnapshot(q -> q.snapshotName("s")))
          .isInstanceOf(SdkClientException.class);
    }
  }

  private static HttpResponse<String> post(TestCloud cloud, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(cloud.endpoint().uri())
            .POST(HttpRequest.BodyPublishers.ofString("Action=CreateSnapshot&Version=1"));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
