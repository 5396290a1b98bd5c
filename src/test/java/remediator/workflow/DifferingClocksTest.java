package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;

/** The functions' clock differs by minutes from ElastiCache's. */
class DifferingClocksTest {
  private CartReplacement flow;

  @AfterEach
  void close() {
    flow.close();
  }

  private void replace(int minutesAhead, Map<String, String> parameters) {
    flow = new CartReplacement(parameters);
    flow.run.functionsAhead(Duration.ofMinutes(minutesAhead));
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 4})
  void aReplacementComesToItsEndAndLeavesWhatItShould(int minutesAhead) {
    replace(minutesAhead, Map.of());
    flow.runUntil(() -> false);

    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(flow.view().group(Sample.CART)).isEmpty();
    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isPresent();
    assertThat(flow.view().snapshots())
        .extracting(s -> s.snapshotName())
        .contains(flow.ledger().require(CaseAttribute.FINAL_SNAPSHOT));
  }

  @ParameterizedTest
  @ValueSource(ints = {-4, 4})
  void aRollBackRemovesWhatTheFlowHasMade(int minutesAhead) {
    replace(minutesAhead, Map.of());
    flow.openAt("cut-over").answerAndRunToTheEnd(false);

    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(flow.view().group(Sample.CART)).isPresent();
    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isEmpty();
    assertThat(flow.view().snapshots())
        .extracting(s -> s.snapshotName())
        .doesNotContain(flow.ledger().require(CaseAttribute.SNAPSHOT));
  }

  /** More than any clock differs: what is that much older was not requested by this flow. */
  @ParameterizedTest
  @ValueSource(ints = {30})
  void clocksThatDifferByHalfAnHourDeleteNothing(int minutesAhead) {
    replace(minutesAhead, Map.of());
    flow.runUntil(() -> false);

    assertThat(flow.ledger().running()).isFalse();
    assertThat(flow.view().group(Sample.CART)).isPresent();
    flow.nothingWasDeletedByTheProduct();
  }
}
