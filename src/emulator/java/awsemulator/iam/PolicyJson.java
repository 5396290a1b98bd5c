package awsemulator.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Policy elements as plain maps and lists; most may be one value or a list of them. */
final class PolicyJson {
  private PolicyJson() {}

  static Map<String, Object> object(String element, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidPolicy(element + " must be an object");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    map.forEach((key, member) -> object.put(String.valueOf(key), member));
    return object;
  }

  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  static List<String> texts(String element, Object value) {
    List<String> texts = new ArrayList<>();
    for (Object one : list(value)) {
      switch (one) {
        case String text -> texts.add(text);
        case Boolean bool -> texts.add(bool.toString());
        case Number number -> texts.add(number.toString());
        default -> throw new InvalidPolicy(element + " must be a string or a list of strings");
      }
    }
    return List.copyOf(texts);
  }
}
