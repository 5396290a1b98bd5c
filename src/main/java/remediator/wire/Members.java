package remediator.wire;

import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** What the SDK's requests tell of their members. */
final class Members {
  private Members() {}

  /** Whether somebody has set it: the SDK has empty lists and maps of its own for what is not. */
  static boolean isSet(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }
}
