package awsemulator.template.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Typed looks into plain maps and lists; the place says where, for errors. */
public final class YamlTree {
  private YamlTree() {}

  public static Map<String, Object> map(String place, Object value) {
    if (value == null) {
      return new LinkedHashMap<>();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new InvalidTemplate(place, "must be a map");
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach((key, member) -> copy.put(String.valueOf(key), member));
    return copy;
  }

  public static List<?> list(String place, Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw new InvalidTemplate(place, "must be a list");
    };
  }

  /** A string; numbers and booleans are written as CloudFormation writes them. */
  public static String text(String place, Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      case null, default -> throw new InvalidTemplate(place, "must be a string");
    };
  }

  public static String textOr(String place, Object value, String otherwise) {
    return value == null ? otherwise : text(place, value);
  }

  public static int whole(String place, Object value, int otherwise) {
    String text = textOr(place, value, String.valueOf(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidTemplate(place, text + " is not a whole number");
    }
  }

  /** The only entry of an intrinsic's map, or null where the value is none. */
  public static Map.Entry<String, Object> intrinsic(Object value) {
    if (value instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String name = String.valueOf(only.getKey());
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return Map.entry(name, only.getValue());
      }
    }
    return null;
  }
}
