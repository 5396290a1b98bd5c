package remediator.group;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What has been asked of a group or a node and not been applied. */
final class PendingModifications {
  private PendingModifications() {}

  /** Names of all members that have a value, also of one that a newer SDK brings. */
  static List<String> names(SdkPojo values) {
    if (values == null) {
      return List.of();
    }
    return values.sdkFields().stream()
        .filter(f -> isSet(f.getValueOrDefault(values)))
        .map(SdkField::memberName)
        .toList();
  }

  private static boolean isSet(Object value) {
    return value != null && !(value instanceof Collection<?> list && list.isEmpty());
  }
}
