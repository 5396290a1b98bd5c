package awsemulator.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;

/** Single values as the Query protocol writes them: always text. */
final class QueryTexts {
  private QueryTexts() {}

  static Object read(SdkField<?> field, String text, String path) {
    try {
      return switch (field.marshallingType().getKnownType()) {
        case STRING -> text;
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case SHORT -> Short.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BIG_DECIMAL -> new BigDecimal(text);
        case BOOLEAN -> flag(text, path);
        case INSTANT -> SdkTimestamps.parseText(text, path);
        case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        default -> throw new WireException(path + " is of a kind that the Query protocol lacks");
      };
    } catch (IllegalArgumentException e) {
      throw new WireException(path + " has an illegal value: " + text);
    }
  }

  private static Boolean flag(String text, String path) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new WireException(path + " must be true or false, not " + text);
    };
  }

  static String write(Object value) {
    return switch (value) {
      case Instant time -> SdkTimestamps.text(time);
      case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }
}
