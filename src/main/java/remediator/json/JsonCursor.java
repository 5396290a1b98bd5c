package remediator.json;

/** A place in a text, and what comes next there. */
abstract sealed class JsonCursor permits JsonScalars {
  final char[] text;
  final int end;
  int at;

  JsonCursor(char[] text, int end) {
    this.text = text;
    this.end = end;
  }

  final void skipSpace() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
  }

  final boolean taken(char c) {
    if (at < end && text[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  final void take(char c, String what) throws NotJson {
    if (!taken(c)) {
      throw wrong("there should be " + what + " here");
    }
  }

  final char peek() throws NotJson {
    if (at == end) {
      throw wrong("it ends in the middle");
    }
    return text[at];
  }

  /** Says where. */
  final NotJson wrong(String why) {
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
