package remediator.plan;

import java.util.List;
import remediator.group.EngineVersion;

/** Compares two different legal values of a setting. */
@FunctionalInterface
interface Tightness {
  /** To ask is tighter than not to. */
  Tightness ASK = order("ask", "skip");

  /** Of two numbers the smaller is tighter. */
  Tightness FEWER = (parameter, tag) -> number(tag) < number(parameter);

  /** Of two numbers the larger is tighter. */
  Tightness MORE = (parameter, tag) -> number(tag) > number(parameter);

  /**
   * Whether the tag's value is tighter.
   *
   * @param parameter the value of the template's parameter
   * @param tag the value of the tag; another one
   */
  boolean isTighter(String parameter, String tag);

  /**
   * Orders words.
   *
   * @param words all that are legal, the tightest first
   */
  static Tightness order(String... words) {
    List<String> order = List.of(words);
    return (parameter, tag) -> order.indexOf(tag) < order.indexOf(parameter);
  }

  /** As {@link #MORE}, with a word that is tighter than every number. */
  static Tightness moreOr(String tightest) {
    return (parameter, tag) ->
        !parameter.equals(tightest) && (tag.equals(tightest) || MORE.isTighter(parameter, tag));
  }

  /** Of two versions the lower is tighter, and a word is the highest. */
  static Tightness lowerVersion(String highest) {
    return (parameter, tag) ->
        !tag.equals(highest)
            && (parameter.equals(highest) || version(tag).compareTo(version(parameter)) < 0);
  }

  /** Whether a maintenance window lies within another. */
  static boolean narrower(String parameter, String tag) {
    return parameter.equals("any")
        || (parameter.contains(":")
            && tag.contains(":")
            && Window.parse(parameter).contains(Window.parse(tag)));
  }

  private static EngineVersion version(String text) {
    return EngineVersion.parse("redis", text);
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }
}
