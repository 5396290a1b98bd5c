package awsemulator.states.asl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonataExpressionTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

  private static Object evaluate(String text) throws StatesError {
    return evaluate(text, Map.of());
  }

  private static Object evaluate(String text, Map<String, Object> variables) throws StatesError {
    return JsonataExpression.compile("here", text)
        .evaluate(new VariableScope(CLOCK, variables, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$string($partition([1,2,3,4,5], 2))|[[1,2],[3,4],[5]]",
        "$string($range(1, 9, 4))|[1,5,9]",
        "$hash('abc', 'SHA-1')|a9993e364706816aba3e25717850c26c9cd0d89d",
        "$string($parse('{\"a\": [1]}'))|{\"a\":[1]}",
        "$now()|2026-11-01T12:00:00.000Z",
        "$string($millis())|1793534400000",
        "$string($random(7) = $random(7))|true",
        "$string($length($uuid()))|36",
      })
  void stepFunctionsAddsItsOwnFunctions(String text, String result) throws StatesError {
    assertThat(evaluate(text)).isEqualTo(result);
  }

  /** Each has two members, and ends before the next one begins. */
  @Test
  void manyObjectsSideBySideAreNotDeep() throws StatesError {
    assertThat(evaluate("$count([$range(1, 500, 1).{'a': [$.{'b': $, 'c': $}]}])")).isEqualTo(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$range(1, 2000, 1)|1000",
        "$hash('abc', 'MD4')|MD4",
        "$parse('{')|$parse",
        "missing.path|undefined",
        "1 + 'a'|here",
        "$sum|function",
        "($f := function($x) { 1 + $f($x) }; $f(1))|here",
      })
  void whatCannotBeEvaluatedIsAQueryEvaluationError(String text, String problem) {
    assertThatThrownBy(() -> evaluate(text))
        .isInstanceOf(StatesError.class)
        .hasMessageContaining(problem)
        .extracting(e -> ((StatesError) e).name())
        .isEqualTo("States.QueryEvaluationError");
  }

  /** As JSONata's reference implementation, which counts characters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$substring('🙂🙂🙂', 0, 500)|🙂🙂🙂",
        "$substring('a🙂b', 1, 1)|🙂",
        "$substring('a🙂b', 2)|b",
        "$substring('a🙂b', -2)|🙂b",
        "$substring('a🙂b', -2, 1)|🙂",
        "$substring('a🙂b', -9, 2)|a🙂",
        "'<' & $substring('ab', 0, 0) & $substring('ab', 5, 2) & '>'|<>",
      })
  void aTextIsCutByCharacters(String text, String result) throws StatesError {
    assertThat(evaluate(text)).isEqualTo(result);
  }

  @Test
  void nullIsAValueAndNotUndefined() throws StatesError {
    Map<String, Object> withNull = new HashMap<>();
    withNull.put("a", null);

    assertThat(evaluate("$v.a", Map.of("v", withNull))).isNull();
    assertThat(evaluate("$v.a = null", Map.of("v", withNull))).isEqualTo(true);
    assertThat(evaluate("$exists($v.b)", Map.of("v", withNull))).isEqualTo(false);
  }

  @Test
  void aResultIsACopyOfWhatItWasTakenFrom() throws StatesError {
    Map<String, Object> list = Map.of("list", List.of(1, 2));

    Object result = evaluate("$v.list", Map.of("v", list));

    assertThat(result).isEqualTo(List.of(1, 2)).isNotSameAs(list.get("list"));
  }
}
