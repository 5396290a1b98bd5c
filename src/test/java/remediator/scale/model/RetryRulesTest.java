package remediator.scale.model;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import remediator.scale.measure.ServiceCall;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** The simulation's retries against those of the SDK that is deployed. */
class RetryRulesTest {
  private final RetryStrategy sdk = AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode());

  private static AwsServiceException throttled() {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ThrottlingException").build())
        .statusCode(400)
        .build();
  }

  private static List<Duration> pauses(RetryStrategy strategy) {
    List<Duration> pauses = new ArrayList<>();
    RetryToken token =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create("scope")).token();
    try {
      while (true) {
        var answer =
            strategy.refreshRetryToken(
                RefreshRetryTokenRequest.builder().token(token).failure(throttled()).build());
        token = answer.token();
        pauses.add(answer.delay());
      }
    } catch (TokenAcquisitionFailedException e) {
      return pauses;
    }
  }

  private static List<Duration> simulated(ServiceCall call) {
    VirtualClock clock = new VirtualClock(Instant.parse("2026-11-02T09:00:00Z"));
    SimulationSettings instant =
        new SimulationSettings(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            1);
    List<Duration> pauses = new ArrayList<>();
    CallSimulator calls = new CallSimulator(clock, new Random(1), instant, _ -> false);
    calls.call(call, "111122223333", _ -> {});
    Instant before = clock.instant();
    while (clock.runNext()) {
      pauses.add(Duration.between(before, clock.instant()));
      before = clock.instant();
    }
    // The last is the answer that it was throttled to the end.
    return pauses.subList(0, pauses.size() - 1);
  }

  @Test
  void aCallIsTriedAsOftenAsTheSdkTriesIt() {
    assertThat(sdk.maxAttempts()).isEqualTo(CallSimulator.TRIES);
    assertThat(pauses(sdk)).hasSize(CallSimulator.TRIES - 1);
    assertThat(simulated(new ServiceCall("SSM", "GetParameter", false)))
        .hasSize(CallSimulator.TRIES - 1);
    assertThat(simulated(new ServiceCall("DynamoDB", "GetItem", false)))
        .hasSize(CallSimulator.TABLE_TRIES - 1);
  }

  @Test
  void pausesAreDrawnFromTheSameSpan() {
    for (int i = 0; i < 20; i++) {
      RetryStrategy fresh = AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode());
      assertSpan(pauses(fresh));
    }
    for (int i = 0; i < 20; i++) {
      assertSpan(simulated(new ServiceCall("SSM", "GetParameter", false)));
    }
  }

  private static void assertSpan(List<Duration> pauses) {
    Duration whole = CallSimulator.FIRST_PAUSE;
    for (Duration pause : pauses) {
      assertThat(pause).isBetween(whole.dividedBy(2), whole);
      whole = whole.multipliedBy(2);
    }
  }

  /** Of other errors they do; a client that is throttled goes on for as long as it is. */
  @Test
  void triesAfterAThrottleTakeNothingFromTheBudgetOfRetries() {
    for (int i = 0; i < 500; i++) {
      assertThat(pauses(sdk)).hasSize(CallSimulator.TRIES - 1);
    }
  }
}
