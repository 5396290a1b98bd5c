package remediator.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value (RFC 8259), and nothing that only looks like it: no key twice, no comments,
 * no single quotes, no leading zeros, no trailing commas, nothing behind it.
 */
final class JsonReader {
  /** Security Hub's events are nested ten deep. */
  private static final int DEEPEST = 200;

  /** A number with more digits is none that Security Hub sends, and slow to read. */
  private static final int LONGEST_NUMBER = 100;

  private final char[] text;
  private final int end;
  private int at;
  private int depth;

  JsonReader(char[] text, int end) {
    this.text = text;
    this.end = end;
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

  /** Behind the opening quote. */
  private String string() throws NotJson {
    int start = at;
    while (at < end) {
      char c = text[at];
      if (c == '"') {
        return new String(text, start, at++ - start);
      }
      if (c == '\\') {
        return escaped(start);
      }
      if (c < ' ') {
        throw wrong("a control character in a text is not escaped");
      }
      at++;
    }
    throw wrong("a text does not end");
  }

  /** The same from the first backslash on. */
  private String escaped(int start) throws NotJson {
    StringBuilder out = new StringBuilder().append(text, start, at - start);
    while (at < end) {
      char c = text[at++];
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw wrong("a control character in a text is not escaped");
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw wrong("a text does not end");
  }

  private char escape() throws NotJson {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape in a text is none of JSON's");
    };
  }

  private char unicode() throws NotJson {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw wrong("an escape in a text is none of JSON's");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private Number number() throws NotJson {
    int start = at;
    taken('-');
    if (!taken('0')) {
      digits();
    }
    boolean whole = true;
    if (taken('.')) {
      whole = false;
      digits();
    }
    if (taken('e') || taken('E')) {
      whole = false;
      if (!taken('-')) {
        taken('+');
      }
      digits();
    }
    if (at - start > LONGEST_NUMBER) {
      throw wrong("a number has more than " + LONGEST_NUMBER + " characters");
    }
    String digits = new String(text, start, at - start);
    return whole ? whole(digits) : fraction(digits);
  }

  private static Number whole(String digits) {
    // Nine digits always fit, and a sign.
    if (digits.length() < 10) {
      return Integer.valueOf(digits);
    }
    BigInteger value = new BigInteger(digits);
    if (value.bitLength() < 32) {
      return value.intValue();
    }
    if (value.bitLength() < 64) {
      return value.longValue();
    }
    return value;
  }

  private Double fraction(String digits) throws NotJson {
    Double value = Double.valueOf(digits);
    if (value.isInfinite()) {
      throw wrong("a number is larger than can be held");
    }
    return value;
  }

  private void digits() throws NotJson {
    int start = at;
    while (at < end && isDigit(text[at])) {
      at++;
    }
    if (at == start) {
      throw wrong("a number is not as JSON has it");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Object word(String word, Object value) throws NotJson {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end || text[at + i] != word.charAt(i)) {
        throw wrong("there is no JSON value here");
      }
    }
    at += word.length();
    return value;
  }

  private void skipSpace() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }

  private boolean taken(char c) {
    if (at < end && text[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private void take(char c, String what) throws NotJson {
    if (!taken(c)) {
      throw wrong("there should be " + what + " here");
    }
  }

  private char peek() throws NotJson {
    if (at == end) {
      throw wrong("it ends in the middle");
    }
    return text[at];
  }

  private NotJson wrong(String why) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < at; i++) {
      column++;
      if (text[i] == '\n') {
        line++;
        column = 1;
      }
    }
    return new NotJson(why + " (line " + line + ", column " + column + ")");
  }
}
