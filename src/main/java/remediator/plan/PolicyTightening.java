package remediator.plan;

import java.util.List;
import remediator.group.EngineVersion;

/** Compares two values of a setting, as the setting's own comment says. */
final class PolicyTightening {
  private PolicyTightening() {}

  /**
   * Whether a tag's value is tighter than the parameter's.
   *
   * @param parameter a legal value
   * @param tag another legal value
   */
  static boolean isTighter(PolicySetting setting, String parameter, String tag) {
    return switch (setting) {
      case OPT_OUT -> isEarlier(tag, parameter, "true", "false");
      case MODE -> isEarlier(tag, parameter, "plan-only", "act");
      case SEVERAL_FAIL -> isEarlier(tag, parameter, "tls-first", "one-replacement");
      case OLDER_ENGINES -> isEarlier(tag, parameter, "upgrade", "replace");
      case TARGET_ENGINE -> isEarlier(tag, parameter, "redis", "valkey");
      case TARGET_VERSION -> isLower(tag, parameter);
      case CONTROLS -> parameter.equals(PolicySetting.ALL_CONTROLS);
      case KMS_KEY -> parameter.equals("service");
      case AUTH_SECRET, DNS_RECORD, NOTIFY -> true;
      case NEW_ID -> isEarlier(tag, parameter, "beside", "same");
      case AUTH -> tag.equals("none");
      case USER_GROUP -> parameter.equals("none");
      case DATA -> isEarlier(tag, parameter, "copy", "freeze", "accept-loss", "cache-only");
      case GATE_UPGRADE,
          GATE_PREFERRED,
          GATE_REPLACE,
          GATE_REQUIRED,
          GATE_AUTH,
          GATE_OFF,
          GATE_RETIRE ->
          isEarlier(tag, parameter, "ask", "skip");
      case GATE_CUT_OVER -> isEarlier(tag, parameter, "again", "ask", "skip");
      case REQUIRED_AFTER_QUIET_MINUTES -> isLonger(tag, parameter);
      case WINDOW -> isWithin(tag, parameter);
      case FREEZE_MINUTES, GATE_DAYS, PREFERRED_DAYS, MAX_ATTEMPTS ->
          number(tag) < number(parameter);
      case KEEP_OLD_DAYS -> number(tag) > number(parameter);
      case FINAL_SNAPSHOT -> isEarlier(tag, parameter, "keep", "delete");
      case KEEP_AUTOMATIC_SNAPSHOTS -> isEarlier(tag, parameter, "all", "newest", "none");
      case CLOUDFORMATION_OWNED, CONTROLLER_OWNED -> isEarlier(tag, parameter, "refuse", "allow");
    };
  }

  /** The tightest word comes first. */
  private static boolean isEarlier(String tag, String parameter, String... words) {
    List<String> order = List.of(words);
    return order.indexOf(tag) < order.indexOf(parameter);
  }

  private static boolean isLower(String tag, String parameter) {
    return !tag.equals("latest")
        && (parameter.equals("latest") || version(tag).compareTo(version(parameter)) < 0);
  }

  private static boolean isLonger(String tag, String parameter) {
    return !parameter.equals("never") && (tag.equals("never") || number(tag) > number(parameter));
  }

  private static boolean isWithin(String tag, String parameter) {
    return parameter.equals("any")
        || (parameter.contains(":")
            && tag.contains(":")
            && MaintenanceWindow.parse(parameter).contains(MaintenanceWindow.parse(tag)));
  }

  private static EngineVersion version(String text) {
    return EngineVersion.parse("redis", text);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
