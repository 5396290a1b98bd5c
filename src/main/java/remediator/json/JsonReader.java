package remediator.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value (RFC 8259), and nothing that only looks like it: no key twice, no comments,
 * no single quotes, no leading zeros, no trailing commas, nothing behind it.
 */
final class JsonReader extends JsonScalars {
  /** Security Hub's events are nested ten deep. */
  private static final int DEEPEST = 200;

  private int depth;

  JsonReader(char[] text, int end) {
    super(text, end);
  }

  /** The one value that the text holds. */
  Object only() throws NotJson {
    skipSpace();
    if (at == end) {
      throw new NotJson("it is empty");
    }
    Object value = value();
    skipSpace();
    if (at < end) {
      throw wrong("there is more text after the JSON value");
    }
    return value;
  }

  private Object value() throws NotJson {
    char c = peek();
    if (c == '"') {
      at++;
      return string();
    }
    if (c == '{' || c == '[') {
      if (++depth > DEEPEST) {
        throw wrong("it is nested more than " + DEEPEST + " deep");
      }
      at++;
      Object value = c == '{' ? object() : list();
      depth--;
      return value;
    }
    if (c == '-' || isDigit(c)) {
      return number();
    }
    if (c == 't') {
      return word("true", true);
    }
    if (c == 'f') {
      return word("false", false);
    }
    return word("null", null);
  }

  private Map<String, Object> object() throws NotJson {
    Map<String, Object> object = new LinkedHashMap<>();
    skipSpace();
    if (taken('}')) {
      return object;
    }
    do {
      skipSpace();
      take('"', "a key in double quotes");
      String key = string();
      if (object.containsKey(key)) {
        throw wrong("a key is there twice");
      }
      skipSpace();
      take(':', "a colon");
      skipSpace();
      object.put(key, value());
      skipSpace();
    } while (taken(','));
    take('}', "a comma or a closing brace");
    return object;
  }

  private List<Object> list() throws NotJson {
    List<Object> list = new ArrayList<>();
    skipSpace();
    if (taken(']')) {
      return list;
    }
    do {
      skipSpace();
      list.add(value());
      skipSpace();
    } while (taken(','));
    take(']', "a comma or a closing bracket");
    return list;
  }
}
