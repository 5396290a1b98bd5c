package remediator.workflow.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upgrade changes the functions at once, and a running execution's definition never. */
class StepInputTest {
  @ParameterizedTest
  @CsvSource({
    "RotateAuthToken, PrepareAuthentication",
    "SetAuthToken, RequireAuthentication",
    "TakeSnapshot, TakeSnapshot"
  })
  void aStepIsFoundByTheNameThatItHadWhenTheFlowBegan(String sent, String step) {
    StepInput input = StepInput.of(Map.of("step", sent, "flow", "f"));

    assertThat(input.step()).isEqualTo(step);
  }
}
