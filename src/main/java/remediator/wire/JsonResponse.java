package remediator.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's responses made of JSON, by what each tells of its own members ("AWS JSON 1.0 protocol",
 * Smithy).
 */
final class JsonResponse {
  private JsonResponse() {}

  /**
   * Fills a builder of the SDK; members that it does not know are left out.
   *
   * @throws SdkClientException where a value is not of its member's type
   */
  static void fill(SdkPojo builder, Map<String, Object> object) {
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = object.get(field.unmarshallLocationName());
      if (value != null) {
        try {
          field.set(builder, read(field, value));
        } catch (ClassCastException | IllegalArgumentException | DateTimeException e) {
          throw SdkClientException.create(field.memberName() + " in the answer cannot be read", e);
        }
      }
    }
  }

  private static Object read(SdkField<?> field, Object value) {
    if (value == null) {
      return null;
    }
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> (String) value;
      case BOOLEAN -> (Boolean) value;
      case INTEGER -> ((Number) value).intValue();
      case LONG -> ((Number) value).longValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case FLOAT -> ((Number) value).floatValue();
      case INSTANT -> instant(value);
      case SDK_BYTES -> SdkBytes.fromByteArray(BinaryUtils.fromBase64((String) value));
      case DOCUMENT -> document(value);
      case SDK_POJO -> shape(field, value);
      case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo(), (List<?>) value);
      case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo(), (Map<?, ?>) value);
      default -> throw new IllegalArgumentException(field.memberName() + " cannot be read");
    };
  }

  /** Seconds since 1970, or as RFC 3339 has it. */
  private static Instant instant(Object value) {
    return value instanceof Number seconds
        ? Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000))
        : Instant.parse((String) value);
  }

  /** Security Hub's findings in OCSF have no model in the SDK. */
  private static Document document(Object value) {
    return switch (value) {
      case null -> Document.fromNull();
      case Map<?, ?> map -> {
        Map<String, Document> members = new LinkedHashMap<>();
        map.forEach((k, v) -> members.put((String) k, document(v)));
        yield Document.fromMap(members);
      }
      case List<?> list -> Document.fromList(list.stream().map(JsonResponse::document).toList());
      case Boolean flag -> Document.fromBoolean(flag);
      case Number number -> Document.fromNumber(number.toString());
      default -> Document.fromString((String) value);
    };
  }

  @SuppressWarnings("unchecked") // the reader makes no other maps
  private static Object shape(SdkField<?> field, Object value) {
    SdkPojo builder = field.constructor().get();
    fill(builder, (Map<String, Object>) value);
    return ((Buildable) builder).build();
  }

  private static List<Object> list(SdkField<?> member, List<?> values) {
    List<Object> list = new ArrayList<>(values.size());
    for (Object value : values) {
      list.add(read(member, value));
    }
    return list;
  }

  private static Map<String, Object> map(SdkField<?> member, Map<?, ?> values) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      map.put((String) entry.getKey(), read(member, entry.getValue()));
    }
    return map;
  }
}
