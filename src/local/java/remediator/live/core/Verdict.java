package remediator.live.core;

/** What asking an expectation has shown; {@code why} is empty where it holds. */
public record Verdict(Kind kind, String why) {
  /** How it ended. */
  public enum Kind {
    HOLDS("holds"),
    DIFFERS("differs"),
    NOT_ASKED("could not be asked");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public static Verdict holds() {
    return new Verdict(Kind.HOLDS, "");
  }

  public static Verdict differs(String why) {
    return new Verdict(Kind.DIFFERS, why);
  }

  public static Verdict notAsked(String why) {
    return new Verdict(Kind.NOT_ASKED, why);
  }

  /** Holds where the two are equal. */
  public static Verdict same(String what, Object expected, Object seen) {
    return expected.equals(seen)
        ? holds()
        : differs("%s: expected %s, seen %s".formatted(what, expected, seen));
  }

  /** Holds where it is so. */
  public static Verdict that(boolean so, String otherwise) {
    return so ? holds() : differs(otherwise);
  }
}
