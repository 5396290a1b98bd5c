package awsemulator.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * Single values in JSON.
 *
 * @param isoTimes whether times are ISO 8601 text where the model does not say
 */
record JsonScalars(boolean isoTimes) {
  Object read(SdkField<?> field, Object value, String path) {
    try {
      return switch (field.marshallingType().getKnownType()) {
        case STRING -> text(value, path);
        case BOOLEAN -> flag(value, path);
        case INTEGER -> number(value, path).intValueExact();
        case LONG -> number(value, path).longValueExact();
        case SHORT -> number(value, path).shortValueExact();
        case FLOAT -> number(value, path).floatValue();
        case DOUBLE -> number(value, path).doubleValue();
        case BIG_DECIMAL -> number(value, path);
        case INSTANT -> time(field, value, path);
        case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text(value, path)));
        default -> throw new WireException(path + " is of a kind that JSON lacks");
      };
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new WireException(path + " has an illegal value: " + value);
    }
  }

  private Instant time(SdkField<?> field, Object value, String path) {
    Format format =
        SdkTimestamps.formatOf(field, isoTimes ? Format.ISO_8601 : Format.UNIX_TIMESTAMP);
    boolean seconds = isoTimes ? value instanceof Number : format == Format.UNIX_TIMESTAMP;
    return seconds
        ? SdkTimestamps.fromSeconds(number(value, path))
        : SdkTimestamps.parseText(text(value, path), path);
  }

  private static String text(Object value, String path) {
    if (value instanceof String text) {
      return text;
    }
    throw new WireException(path + " must be a string");
  }

  private static Boolean flag(Object value, String path) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new WireException(path + " must be true or false");
  }

  private static BigDecimal number(Object value, String path) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    throw new WireException(path + " must be a number");
  }
}
