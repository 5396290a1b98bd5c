package remediator.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.utils.BinaryUtils;

/**
 * The SDK's requests as JSON, by what each tells of its own members ("AWS JSON 1.0 protocol",
 * Smithy).
 */
final class JsonRequest {
  private JsonRequest() {}

  /**
   * A request, or a part of one, as a JSON object.
   *
   * @throws IllegalArgumentException for a member that is not in the body, or of a kind that none
   *     of the calls has that are made so
   */
  static Map<String, Object> of(SdkPojo shape) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (Members.isSet(value)) {
        if (field.location() != MarshallLocation.PAYLOAD) {
          throw new IllegalArgumentException(field.memberName() + " is not in the body");
        }
        object.put(field.locationName(), value(value));
      }
    }
    return object;
  }

  private static Object value(Object value) {
    if (value instanceof SdkPojo shape) {
      return of(shape);
    }
    if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>(list.size());
      for (Object one : list) {
        values.add(value(one));
      }
      return values;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        values.put((String) entry.getKey(), value(entry.getValue()));
      }
      return values;
    }
    if (value instanceof SdkBytes bytes) {
      return BinaryUtils.toBase64(bytes.asByteArray());
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("no JSON is known for " + value.getClass());
  }
}
