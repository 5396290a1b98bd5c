package remediator.cold;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As much of the Lambda Runtime API as one invocation needs ("Using the Lambda runtime API"), with
 * SnapStart's restore and credentials: hands out one event, and takes the answer. Whoever asks for
 * a second event waits until this is closed.
 */
final class RuntimeApi implements AutoCloseable {
  static final String CREDENTIALS_TOKEN = "token of the sandbox";

  static {
    // Otherwise each answer waits for the client's delayed acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /**
   * What the function answered.
   *
   * @param nanos {@link System#nanoTime} when it came
   */
  record Answer(long nanos, boolean ok, String body) {}

  private final byte[] event;
  private final String keyId;
  private final String key;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean handedOut = new AtomicBoolean();
  private final AtomicInteger credentialsAsked = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch restored = new CountDownLatch(1);
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  RuntimeApi(byte[] event) throws IOException {
    this(event, "none", "none");
  }

  /**
   * For a function that is restored.
   *
   * @param keyId of the credentials that it gets, with their secret
   */
  RuntimeApi(byte[] event, String keyId, String key) throws IOException {
    this.event = event.clone();
    this.keyId = keyId;
    this.key = key;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/2018-06-01/runtime/invocation/next", this::next);
    server.createContext("/2018-06-01/runtime/restore/next", this::waitForRestore);
    server.createContext("/2018-06-01/runtime/", this::answer);
    server.createContext("/credentials", this::credentials);
    server.start();
  }

  /** For {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void next(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (handedOut.getAndSet(true)) {
        closed.await();
        return;
      }
      Headers headers = exchange.getResponseHeaders();
      headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
      headers.set(
          "Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 300_000));
      headers.set(
          "Lambda-Runtime-Invoked-Function-Arn",
          "arn:aws:lambda:us-east-1:111122223333:function:bench");
      headers.set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, event.length);
      exchange.getResponseBody().write(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asked for when the snapshot can be taken; answered in what is restored from it. */
  private void waitForRestore(HttpExchange exchange) throws IOException {
    try (exchange) {
      ready.countDown();
      restored.await();
      exchange.sendResponseHeaders(200, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code invocation/<id>/response}, {@code invocation/<id>/error} or {@code init/error}. */
  private void answer(HttpExchange exchange) throws IOException {
    long nanos = System.nanoTime();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(202, -1);
      answer.complete(
          new Answer(nanos, exchange.getRequestURI().getPath().endsWith("/response"), body));
      // An error before the snapshot must not be waited for in vain.
      ready.countDown();
    }
  }

  private void credentials(HttpExchange exchange) throws IOException {
    try (exchange) {
      credentialsAsked.incrementAndGet();
      boolean ours =
          CREDENTIALS_TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
      Instant end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
      byte[] body =
          """
          {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}\
          """
              .formatted(keyId, key, "session", end)
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(ours ? 200 : 403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  int credentialsAsked() {
    return credentialsAsked.get();
  }

  void awaitSnapshot(Duration atMost) throws InterruptedException, TimeoutException {
    if (!ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("the function has not come to its snapshot");
    }
    if (answer.isDone()) {
      throw new IllegalStateException("the function failed: " + answer.join().body());
    }
  }

  void restore() {
    restored.countDown();
  }

  Answer await(Duration atMost) throws InterruptedException, TimeoutException {
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    restored.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
