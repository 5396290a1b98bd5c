package remediator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

class HttpLaterTest {
  private final Deque<Runnable> aside = new ArrayDeque<>();
  private final OneRequest made = new OneRequest();

  /** Knows one request only. */
  private static final class OneRequest implements SdkHttpClient {
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      throw new IllegalArgumentException("it was this client that was asked");
    }

    @Override
    public void close() {
      closed.complete(null);
    }
  }

  @Test
  void itIsMadeAsideAndThenAsked() {
    HttpLater http = new HttpLater("Apache", () -> made, aside::add);
    assertThat(http.clientName()).isEqualTo("Apache");

    aside.remove().run();

    assertThatThrownBy(() -> http.prepareRequest(null))
        .hasMessage("it was this client that was asked");
    http.close();
    assertThat(made.closed).isDone();
  }

  @Test
  void whoIsFasterWaitsForItAndStaysInterrupted() throws Exception {
    HttpLater http = new HttpLater("Apache", () -> made, aside::add);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread faster =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  http.close();
                  interrupted.complete(Thread.currentThread().isInterrupted());
                });
    assertThat(made.closed).isNotDone();

    aside.remove().run();
    faster.join();

    assertThat(made.closed).isDone();
    assertThat(interrupted).isCompletedWithValue(true);
  }

  @Test
  void whyItCouldNotBeMadeIsTold() {
    HttpLater http =
        new HttpLater(
            "Apache",
            () -> {
              throw new IOException("no certificates");
            },
            aside::add);
    aside.remove().run();

    assertThatThrownBy(() -> http.prepareRequest(null)).hasRootCauseMessage("no certificates");
  }
}
