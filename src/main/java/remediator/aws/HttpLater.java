package remediator.aws;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that another thread makes while this one goes on: for TLS it reads every root
 * certificate there is, and nobody needs it before the first request is ready to be sent.
 */
final class HttpLater implements SdkHttpClient {
  private final String name;
  private final FutureTask<SdkHttpClient> client;

  /**
   * @param name of the client, for the header User-Agent
   * @param aside the other thread
   */
  HttpLater(String name, Callable<SdkHttpClient> factory, Executor aside) {
    this.name = name;
    this.client = new FutureTask<>(factory);
    aside.execute(client);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return client().prepareRequest(request);
  }

  @Override
  public String clientName() {
    return name;
  }

  @Override
  public void close() {
    client().close();
  }

  /** Waits for it, however often the thread is interrupted meanwhile. */
  private SdkHttpClient client() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return client.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("there is no HTTP client", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
