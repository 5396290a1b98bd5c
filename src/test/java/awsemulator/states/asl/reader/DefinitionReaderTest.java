package awsemulator.states.asl.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.states.asl.InvalidDefinition;
import awsemulator.states.asl.MachineDefinition;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {
  private static final String TASK =
      "'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName':"
          + " 'f'}, 'End': true";
  private static final String TOKEN =
      "'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'End': true,"
          + " 'Arguments': {'FunctionName': 'f', 'Payload': ";

  private static MachineDefinition read(String text) {
    return DefinitionReader.read("flow.asl.json", text.replace('\'', '"'));
  }

  private static MachineDefinition state(String fields) {
    return read("{'QueryLanguage': 'JSONata', 'StartAt': 'S', 'States': {'S': {" + fields + "}}}");
  }

  @Test
  void aDefinitionKeepsItsStatesAndBounds() {
    MachineDefinition definition =
        read(
            "{'QueryLanguage': 'JSONata', 'Comment': 'c', 'Version': '1.0', 'StartAt': 'S',"
                + " 'TimeoutSeconds': 60, 'States': {'S': {'Type': 'Pass', 'Comment': 'c', 'Next':"
                + " 'E'}, 'E': {'Type': 'Succeed'}}}");

    assertThat(definition.states()).containsOnlyKeys("S", "E");
    assertThat(definition.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(definition.state("S").type()).isEqualTo("Pass");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Type': 'Pass', 'End': true, 'InputPath': '$'|field InputPath: is of JSONPath",
        "'Type': 'Pass', 'End': true, 'Parameters': {}|field Parameters: is of JSONPath",
        "'Type': 'Pass', 'End': true, 'Output': {'a.$': '$.a'}|a.$ is JSONPath",
        "'Type': 'Pass', 'End': true, 'Ouput': {}|field Ouput: is not known",
        "'Type': 'Pass', 'End': true, 'Retry': []|field Retry: is not known",
        "'Type': 'Pass'|needs either Next or",
        "'Type': 'Pass', 'End': true, 'Next': 'S'|needs either Next or",
        "'Type': 'Pass', 'Next': 'T'|there is no state T",
        "'Type': 'Parallel', 'End': true|Parallel is not known",
        "'Type': 'Wait', 'End': true|needs either Seconds or Timestamp",
        "'Type': 'Wait', 'End': true, 'SecondsPath': '$.s', 'Seconds': 1|is of JSONPath",
        "'Type': 'Choice', 'Choices': []|must be an array that is not empty",
        "'Type': 'Choice', 'Choices': [{'Next': 'S'}]|needs the field Condition",
        "'Type': 'Choice', 'Choices': [{'Condition': true, 'Next': 'T'}]|there is no state T",
        "'Type': 'Succeed', 'Assign': {'a': 1}|field Assign: is not known",
        "'Type': 'Choice', 'Choices': [{'Condition': true, 'Next': 'T'}], 'Default': 'S',"
            + " 'Assign': {'a': 1}|field Assign: of a whole Choice is not known",
        "'Type': 'Choice', 'Choices': [{'Condition': true, 'Next': 'T'}], 'Default': 'S',"
            + " 'Output': {'a': 1}|field Output: of a whole Choice is not known",
        "'Type': 'Pass', 'End': true, 'Output': '{% $states.input.'|must be the whole string",
        "'Type': 'Pass', 'End': true, 'Output': ' {% 1 %}'|must be the whole string",
        "'Type': 'Pass', 'End': true, 'Output': '{% 1 + %}'|not JSONata",
        "'Type': 'Pass', 'End': true, 'Output': '{% $typo %}'|$typo is neither",
        "'Type': 'Pass', 'End': true, 'Output': '{% $eval(1) %}'|$eval is neither",
        "'Type': 'Pass', 'End': true, 'Output': '{% $states.result %}'|$states.result does not",
        "'Type': 'Pass', 'End': true, 'Assign': {'states': 1}|states cannot be a variable",
        "'Type': 'Pass', 'End': true, 'Assign': {'a-b': 1}|a-b cannot be a variable",
      })
  void aMistakeIsRefusedNamingStateAndField(String fields, String problem) {
    assertThatThrownBy(() -> state(fields))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageContaining("state S")
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'TimeoutSecondsPath': '$.t'|is of JSONPath",
        "'HeartbeatSeconds': 5|means something only with .waitForTaskToken",
        "'Credentials': {}|field Credentials: is not known",
        "'Retry': [{'ErrorEquals': []}]|not empty",
        "'Retry': [{'ErrorEquals': ['E'], 'IntervalSeconds': 0}]|whole number from 1",
        "'Retry': [{'ErrorEquals': ['E'], 'BackoffRate': 0.5}]|must be 1.0 or more",
        "'Retry': [{'ErrorEquals': ['E'], 'MaxDelaySeconds': 1}]|whole number from 2",
        "'Retry': [{'ErrorEquals': ['E'], 'JitterStrategy': 'HALF'}]|NONE or FULL",
        "'Retry': [{'ErrorEquals': ['E'], 'Max': 1}]|field Max: is not known",
        "'Retry': [{'ErrorEquals': ['States.ALL', 'E']}]|States.ALL must be alone",
        "'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['E']}]|in the last one",
        "'Catch': [{'ErrorEquals': ['E']}]|needs the field Next",
        "'Catch': [{'ErrorEquals': ['E'], 'Next': 'T', 'ResultPath': '$'}]|is of JSONPath",
      })
  void aMistakeInATaskIsRefused(String field, String problem) {
    assertThatThrownBy(() -> state(TASK + ", " + field)).hasMessageContaining(problem);
  }

  @Test
  void onlyLambdaInvokeIsKnownAndItsTokenMustBePassed() {
    assertThatThrownBy(() -> state(TASK.replace("lambda:invoke", "sns:publish")))
        .hasMessageContaining("sns:publish is not known");
    assertThatThrownBy(() -> state(TASK.replace("FunctionName", "Function")))
        .hasMessageContaining("Function is not known");
    assertThatThrownBy(() -> state(TOKEN + "{}}")).hasMessageContaining("Task.Token");
    assertThat(state(TOKEN + "'{% $states.context.Task.Token %}'}").states()).hasSize(1);
  }

  @Test
  void theMachineAsAWholeMustBeSound() {
    assertThatThrownBy(() -> read("{'StartAt': 'S', 'States': {'S': {'Type': 'Succeed'}}}"))
        .hasMessageContaining("QueryLanguage");
    assertThatThrownBy(
            () -> read("{'QueryLanguage': 'JSONata', 'States': {'S': {'Type': 'Succeed'}}}"))
        .hasMessageContaining("StartAt");
    assertThatThrownBy(
            () ->
                read(
                    "{'QueryLanguage': 'JSONata', 'StartAt': 'S', 'States': {'S': {'Type':"
                        + " 'Succeed'}, 'Lost': {'Type': 'Succeed'}}}"))
        .hasMessageContaining("state Lost cannot be reached");
    assertThatThrownBy(() -> read("{'QueryLanguage': 'JSONata', 'QueryLanguage': 'JSONata'}"))
        .hasMessageContaining("not YAML");
  }

  @Test
  void yamlIsReadAsWhereTheMachineIsMade() {
    String pass = "QueryLanguage: JSONata\nStartAt: S\nStates:\n  S: {Type: Pass, End: true%s}\n";
    assertThat(DefinitionReader.read("flow.asl.yaml", pass.formatted("")).states()).hasSize(1);
    assertThat(
            DefinitionReader.read("flow.asl.yaml", pass.formatted(", Output: {gate: off}")).text())
        .contains("\"gate\":false");
    assertThatThrownBy(
            () -> DefinitionReader.read("f", pass.formatted(", Output: {a: &x 1, b: *x}")))
        .hasMessageContaining("line 4: an anchor");
    assertThatThrownBy(() -> DefinitionReader.read("f", pass.formatted("") + "StartAt: S\n"))
        .hasMessageContaining("not YAML");
    assertThatThrownBy(() -> DefinitionReader.read("f", pass.formatted("") + "--- {}\n"))
        .hasMessageContaining("not YAML");
  }

  @Test
  void namesThatAnExpressionBindsItselfAreItsOwn() {
    assertThat(
            state(
                    "'Type': 'Pass', 'End': true, 'Output': '{% ($a := 1; $f := function($x) { $x +"
                        + " $a }; $map([1], function($v, $i) { $f($v) })) %}'")
                .states())
        .hasSize(1);
  }
}
