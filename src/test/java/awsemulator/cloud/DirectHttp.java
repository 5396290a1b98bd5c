package awsemulator.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.cloud.server.CallDispatcher;
import awsemulator.time.VirtualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The way from the real clients to the local cloud without a network: what is written on the wire
 * is the same. It can be pointed to one cloud after the other, so that clients stay warm.
 */
public final class DirectHttp implements SdkHttpClient {
  /** The same as the client writes it; nobody listens there. */
  public static final URI ANYWHERE = URI.create("http://127.0.0.1:1");

  /** What stands by and watches. */
  public interface Watch {
    /**
     * A request is on its way.
     *
     * @param invocation the SDK's own id of the call, the same for all its tries
     */
    void sending(String invocation);

    /** It has been carried out, or refused; the client does not know yet. */
    void answered();
  }

  private CallDispatcher dispatcher;
  private Watch watch;

  /** From now on, calls go to this cloud. */
  public void pointTo(
      VirtualClock clock,
      CallAuthorizer authorizer,
      CallLog log,
      FaultPlan faults,
      AccessKeys keys,
      List<AwsService> services,
      Watch watching) {
    dispatcher = new CallDispatcher(clock, authorizer, log, faults, keys, services);
    watch = watching;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return send(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
    Map<String, String> headers = new HashMap<>();
    request.httpRequest().forEachHeader((name, values) -> headers.put(name, values.getFirst()));
    String body = "";
    if (request.contentStreamProvider().isPresent()) {
      body = new String(request.contentStreamProvider().get().newStream().readAllBytes(), UTF_8);
    }
    WireCall call =
        new WireCall(
            request.httpRequest().method().name(),
            URI.create(request.httpRequest().encodedPath()).getPath(),
            request.httpRequest().encodedQueryParameters().orElse(""),
            headers,
            body);
    watch.sending(call.header("amz-sdk-invocation-id"));
    Optional<HttpReply> reply = dispatcher.answer(call);
    watch.answered();
    return response(reply.orElseThrow(() -> new IOException("the connection was dropped")));
  }

  private static HttpExecuteResponse response(HttpReply reply) {
    SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(reply.status());
    reply.headers().forEach(head::putHeader);
    return HttpExecuteResponse.builder()
        .response(head.build())
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream(reply.body().getBytes(UTF_8))))
        .build();
  }

  @Override
  public void close() {}
}
