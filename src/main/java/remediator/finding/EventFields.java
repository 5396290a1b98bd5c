package remediator.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One JSON object of an event, read with the path in mind, so that what is missing or of the wrong
 * type is named: {@code detail.findings[2].Compliance.Status is missing}.
 */
final class EventFields {
  private final Map<?, ?> object;
  private final String path;

  private EventFields(Map<?, ?> object, String path) {
    this.object = object;
    this.path = path;
  }

  static EventFields of(Map<?, ?> object) {
    return new EventFields(object, "");
  }

  /** A text that must be there and not be empty. */
  String text(String name) {
    String value = textOr(name, null);
    if (value == null || value.isEmpty()) {
      throw new InvalidEventException(at(name) + " is missing");
    }
    return value;
  }

  /** A text, or the other where the field is absent. */
  String textOr(String name, String other) {
    Object value = object.get(name);
    if (value == null) {
      return other;
    }
    return switch (value) {
      case String text -> text;
      default -> throw wrongType(name, value, "text");
    };
  }

  /** A whole number that must be there. */
  long number(String name) {
    Object value = object.get(name);
    return switch (value) {
      case null -> throw new InvalidEventException(at(name) + " is missing");
      case Integer number -> number;
      case Long number -> number;
      default -> throw wrongType(name, value, "a whole number");
    };
  }

  /** True only where the field is there and true. */
  boolean isTrue(String name) {
    Object value = object.get(name);
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      default -> throw wrongType(name, value, "true or false");
    };
  }

  /** An object that must be there. */
  EventFields object(String name) {
    Object value = object.get(name);
    return switch (value) {
      case null -> throw new InvalidEventException(at(name) + " is missing");
      case Map<?, ?> map -> new EventFields(map, at(name));
      default -> throw wrongType(name, value, "an object");
    };
  }

  /** An object, or an empty one where the field is absent. */
  EventFields objectOrEmpty(String name) {
    return object.get(name) == null ? new EventFields(Map.of(), at(name)) : object(name);
  }

  /** The elements of a list that must be there, each as it stands. */
  List<Element> list(String name) {
    Object value = object.get(name);
    if (value == null) {
      throw new InvalidEventException(at(name) + " is missing");
    }
    if (!(value instanceof List<?> list)) {
      throw wrongType(name, value, "a list");
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new Element(list.get(i), at(name) + "[" + i + "]"));
    }
    return elements;
  }

  /** An element of a list, not yet known to be an object. */
  record Element(Object value, String path) {
    EventFields fields() {
      if (value instanceof Map<?, ?> map) {
        return new EventFields(map, path);
      }
      throw new InvalidEventException(path + " is " + typeOf(value) + ", not an object");
    }
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private InvalidEventException wrongType(String name, Object value, String wanted) {
    return new InvalidEventException(at(name) + " is " + typeOf(value) + ", not " + wanted);
  }

  private static String typeOf(Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "text";
      case Number _ -> "a number";
      case Boolean _ -> "true or false";
      case List<?> _ -> "a list";
      default -> "an object";
    };
  }
}
