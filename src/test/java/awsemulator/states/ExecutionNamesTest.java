package awsemulator.states;

import static awsemulator.states.Rig.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Names and inputs that executions are started with. */
class ExecutionNamesTest {
  @TempDir Path folder;

  private Rig waiting() {
    return Rig.withoutFunctions(folder).deploy(Rig.waiting());
  }

  @Test
  void theSameNameAndInputWhileItRunsIsTheSameExecution() {
    Rig rig = waiting();

    StartExecutionResponse first = rig.start("orders", "{}");
    rig.clock.advance(Duration.ofSeconds(10));
    StartExecutionResponse second = rig.start("orders", "{}");

    assertThat(second).isEqualTo(first);
    assertThat(rig.machines.executions()).hasSize(1);
  }

  @Test
  void theSameNameWithAnotherInputOrAfterTheEndExistsAlready() {
    Rig rig = waiting();
    rig.start("orders", "{}");

    assertThatThrownBy(() -> rig.start("orders", "{\"n\":1}"))
        .hasMessage(
            "Execution Already Exists:"
                + " 'arn:aws:states:eu-central-1:111122223333:execution:Flow:orders'")
        .satisfies(e -> assertThat(code(e)).isEqualTo("ExecutionAlreadyExists"));
    rig.drain();
    assertThatThrownBy(() -> rig.start("orders", "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ExecutionAlreadyExists"));
  }

  @Test
  void aNameIsFreeAgainNinetyDaysAfterTheEnd() {
    Rig rig = waiting();
    rig.start("orders", "{}");
    rig.drain();

    rig.clock.advance(Duration.ofDays(90).minusSeconds(1));
    assertThatThrownBy(() -> rig.start("orders", "{}")).isInstanceOf(AwsFault.class);
    rig.clock.advance(Duration.ofSeconds(1));
    rig.start("orders", "{}");

    assertThat(rig.machines.executions()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a/b", "a*", "<a>", "a\u0007", "a,b"})
  void aNameWithForbiddenCharactersIsInvalid(String name) {
    assertThatThrownBy(() -> waiting().start(name, "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidName"));
  }

  @Test
  void namesAndInputsHaveTheirQuotas() {
    Rig rig = waiting();
    rig.start("a".repeat(80), "\"" + "x".repeat(262_142) + "\"");

    assertThatThrownBy(() -> rig.start("a".repeat(81), "{}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidName"));
    assertThatThrownBy(() -> rig.start("b", "\"" + "x".repeat(262_143) + "\""))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ValidationException"));
    assertThatThrownBy(() -> rig.start("c", "{,}"))
        .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidExecutionInput"));
  }
}
