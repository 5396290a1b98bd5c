package remediator.local.cloud;

import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.states.lambda.LambdaHost;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import remediator.json.StrictJson;

/** A Lambda function URL: turns requests into events of payload format 2.0, and answers back. */
public final class PageFront {
  /** What a browser gets. */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final LambdaHost lambda;
  private final String function;

  PageFront(LambdaHost lambda, String function) {
    this.lambda = lambda;
    this.function = function;
  }

  /** Opens a link. */
  public Answer get(String link, String languages) {
    return request("GET", URI.create(link), Map.of("accept-language", languages), "");
  }

  /** Sends a form, encoded as a browser does. */
  public Answer post(String link, String form) {
    return request(
        "POST",
        URI.create(link),
        Map.of("content-type", "application/x-www-form-urlencoded"),
        form);
  }

  /** Sends any request to an address. */
  public Answer request(String method, URI link, Map<String, String> headers, String body) {
    return request(
        method, link.getPath(), Objects.requireNonNullElse(link.getRawQuery(), ""), headers, body);
  }

  /**
   * As the function URL hands it over: lower-case headers, a form's body in Base64.
   *
   * @param query as it came, well formed or not
   */
  public Answer request(
      String method, String path, String query, Map<String, String> headers, String body) {
    Http http =
        Http.builder()
            .withMethod(method)
            .withPath(path)
            .withProtocol("HTTP/1.1")
            .withSourceIp("203.0.113.7")
            .withUserAgent(headers.getOrDefault("user-agent", ""))
            .build();
    APIGatewayV2HTTPEvent.APIGatewayV2HTTPEventBuilder event =
        APIGatewayV2HTTPEvent.builder()
            .withVersion("2.0")
            .withRawPath(path)
            .withRawQueryString(query)
            .withHeaders(headers)
            .withRequestContext(RequestContext.builder().withHttp(http).build())
            .withIsBase64Encoded(!body.isEmpty());
    if (!body.isEmpty()) {
      event.withBody(Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    }
    try {
      String reply = lambda.invoke(function, StrictJson.write(event.build()));
      APIGatewayV2HTTPResponse answer = StrictJson.read(reply, APIGatewayV2HTTPResponse.class);
      return new Answer(answer.getStatusCode(), answer.getHeaders(), answer.getBody());
    } catch (LambdaFunctions.FunctionFailed e) {
      return new Answer(502, Map.of("content-type", "text/plain"), "Internal Server Error");
    }
  }
}
