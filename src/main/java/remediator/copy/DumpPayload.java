package remediator.copy;

import java.util.Arrays;

/** What {@code DUMP} gives: one byte for the type, the value, and a trailer. */
final class DumpPayload {
  /** Two bytes for the version of the format and eight of checksum (documentation of DUMP). */
  private static final int TRAILER = 10;

  /** The module types of rdb.h, in Redis and in Valkey. */
  private static final int MODULE = 6;

  private static final int MODULE_2 = 7;

  private DumpPayload() {}

  static boolean isOfModule(byte[] payload) {
    return payload[0] == MODULE || payload[0] == MODULE_2;
  }

  /** Whether the same value is there in the same encoding; else it may still be the same value. */
  static boolean sameValue(byte[] one, byte[] other) {
    return Arrays.equals(
        one, 0, one.length - TRAILER, other, 0, Math.max(0, other.length - TRAILER));
  }
}
