package awsemulator.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Model objects as the plain maps and lists of AWS's JSON protocols. */
public final class JsonWriter {
  private JsonWriter() {}

  /** Members that are not set are left out. */
  public static Map<String, Object> write(SdkPojo pojo) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (SdkPojos.isSet(value)) {
        if (field.location() != MarshallLocation.PAYLOAD) {
          throw new WireException(field.memberName() + " belongs in the " + field.location());
        }
        object.put(field.locationName(), value(field, value));
      }
    }
    return object;
  }

  private static Object value(SdkField<?> field, Object value) {
    return switch (value) {
      case null -> null;
      case SdkPojo pojo -> write(pojo);
      case List<?> list -> {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> items.add(value(SdkPojos.memberOf(field), item)));
        yield items;
      }
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach(
            (name, item) -> members.put((String) name, value(SdkPojos.valueOf(field), item)));
        yield members;
      }
      case Document document -> SdkDocuments.plain(document);
      case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
      case Instant time ->
          SdkTimestamps.formatOf(field, Format.UNIX_TIMESTAMP) == Format.UNIX_TIMESTAMP
              ? SdkTimestamps.seconds(time)
              : SdkTimestamps.text(time);
      default -> value;
    };
  }
}
