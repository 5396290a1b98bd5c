package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** A case is closed by Security Hub's word, and only once the flow has done what it should. */
class ClosingTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private void deliver(byte[] event) {
    run.importing(event);
    assertThat(run.deliver(event)).isPositive();
    run.toTheEnd();
  }

  private static byte[] passed() {
    return Sample.ofOrders()
        .with("Compliance/Status", "PASSED")
        .with("Workflow/Status", "RESOLVED")
        .bytes();
  }

  private RemediationCase.State state(String group) {
    return run.ledger(group).orElseThrow().state();
  }

  @Test
  void passedClosesWhatIsDone() {
    deliver(Sample.ofOrders().bytes());
    assertThat(state(Sample.ORDERS)).isEqualTo(RemediationCase.State.DONE);

    deliver(passed());
    assertThat(state(Sample.ORDERS)).isEqualTo(RemediationCase.State.CLOSED);
  }

  @Test
  void archivedClosesAReplacement() {
    deliver(Sample.ofCart().bytes());
    deliver(Sample.ofCart().with("RecordState", "ARCHIVED").bytes());

    assertThat(state(Sample.CART)).isEqualTo(RemediationCase.State.CLOSED);
  }

  @Test
  void passedAtPreferredDoesNotCloseAndTheFlowGoesOn() {
    run.gates()
        .before(
            "required",
            () -> {
              run.deliver(passed());
              run.clock().advance(Duration.ZERO);
              assertThat(state(Sample.ORDERS)).isEqualTo(RemediationCase.State.RUNNING);
            });
    deliver(Sample.ofOrders().bytes());

    assertThat(run.log("finding").getLast().get("reasons").toString()).contains("stays open");
    assertThat(state(Sample.ORDERS)).isEqualTo(RemediationCase.State.DONE);
    assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionModeAsString())
        .isEqualTo("required");
  }

  @Test
  void passedAtPreferredDoesNotCloseWhatWasRejectedHalfDone() {
    run.gates().reject("required", "no");
    deliver(Sample.ofOrders().bytes());
    deliver(passed());

    assertThat(state(Sample.ORDERS)).isEqualTo(RemediationCase.State.STOPPED);
  }

  @Test
  void passedOnAGroupThatNobodyWorkedOnOpensNoCase() {
    deliver(passed());

    assertThat(run.ledger(Sample.ORDERS)).isEmpty();
    assertThat(run.changes()).isEmpty();
  }
}
