package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.ElastiCacheError;
import java.util.Arrays;
import java.util.List;

/** Rules for single values that Create and Modify share. */
public final class ValueRules {
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final int WEEK = 7 * 24 * 60;
  private static final int DAY = 24 * 60;

  private ValueRules() {}

  public static void description(String text) {
    if (text.isEmpty() || text.length() > 255) {
      throw ElastiCacheError.value("ReplicationGroupDescription must have 1 to 255 characters.");
    }
  }

  public static void oneOf(String member, String value, String... allowed) {
    if (value != null && !List.of(allowed).contains(value)) {
      throw ElastiCacheError.value(
          "Invalid value %s for %s. Valid values are %s."
              .formatted(value, member, String.join(", ", allowed)));
    }
  }

  public static void range(String member, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw ElastiCacheError.value(
          "Invalid value %d for %s. It must be between %d and %d."
              .formatted(value, member, least, most));
    }
  }

  public static void retention(Integer days) {
    range("SnapshotRetentionLimit", days, 0, 35);
  }

  /** ddd:hh24:mi-ddd:hh24:mi, at least 60 minutes. */
  public static void maintenanceWindow(String window) {
    String day = "(" + String.join("|", DAYS) + ")";
    String time = ":([01]\\d|2[0-3]):[0-5]\\d";
    if (!window.matches(day + time + "-" + day + time)) {
      throw ElastiCacheError.value("Invalid maintenance window: " + window + ".");
    }
    int[] ends = Arrays.stream(window.split("-", -1)).mapToInt(ValueRules::minuteOfWeek).toArray();
    if (Math.floorMod(ends[1] - ends[0], WEEK) < 60) {
      throw ElastiCacheError.value("The maintenance window must be at least 60 minutes.");
    }
  }

  /** hh:mm-hh:mm, at least 60 minutes. */
  public static void snapshotWindow(String window) {
    String time = "([01]\\d|2[0-3]):[0-5]\\d";
    if (!window.matches(time + "-" + time)) {
      throw ElastiCacheError.value("Invalid snapshot window: " + window + ".");
    }
    String[] ends = window.split("-", -1);
    if (Math.floorMod(minuteOfDay(ends[1]) - minuteOfDay(ends[0]), DAY) < 60) {
      throw ElastiCacheError.value("The snapshot window must be at least 60 minutes.");
    }
  }

  /** The topic's owner must be the group's, and ElastiCache publishes within its Region only. */
  public static void topic(String arn, CloudPlace place) {
    String own =
        "arn:" + place.partition() + ":sns:" + place.region() + ":" + place.account() + ":";
    if (!arn.startsWith(own) || arn.length() == own.length()) {
      throw ElastiCacheError.value("Invalid notification topic ARN: " + arn + ".");
    }
  }

  public static void ipDiscovery(String discovery, String networkType) {
    oneOf("IpDiscovery", discovery, "ipv4", "ipv6");
    if (networkType != null
        && !networkType.equals("dual_stack")
        && !networkType.equals(discovery)) {
      throw ElastiCacheError.combination(
          "IpDiscovery " + discovery + " does not fit NetworkType " + networkType + ".");
    }
  }

  private static int minuteOfWeek(String moment) {
    return DAYS.indexOf(moment.substring(0, 3)) * DAY + minuteOfDay(moment.substring(4));
  }

  private static int minuteOfDay(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
