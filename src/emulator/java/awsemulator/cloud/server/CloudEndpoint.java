package awsemulator.cloud.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.HttpReply;
import awsemulator.cloud.WireCall;
import awsemulator.time.VirtualClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one HTTP endpoint of the local cloud, on loopback. AWS clients of any service, account and
 * Region use it as their endpoint override; the scope of the signature says which one they mean.
 */
public final class CloudEndpoint implements AutoCloseable {
  static {
    // Otherwise each answer waits for the client's delayed acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final CallDispatcher dispatcher;

  /** Listens on a free port. */
  public CloudEndpoint(
      VirtualClock clock,
      CallAuthorizer authorizer,
      CallLog log,
      FaultPlan faults,
      AccessKeys keys,
      List<AwsService> services) {
    this(0, clock, authorizer, log, faults, keys, services);
  }

  /**
   * @param port 0 for any free one
   */
  public CloudEndpoint(
      int port,
      VirtualClock clock,
      CallAuthorizer authorizer,
      CallLog log,
      FaultPlan faults,
      AccessKeys keys,
      List<AwsService> services) {
    dispatcher = new CallDispatcher(clock, authorizer, log, faults, keys, services);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on port " + port, e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    // Closing an exchange that was not answered drops the connection.
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      Optional<HttpReply> reply =
          dispatcher.answer(
              new WireCall(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().getPath(),
                  Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                  headers,
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      if (reply.isPresent()) {
        send(exchange, reply.get());
      }
    }
  }

  private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
