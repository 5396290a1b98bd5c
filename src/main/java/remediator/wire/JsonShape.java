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
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The SDK's requests and responses as JSON, by what each tells of its own members ("AWS JSON 1.0
 * protocol", Smithy).
 */
final class JsonShape {
  private JsonShape() {}

  /**
   * A request as a JSON object.
   *
   * @throws IllegalArgumentException for a member that is not in the body, or of a kind that none
   *     of the calls has that are made so
   */
  static Map<String, Object> write(SdkPojo shape) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (isThere(value)) {
        if (field.location() != MarshallLocation.PAYLOAD) {
          throw new IllegalArgumentException(field.memberName() + " is not in the body");
        }
        object.put(field.locationName(), value(value));
      }
    }
    return object;
  }

  /** Whether somebody has set it: the SDK has empty lists and maps of its own for what is not. */
  static boolean isThere(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private static Object value(Object value) {
    if (value instanceof SdkPojo shape) {
      return write(shape);
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
      case List<?> list -> Document.fromList(list.stream().map(JsonShape::document).toList());
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
