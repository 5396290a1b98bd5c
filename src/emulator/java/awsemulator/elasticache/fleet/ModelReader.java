package awsemulator.elasticache.fleet;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Turns what the AWS CLI prints into the SDK's own classes, member by member. What the owner's CLI
 * knows and this SDK does not is left out, and told.
 */
final class ModelReader {
  private final Set<String> unknown = new TreeSet<>();

  /** The members of each class; thousands of objects are of one class. */
  private final Map<Class<?>, Set<String>> known = new HashMap<>();

  /**
   * Fills a builder of the SDK's.
   *
   * @param where the file and the field that hold the object, for messages
   * @throws IllegalArgumentException with a sentence, for a value of another type
   */
  <B extends SdkBuilder<B, ?> & SdkPojo> B fill(B builder, Map<?, ?> json, String where) {
    fillPojo(builder, json, where);
    return builder;
  }

  private void fillPojo(SdkPojo builder, Map<?, ?> json, String where) {
    Set<String> known = this.known.computeIfAbsent(builder.getClass(), _ -> names(builder));
    for (SdkField<?> field : builder.sdkFields()) {
      Object value = json.get(field.memberName());
      if (value != null) {
        field.set(builder, value(field, value, where + "." + field.memberName()));
      }
    }
    for (Object key : json.keySet()) {
      if (!known.contains(key)) {
        unknown.add(String.valueOf(key));
      }
    }
  }

  private static Set<String> names(SdkPojo builder) {
    return builder.sdkFields().stream()
        .map(SdkField::memberName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of members that the model does not have, in what was read so far. */
  Set<String> unknown() {
    return Collections.unmodifiableSet(unknown);
  }

  private Object value(SdkField<?> field, Object json, String where) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return object(field, json, where);
    }
    if (type.equals(MarshallingType.LIST)) {
      return list(field, json, where);
    }
    if (type.equals(MarshallingType.STRING) && json instanceof String) {
      return json;
    }
    if (type.equals(MarshallingType.BOOLEAN) && json instanceof Boolean) {
      return json;
    }
    if (type.equals(MarshallingType.INTEGER) && json instanceof Integer) {
      return json;
    }
    if (type.equals(MarshallingType.INSTANT)) {
      return instant(json, where);
    }
    throw wrong(where, json, type.getTargetClass().getSimpleName());
  }

  private Object object(SdkField<?> field, Object json, String where) {
    if (json instanceof Map<?, ?> map) {
      SdkPojo builder = field.constructor().get();
      fillPojo(builder, map, where);
      return ((Buildable) builder).build();
    }
    throw wrong(where, json, "object");
  }

  private List<Object> list(SdkField<?> field, Object json, String where) {
    if (json instanceof List<?> items) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      List<Object> values = new ArrayList<>();
      for (Object item : items) {
        values.add(value(member, item, where + "[" + values.size() + "]"));
      }
      return values;
    }
    throw wrong(where, json, "list");
  }

  /** The CLI prints times as ISO 8601, or as seconds with its older format. */
  private static Instant instant(Object json, String where) {
    if (json instanceof Number seconds) {
      BigDecimal millis = new BigDecimal(seconds.toString()).movePointRight(3);
      return Instant.ofEpochMilli(millis.longValue());
    }
    if (json instanceof String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(where + " is not a time: \"" + text + "\"", e);
      }
    }
    throw wrong(where, json, "time");
  }

  private static IllegalArgumentException wrong(String where, Object json, String expected) {
    String found = json instanceof String ? "\"" + json + "\"" : String.valueOf(json);
    String type = expected.toLowerCase(Locale.ROOT);
    return new IllegalArgumentException(
        where + " should be of the type " + type + ", but is " + found);
  }
}
