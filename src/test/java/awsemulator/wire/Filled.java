package awsemulator.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/** Model objects with every member set, each to another value. */
public final class Filled {
  private final Set<Class<?>> open = new HashSet<>();
  private int count;

  private Filled() {}

  public static <T extends SdkPojo> T pojo(Class<T> type) {
    return type.cast(new Filled().fill(SdkPojos.builderOf(type)));
  }

  private Object fill(SdkPojo builder) {
    if (!open.add(builder.getClass())) {
      return null; // Some models contain themselves: a filter, an attribute value.
    }
    for (SdkField<?> field : builder.sdkFields()) {
      field.set(builder, value(field));
    }
    open.remove(builder.getClass());
    return SdkPojos.build(builder);
  }

  private Object value(SdkField<?> field) {
    count++;
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> "<" + field.memberName() + " & " + count + ">";
      case INTEGER -> count;
      case LONG -> (long) count;
      case DOUBLE -> count + 0.5;
      case FLOAT -> count + 0.5f;
      case BIG_DECIMAL -> BigDecimal.valueOf(count, 1);
      case BOOLEAN -> count % 2 == 0;
      case INSTANT -> Instant.ofEpochMilli(1_700_000_000_123L + count);
      case SDK_BYTES -> SdkBytes.fromUtf8String("bytes " + count);
      case DOCUMENT -> Document.fromMap(Map.of("n", Document.fromNumber(count)));
      case SDK_POJO -> fill(field.constructor().get());
      case LIST -> items(SdkPojos.memberOf(field));
      case MAP -> entries(SdkPojos.valueOf(field));
      default -> throw new AssertionError(field.marshallingType());
    };
  }

  private Map<String, Object> entries(SdkField<?> member) {
    String key = "key " + count;
    Object value = value(member);
    return value == null ? Map.of() : Map.of(key, value);
  }

  private List<Object> items(SdkField<?> member) {
    Object first = value(member);
    return first == null ? List.of() : List.of(first, value(member));
  }
}
