package awsemulator.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * Plain maps and lists to model objects. Strict: a member that the model does not know, or a value
 * of another kind than it says, is an error that names the path, such as {@code
 * ReplicationGroups[0].NodeGroups[1].Slots}.
 */
public final class JsonReader {
  private static final JsonReader WIRE = new JsonReader(SdkField::locationName, false);
  private static final JsonReader CLI = new JsonReader(SdkField::memberName, true);

  private final Function<SdkField<?>, String> names;
  private final JsonScalars scalars;

  private JsonReader(Function<SdkField<?>, String> names, boolean isoTimes) {
    this.names = names;
    this.scalars = new JsonScalars(isoTimes);
  }

  /** The body of a call in AWS's JSON protocols. */
  public static <T extends SdkPojo> T read(Map<String, Object> body, Class<T> type) {
    return type.cast(WIRE.structure(body, SdkPojos.builderOf(type), ""));
  }

  /**
   * An answer of the AWS CLI: the model's own member names, times in ISO 8601.
   *
   * @param type the response class, or that of any part of it
   * @throws WireException naming the first member that does not fit
   */
  public static <T extends SdkPojo> T fromJson(Map<String, Object> answer, Class<T> type) {
    return type.cast(CLI.structure(answer, SdkPojos.builderOf(type), ""));
  }

  private Object structure(Object value, SdkPojo builder, String path) {
    Map<String, SdkField<?>> fields = new LinkedHashMap<>();
    for (SdkField<?> field : builder.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD) {
        fields.put(names.apply(field), field);
      }
    }
    object(value, path)
        .forEach(
            (name, member) -> {
              String where = path.isEmpty() ? name : path + "." + name;
              SdkField<?> field = fields.get(name);
              if (field == null) {
                throw new WireException("Unknown member: " + where);
              }
              field.set(builder, value(field, member, where));
            });
    return SdkPojos.build(builder);
  }

  private Object value(SdkField<?> field, Object value, String path) {
    MarshallingKnownType type = field.marshallingType().getKnownType();
    if (value == null && type != MarshallingKnownType.DOCUMENT) {
      return null;
    }
    return switch (type) {
      case DOCUMENT -> SdkDocuments.of(value);
      case SDK_POJO -> structure(value, field.constructor().get(), path);
      case LIST -> list(SdkPojos.memberOf(field), value, path);
      case MAP -> map(SdkPojos.valueOf(field), value, path);
      default -> scalars.read(field, value, path);
    };
  }

  private List<Object> list(SdkField<?> member, Object value, String path) {
    if (!(value instanceof List<?> items)) {
      throw new WireException(path + " must be a list");
    }
    List<Object> values = new ArrayList<>();
    for (Object item : items) {
      values.add(value(member, item, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private Map<String, Object> map(SdkField<?> member, Object value, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    object(value, path)
        .forEach((name, item) -> values.put(name, value(member, item, path + "." + name)));
    return values;
  }

  private static Map<String, Object> object(Object value, String path) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new WireException((path.isEmpty() ? "it" : path) + " must be an object");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((name, member) -> object.put(String.valueOf(name), member));
    return object;
  }
}
