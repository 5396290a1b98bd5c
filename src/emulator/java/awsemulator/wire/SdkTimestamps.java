package awsemulator.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Points in time, as a member's model says, else as its protocol does. */
final class SdkTimestamps {
  private SdkTimestamps() {}

  static Format formatOf(SdkField<?> field, Format byDefault) {
    TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
    return trait == null ? byDefault : trait.format();
  }

  static Instant parseText(String text, String path) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new WireException(path + " is not an ISO 8601 time: " + text);
    }
  }

  static Instant fromSeconds(Number seconds) {
    return Instant.ofEpochMilli(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
  }

  static String text(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.atOffset(ZoneOffset.UTC));
  }

  /** Seconds and milliseconds, which is all that AWS's JSON carries. */
  static Number seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
