package awsemulator.wire;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** What the SDK's generated classes have in common. */
final class SdkPojos {
  private SdkPojos() {}

  /** An empty builder of that model class. */
  static SdkPojo builderOf(Class<? extends SdkPojo> type) {
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " is not a class of the SDK's model", e);
    }
  }

  static Object build(SdkPojo builder) {
    return ((Buildable) builder).build();
  }

  /** Whether a caller has set the member; the SDK stands special empty lists in for unset ones. */
  static boolean isSet(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  static SdkField<?> memberOf(SdkField<?> list) {
    return list.getTrait(ListTrait.class).memberFieldInfo();
  }

  static SdkField<?> valueOf(SdkField<?> map) {
    return map.getTrait(MapTrait.class).valueFieldInfo();
  }
}
