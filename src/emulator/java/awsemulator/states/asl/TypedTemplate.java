package awsemulator.states.asl;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** A template whose result must be of one type; another is a States.QueryEvaluationError. */
public record TypedTemplate(String place, JsonTemplate template) {
  /** The most seconds that any field of the Amazon States Language takes: three years. */
  public static final int MOST_SECONDS = 99_999_999;

  public boolean bool(VariableScope scope) throws StatesError {
    if (template.evaluate(scope) instanceof Boolean bool) {
      return bool;
    }
    throw StatesError.query(place, "the result is not a boolean");
  }

  public String text(VariableScope scope) throws StatesError {
    if (template.evaluate(scope) instanceof String text) {
      return text;
    }
    throw StatesError.query(place, "the result is not a string");
  }

  /** Whole seconds, {@code least} or more. */
  public Duration seconds(VariableScope scope, int least) throws StatesError {
    Object value = template.evaluate(scope);
    if ((value instanceof Integer || value instanceof Long)
        && ((Number) value).longValue() >= least
        && ((Number) value).longValue() <= MOST_SECONDS) {
      return Duration.ofSeconds(((Number) value).longValue());
    }
    throw StatesError.query(
        place, value + " is not a whole number from " + least + " to " + MOST_SECONDS);
  }

  /** A time with a zone, RFC 3339. */
  public Instant time(VariableScope scope) throws StatesError {
    String text = text(scope);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw StatesError.query(place, text + " is not a time such as 2026-11-01T12:00:00Z");
    }
  }
}
