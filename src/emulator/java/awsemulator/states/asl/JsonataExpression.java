package awsemulator.states.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import java.util.Set;

/** One JSONata expression of a definition, compiled when the machine is deployed. */
public final class JsonataExpression {
  /** A runaway recursion must not hang the run; Step Functions bounds depth and time too. */
  private static final Duration MOST_TIME = Duration.ofSeconds(5);

  private static final int MOST_DEPTH = 200;

  private final String place;
  private final String text;
  private final Jsonata compiled;
  private final JsonataNames names;

  private JsonataExpression(String place, String text, Jsonata compiled, JsonataNames names) {
    this.place = place;
    this.text = text;
    this.compiled = compiled;
    this.names = names;
  }

  static JsonataExpression compile(String place, String text) {
    try {
      Jsonata compiled = Jsonata.jsonata(text);
      compiled.setOutputConvertNulls(false);
      return new JsonataExpression(place, text, compiled, JsonataNames.of(text));
    } catch (JException e) {
      throw new InvalidDefinition(place, "not JSONata: " + e.getMessage());
    }
  }

  public String place() {
    return place;
  }

  public String text() {
    return text;
  }

  /** The variables it uses and neither binds itself nor gets from JSONata. */
  public Set<String> variables() {
    return names.free();
  }

  /** The members of {@code $states} that it uses. */
  public Set<String> statesMembers() {
    return names.statesMembers();
  }

  /**
   * @throws StatesError States.QueryEvaluationError, where it fails, or gives nothing ("undefined")
   */
  Object evaluate(VariableScope scope) throws StatesError {
    Object result;
    try {
      Jsonata.Frame frame = compiled.createFrame();
      scope.bind(frame);
      bound(frame);
      result = compiled.evaluate(null, frame);
      if (result == null) {
        throw StatesError.query(place, "the JSONata expression returned nothing (undefined)");
      }
      return JsonataValues.out(result);
    } catch (RuntimeException e) {
      throw StatesError.query(place, e.getMessage());
    }
  }

  /**
   * The library's own bounds do not do: they forget that an evaluation has ended where an object
   * has two members, so that a hundred such objects side by side are deep to them.
   */
  private static void bound(Jsonata.Frame frame) {
    long began = System.nanoTime();
    int[] depth = {0};
    frame.setEvaluateEntryCallback(
        (_, _, _) -> {
          depth[0]++;
          if (depth[0] > MOST_DEPTH) {
            throw new IllegalStateException("deeper than " + MOST_DEPTH + " expressions");
          }
          if (System.nanoTime() - began > MOST_TIME.toNanos()) {
            throw new IllegalStateException("longer than " + MOST_TIME.toSeconds() + " s");
          }
        });
    frame.setEvaluateExitCallback((_, _, _, _) -> depth[0]--);
  }
}
