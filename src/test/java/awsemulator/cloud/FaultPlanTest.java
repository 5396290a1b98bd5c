package awsemulator.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsService.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotResponse;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** What a real SDK client makes of the faults. */
class FaultPlanTest {
  private final Echo elasticache =
      new Echo("elasticache", Protocol.QUERY)
          .answering(CreateSnapshotRequest.class, CreateSnapshotResponse.builder().build());
  private final Echo states =
      new Echo("states", Protocol.JSON)
          .answering(
              StartExecutionRequest.class,
              StartExecutionResponse.builder().executionArn("e").build());
  private final TestCloud cloud = new TestCloud().serving(elasticache, states);
  private final ElastiCacheClient client = cloud.client(ElastiCacheClient.builder());

  @AfterEach
  void stop() {
    client.close();
    cloud.close();
  }

  @Test
  void throttlingIsRecognisedByTheQueryClient() {
    inject(InjectedFault.THROTTLED);
    assertThatThrownBy(this::createSnapshot)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.isThrottlingException()).isTrue();
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Throttling");
              assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
            });
    assertThat(elasticache.asked).isEmpty();
  }

  @Test
  void throttlingIsRecognisedByTheJsonClient() {
    inject(InjectedFault.THROTTLED);
    try (SfnClient sfn = cloud.client(SfnClient.builder())) {
      assertThatThrownBy(() -> sfn.startExecution(q -> q.stateMachineArn("m")))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> {
                assertThat(e.isThrottlingException()).isTrue();
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
              });
    }
    assertThat(states.asked).isEmpty();
  }

  @Test
  void aServerErrorIsAFiveHundred() {
    inject(InjectedFault.SERVER_ERROR);
    assertThatThrownBy(this::createSnapshot)
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    assertThat(elasticache.asked).isEmpty();
  }

  @Test
  void aDeniedCallIsA403() {
    inject(InjectedFault.ACCESS_DENIED);
    assertThatThrownBy(this::createSnapshot)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(403);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            })
        .hasMessageContaining("is not authorized to perform: elasticache:CreateSnapshot");
    assertThat(elasticache.asked).isEmpty();
  }

  @Test
  void aTimeoutBeforeLeavesTheCallUndone() {
    inject(InjectedFault.TIMEOUT_BEFORE);
    assertThatThrownBy(this::createSnapshot).isInstanceOf(SdkClientException.class);
    assertThat(elasticache.asked).isEmpty();
    assertThat(cloud.log.entries().getFirst().error()).isEqualTo(CallLog.NO_ANSWER);
  }

  @Test
  void aTimeoutAfterLooksTheSameButTheCallIsDone() {
    inject(InjectedFault.TIMEOUT_AFTER);
    assertThatThrownBy(this::createSnapshot).isInstanceOf(SdkClientException.class);
    assertThat(elasticache.asked).hasSize(1);
    assertThat(cloud.log.entries().getFirst().error()).isEqualTo(CallLog.NO_ANSWER);
  }

  @Test
  void thePlanIsToldWhichCallItIs() {
    cloud.faults =
        (caller, service, operation) ->
            service.equals("ElastiCache") && operation.equals("CreateSnapshot")
                ? InjectedFault.NONE
                : InjectedFault.SERVER_ERROR;
    createSnapshot();
    assertThat(elasticache.asked).hasSize(1);
  }

  private void inject(InjectedFault fault) {
    cloud.faults = (caller, service, operation) -> fault;
  }

  private void createSnapshot() {
    client.createSnapshot(q -> q.snapshotName("s"));
  }
}
