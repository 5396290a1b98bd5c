package remediator.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Keeps what is sent, and answers what it was told to; the last answer is for all that follow. */
final class Recorder implements SdkHttpClient {
  final List<Sent> sent = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();

  /** A request as it goes over the wire, without what differs from one time to the next. */
  record Sent(
      String method, String path, String contentType, String target, String signed, String body) {
    Sent withBody(String other) {
      return new Sent(method, path, contentType, target, signed, other);
    }
  }

  /**
   * What comes back.
   *
   * @param status of HTTP; 0 where the connection breaks
   */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  Recorder answering(Answer... all) {
    answers.clear();
    answers.addAll(List.of(all));
    return this;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        sent.add(sent(request));
        Answer answer = answers.size() > 1 ? answers.poll() : answers.element();
        if (answer.status() == 0) {
          throw new IOException("the connection broke");
        }
        SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(answer.status());
        answer.headers().forEach(head::putHeader);
        return HttpExecuteResponse.builder()
            .response(head.build())
            .responseBody(
                AbortableInputStream.create(
                    new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8))))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  private static Sent sent(HttpExecuteRequest request) throws IOException {
    String body =
        new String(
            request.contentStreamProvider().orElseThrow().newStream().readAllBytes(),
            StandardCharsets.UTF_8);
    String contentType = header(request, "Content-Type");
    String authorization = header(request, "Authorization");
    return new Sent(
        request.httpRequest().method().name(),
        // An empty path is written as this one.
        request.httpRequest().encodedPath().isEmpty() ? "/" : request.httpRequest().encodedPath(),
        contentType,
        header(request, "X-Amz-Target"),
        // Whose key, for what, and which headers; not the date and the signature. The number of
        // the attempt is the SDK's own.
        authorization
            .replaceFirst("/\\d{8}/", "/")
            .replaceFirst(", Signature=.*", "")
            .replace("amz-sdk-request;", ""),
        contentType.contains("form") ? parameters(body) : body);
  }

  /** A form as a set of its parameters: their order, and how a space is written, say nothing. */
  private static String parameters(String form) {
    return Arrays.stream(form.split("&"))
        .map(p -> URLDecoder.decode(p, StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String header(HttpExecuteRequest request, String name) {
    return request.httpRequest().firstMatchingHeader(name).orElse("");
  }

  @Override
  public void close() {}
}
