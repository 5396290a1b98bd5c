package awsemulator.states.asl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON value in a definition in which every string <code>{% … %}</code> stands for what its
 * JSONata expression gives.
 */
public final class JsonTemplate {
  private static final Pattern WHOLE = Pattern.compile("\\{%(.*)%\\}", Pattern.DOTALL);

  private final Object value;

  private JsonTemplate(Object value) {
    this.value = value;
  }

  public static JsonTemplate compile(String place, Object value) {
    return new JsonTemplate(compiled(place, value));
  }

  private static Object compiled(String place, Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach(
            (key, member) -> members.put(key(place, key), compiled(place + "." + key, member)));
        yield members;
      }
      case List<?> list -> {
        List<Object> elements = new ArrayList<>();
        list.forEach(e -> elements.add(compiled(place + "[" + elements.size() + "]", e)));
        yield elements;
      }
      case String text -> leaf(place, text);
      case null -> null;
      default -> value;
    };
  }

  private static String key(String place, Object key) {
    String name = (String) key;
    if (name.endsWith(".$")) {
      throw new InvalidDefinition(place, "field " + name + " is JSONPath; the machine is JSONata");
    }
    return name;
  }

  private static Object leaf(String place, String text) {
    Matcher whole = WHOLE.matcher(text);
    if (whole.matches()) {
      return JsonataExpression.compile(place, whole.group(1));
    }
    if (text.contains("{%") || text.contains("%}")) {
      throw new InvalidDefinition(
          place, "an expression must be the whole string, from {% to %}, without spaces around");
    }
    return text;
  }

  /** The value as it is written, with expressions as opaque objects. */
  public Object written() {
    return value;
  }

  public void expressions(Consumer<JsonataExpression> visitor) {
    visit(value, visitor);
  }

  private static void visit(Object value, Consumer<JsonataExpression> visitor) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(member -> visit(member, visitor));
    } else if (value instanceof List<?> list) {
      list.forEach(element -> visit(element, visitor));
    } else if (value instanceof JsonataExpression expression) {
      visitor.accept(expression);
    }
  }

  /**
   * @throws StatesError States.QueryEvaluationError
   */
  public Object evaluate(VariableScope scope) throws StatesError {
    return evaluate(value, scope);
  }

  private static Object evaluate(Object value, VariableScope scope) throws StatesError {
    if (value instanceof JsonataExpression expression) {
      return expression.evaluate(scope);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> members = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        members.put((String) member.getKey(), evaluate(member.getValue(), scope));
      }
      return members;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      for (Object element : list) {
        elements.add(evaluate(element, scope));
      }
      return elements;
    }
    return value;
  }
}
