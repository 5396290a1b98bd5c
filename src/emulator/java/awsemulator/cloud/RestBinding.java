package awsemulator.cloud;

import awsemulator.wire.JsonReader;
import awsemulator.wire.WireException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * What a REST operation has outside of a JSON body: members in path and headers, and plain bytes.
 */
final class RestBinding {
  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

  private RestBinding() {}

  static <Q extends SdkPojo> Q request(AwsService service, WireCall call, Class<Q> type) {
    Map<String, String> path = path(service, call);
    Q empty = JsonReader.read(Map.of(), type);
    boolean bytes = empty.sdkFields().stream().anyMatch(RestBinding::isBytes);
    Q body = bytes || call.body().isEmpty() ? empty : JsonReader.read(call.json(), type);
    SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) body).toBuilder();
    for (SdkField<?> field : builder.sdkFields()) {
      if (isBytes(field)) {
        field.set(builder, SdkBytes.fromUtf8String(call.body()));
      } else if (field.location() == MarshallLocation.PATH) {
        field.set(builder, path.get(field.locationName()));
      } else if (field.location() == MarshallLocation.HEADER
          && field.marshallingType().equals(MarshallingType.STRING)) {
        field.set(builder, call.header(field.locationName().toLowerCase(Locale.ROOT)));
      }
    }
    return type.cast(((Buildable) builder).build());
  }

  /** An answer that is bytes and headers; empty where it is JSON. */
  static Optional<HttpReply> response(SdkPojo response) {
    return response.sdkFields().stream()
        .filter(RestBinding::isBytes)
        .findFirst()
        .map(bytes -> reply(response, (SdkBytes) bytes.getValueOrDefault(response)));
  }

  private static HttpReply reply(SdkPojo response, SdkBytes body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    int status = 200;
    for (SdkField<?> field : response.sdkFields()) {
      Object value = field.getValueOrDefault(response);
      if (value != null && field.location() == MarshallLocation.HEADER) {
        headers.put(field.locationName(), value.toString());
      } else if (value != null && field.location() == MarshallLocation.STATUS_CODE) {
        status = (Integer) value;
      }
    }
    return new HttpReply(status, headers, body == null ? "" : body.asUtf8String());
  }

  private static boolean isBytes(SdkField<?> field) {
    return field.marshallingType().equals(MarshallingType.SDK_BYTES)
        && field.containsTrait(PayloadTrait.class);
  }

  private static Map<String, String> path(AwsService service, WireCall call) {
    String route = service.route(call.method() + " " + call.path());
    if (route == null) {
      throw new WireException("No operation is at " + call.method() + " " + call.path());
    }
    Map<String, String> values = new HashMap<>();
    Matcher names = IN_PATH.matcher(route);
    Matcher found =
        Pattern.compile(route.replaceAll("\\{\\w+}", "([^/]+)"))
            .matcher(call.method() + " " + call.path());
    for (int i = 1; found.matches() && names.find(); i++) {
      values.put(names.group(1), URLDecoder.decode(found.group(i), StandardCharsets.UTF_8));
    }
    return values;
  }
}
