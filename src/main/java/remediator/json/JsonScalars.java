package remediator.json;

import java.math.BigInteger;

/** Reads the values that hold no others: texts, numbers, true, false and null. */
abstract sealed class JsonScalars extends JsonCursor permits JsonReader {
  /** A number with more digits is none that Security Hub sends, and slow to read. */
  private static final int LONGEST_NUMBER = 100;

  JsonScalars(char[] text, int end) {
    super(text, end);
  }

  /** Behind the opening quote. */
  final String string() throws NotJson {
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

  final Number number() throws NotJson {
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

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  final Object word(String word, Object value) throws NotJson {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end || text[at + i] != word.charAt(i)) {
        throw wrong("there is no JSON value here");
      }
    }
    at += word.length();
    return value;
  }
}
