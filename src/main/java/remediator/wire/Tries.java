package remediator.wire;

import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** The attempts of one call after the first has failed, as the SDK's strategy allows them. */
final class Tries {
  private final RetryStrategy strategy;
  private RetryToken token;

  Tries(RetryStrategy strategy) {
    this.strategy = strategy;
    AcquireInitialTokenResponse first =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create("remediator"));
    this.token = first.token();
  }

  /**
   * Comes back when it is time for another attempt.
   *
   * @throws SdkException the failure itself, where there is to be none
   */
  void await(SdkException failure) {
    RefreshRetryTokenResponse next;
    try {
      next =
          strategy.refreshRetryToken(
              RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
    } catch (TokenAcquisitionFailedException _) {
      throw failure;
    }
    token = next.token();
    sleep(next.delay());
  }

  private static void sleep(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while waiting for another attempt", e);
    }
  }
}
