package remediator.local.states.asl;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.Set;

/** One JSONata expression of a definition, compiled when the machine is deployed. */
final class Expression {
  /** A runaway recursion must not hang the run; Step Functions bounds depth and time too. */
  private static final long MOST_MILLIS = 5_000;

  private static final int MOST_DEPTH = 200;

  private final String place;
  private final String text;
  private final Jsonata compiled;
  private final Names names;

  private Expression(String place, String text, Jsonata compiled, Names names) {
    this.place = place;
    this.text = text;
    this.compiled = compiled;
    this.names = names;
  }

  static Expression compile(String place, String text) {
    try {
      Jsonata compiled = Jsonata.jsonata(text);
      compiled.setOutputConvertNulls(false);
      return new Expression(place, text, compiled, Names.of(text));
    } catch (JException e) {
      throw new InvalidDefinition(place, "not JSONata: " + e.getMessage());
    }
  }

  String place() {
    return place;
  }

  String text() {
    return text;
  }

  /** The variables it uses and neither binds itself nor gets from JSONata. */
  Set<String> variables() {
    return names.free();
  }

  /** The members of {@code $states} that it uses. */
  Set<String> statesMembers() {
    return names.statesMembers();
  }

  /**
   * @throws StatesError States.QueryEvaluationError, where it fails, or gives nothing ("undefined")
   */
  Object evaluate(Scope scope) throws StatesError {
    Object result;
    try {
      Jsonata.Frame frame = compiled.createFrame();
      scope.bind(frame);
      frame.setRuntimeBounds(MOST_MILLIS, MOST_DEPTH);
      result = compiled.evaluate(null, frame);
      if (result == null) {
        throw StatesError.query(place, "the JSONata expression returned nothing (undefined)");
      }
      return Values.out(result);
    } catch (RuntimeException e) {
      throw StatesError.query(place, e.getMessage());
    }
  }
}
