package awsemulator.states.asl;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies JSON values into and out of JSONata, which has a mark of its own for JSON's null: Java's
 * null means "undefined" there. Copies, so that no state can change another's input.
 */
final class JsonataValues {
  private JsonataValues() {}

  static Object in(Object value) {
    return switch (value) {
      case null -> Jsonata.NULL_VALUE;
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, member) -> copy.put((String) key, in(member)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(element -> copy.add(in(element)));
        yield copy;
      }
      default -> value;
    };
  }

  /**
   * @throws IllegalArgumentException where the value is not JSON, such as a function
   */
  static Object out(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, member) -> copy.put((String) key, out(member)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(element -> copy.add(out(element)));
        yield copy;
      }
      case String text -> text;
      case Number number -> number;
      case Boolean bool -> bool;
      case null -> null;
      default -> {
        if (Jsonata.NULL_VALUE.equals(value)) {
          yield null;
        }
        throw new IllegalArgumentException("the result is not JSON but a function");
      }
    };
  }
}
