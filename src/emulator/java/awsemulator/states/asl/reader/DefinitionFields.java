package awsemulator.states.asl.reader;

import awsemulator.states.asl.InvalidDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object of a definition, taken apart field by field; what nobody took is refused. */
final class DefinitionFields {
  private static final Set<String> JSON_PATH =
      Set.of(
          "InputPath",
          "OutputPath",
          "ResultPath",
          "ResultSelector",
          "Parameters",
          "Result",
          "Variable",
          "SecondsPath",
          "TimestampPath",
          "TimeoutSecondsPath",
          "HeartbeatSecondsPath",
          "ErrorPath",
          "CausePath",
          "ItemsPath");

  private final String place;
  private final Map<String, Object> left = new LinkedHashMap<>();

  DefinitionFields(String place, Object object) {
    this.place = place;
    if (!(object instanceof Map<?, ?> map)) {
      throw new InvalidDefinition(place, "must be an object");
    }
    map.forEach((name, value) -> left.put((String) name, value));
  }

  String place() {
    return place;
  }

  String place(String field) {
    return place + ", field " + field;
  }

  InvalidDefinition problem(String field, String problem) {
    return new InvalidDefinition(place(field), problem);
  }

  boolean has(String field) {
    return left.containsKey(field);
  }

  Object take(String field) {
    return left.remove(field);
  }

  Object need(String field) {
    if (!has(field)) {
      throw new InvalidDefinition(place, "needs the field " + field);
    }
    return take(field);
  }

  String text(String field) {
    if (need(field) instanceof String text) {
      return text;
    }
    throw problem(field, "must be a string");
  }

  String textOr(String field, String otherwise) {
    return has(field) ? text(field) : otherwise;
  }

  Number numberOr(String field, Number otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    if (take(field) instanceof Number number) {
      return number;
    }
    throw problem(field, "must be a number");
  }

  /** A whole number within bounds; null where the field is absent and {@code otherwise} is null. */
  Integer wholeOr(String field, Integer otherwise, int least, int most) {
    Number value = numberOr(field, otherwise);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer whole && whole >= least && whole <= most) {
      return whole;
    }
    throw problem(field, "must be a whole number from " + least + " to " + most);
  }

  /** The objects of an array; none where the field is absent. */
  List<DefinitionFields> objects(String field) {
    List<DefinitionFields> objects = new ArrayList<>();
    for (Object element : has(field) ? list(field) : List.of()) {
      objects.add(new DefinitionFields(place(field) + "[" + objects.size() + "]", element));
    }
    return objects;
  }

  List<?> list(String field) {
    if (need(field) instanceof List<?> list && !list.isEmpty()) {
      return list;
    }
    throw problem(field, "must be an array that is not empty");
  }

  /** Says that all fields were taken. */
  void end() {
    textOr("Comment", "");
    for (String name : left.keySet()) {
      boolean path = JSON_PATH.contains(name) || name.endsWith(".$");
      throw problem(
          name,
          path ? "is of JSONPath; the machine is JSONata" : "is not known to the local cloud");
    }
  }
}
