package remediator.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import remediator.json.Json;
import remediator.json.NotJson;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A service that speaks JSON: "AWS JSON 1.0", "AWS JSON 1.1" or "AWS restJson1" (Smithy). */
final class JsonService {
  private final Wire wire;
  private final String name;
  private final Function<String, AwsServiceException.Builder> kinds;

  /**
   * @param name of the service, as people know it
   * @param kinds the SDK's exceptions by the service's codes
   */
  JsonService(Wire wire, String name, Function<String, AwsServiceException.Builder> kinds) {
    this.wire = wire;
    this.name = name;
    this.kinds = kinds;
  }

  /**
   * Calls an operation that has no path of its own.
   *
   * @param version of the protocol, such as {@code 1.0}
   * @param target the operation with the service's prefix
   * @param into an empty builder of the response
   */
  <B extends SdkPojo & SdkBuilder<B, R>, R> R call(
      String version, String target, SdkPojo request, B into) {
    return send(rpc(version, target), request, into);
  }

  /** Calls an operation that has a path, with all members in the body. */
  <B extends SdkPojo & SdkBuilder<B, R>, R> R call(
      SdkHttpMethod method, String path, SdkPojo request, B into) {
    return send(
        wire.request(path).method(method).putHeader("Content-Type", "application/json"),
        request,
        into);
  }

  /** Calls an operation that has no path of its own, and no model of the SDK in the package. */
  Map<String, Object> call(String version, String target, Map<String, Object> request) {
    return send(rpc(version, target), request);
  }

  private SdkHttpRequest.Builder rpc(String version, String target) {
    return wire.request("/")
        .method(SdkHttpMethod.POST)
        .putHeader("Content-Type", "application/x-amz-json-" + version)
        .putHeader("X-Amz-Target", target);
  }

  private <B extends SdkPojo & SdkBuilder<B, R>, R> R send(
      SdkHttpRequest.Builder http, SdkPojo request, B into) {
    JsonResponse.fill(into, send(http, JsonRequest.of(request)));
    return into.build();
  }

  private Map<String, Object> send(SdkHttpRequest.Builder http, Map<String, Object> request) {
    byte[] body = Json.write(request).getBytes(StandardCharsets.UTF_8);
    Reply reply = wire.send(http, body, this::refusal);
    if (reply.body().length == 0) {
      return Map.of();
    }
    try {
      return Json.readObject(reply.body());
    } catch (NotJson e) {
      throw SdkClientException.create("the answer of " + name + " is no JSON", e);
    }
  }

  private AwsServiceException refusal(Reply reply) {
    Map<String, Object> body = orNothing(reply.body());
    String type =
        reply
            .head()
            .firstMatchingHeader("x-amzn-ErrorType")
            .orElse(text(body.getOrDefault("__type", body.get("code"))));
    // com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException, or Name:http://…
    String code = type.substring(type.indexOf('#') + 1).split(":", 2)[0];
    Object message = body.getOrDefault("message", body.get("Message"));
    return reply.refusal(
        kinds.apply(code), name, code, text(message), reply.requestId().orElse(""));
  }

  /** What stands between us and the service may answer anything. */
  private static Map<String, Object> orNothing(byte[] body) {
    try {
      return Json.readObject(body);
    } catch (NotJson _) {
      return Map.of();
    }
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }
}
