package remediator.local.run;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import remediator.json.StrictJson;
import remediator.local.states.Functions;
import remediator.local.states.LambdaHost;

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

  /** As the function URL hands it over: lower-case headers, a form's body in Base64. */
  public Answer request(String method, URI link, Map<String, String> headers, String body) {
    Map<String, Object> http = new LinkedHashMap<>();
    http.put("method", method);
    http.put("path", link.getPath());
    http.put("protocol", "HTTP/1.1");
    http.put("sourceIp", "203.0.113.7");
    http.put("userAgent", headers.getOrDefault("user-agent", ""));
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "2.0");
    event.put("rawPath", link.getPath());
    event.put("rawQueryString", link.getRawQuery() == null ? "" : link.getRawQuery());
    event.put("headers", headers);
    event.put("requestContext", Map.of("http", http));
    if (!body.isEmpty()) {
      event.put("body", Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)));
    }
    event.put("isBase64Encoded", !body.isEmpty());
    try {
      String reply = lambda.invoke(function, StrictJson.write(event));
      return answer(StrictJson.readObject(reply));
    } catch (Functions.FunctionFailed e) {
      return new Answer(502, Map.of("content-type", "text/plain"), "Internal Server Error");
    }
  }

  private static Answer answer(Map<String, Object> reply) {
    Map<String, String> headers = new LinkedHashMap<>();
    ((Map<?, ?>) reply.get("headers")).forEach((k, v) -> headers.put(k.toString(), v.toString()));
    return new Answer(
        ((Number) reply.get("statusCode")).intValue(), headers, String.valueOf(reply.get("body")));
  }
}
