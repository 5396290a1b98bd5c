package remediator.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers from memory, and sends nothing anywhere. */
final class Played implements SdkHttpClient {
  private final Map<String, String> answers;

  /**
   * @param answers bodies by a text that only requests of that kind have: in the path, in the
   *     header that names the operation, or in the body
   */
  Played(Map<String, String> answers) {
    this.answers = Map.copyOf(answers);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    byte[] answer = answer(text(request)).getBytes(StandardCharsets.UTF_8);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Length", Integer.toString(answer.length))
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
            .build();
      }

      @Override
      public void abort() {
        // Nothing is on its way.
      }
    };
  }

  private String answer(String request) {
    for (Map.Entry<String, String> each : answers.entrySet()) {
      if (request.contains(each.getKey())) {
        return each.getValue();
      }
    }
    throw new IllegalStateException("there is no answer to " + request);
  }

  private static String text(HttpExecuteRequest request) {
    var http = request.httpRequest();
    String text =
        http.encodedPath() + " " + http.firstMatchingHeader("X-Amz-Target").orElse("") + " ";
    if (request.contentStreamProvider().isEmpty()) {
      return text;
    }
    try (InputStream body = request.contentStreamProvider().get().newStream()) {
      return text + new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
