package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** What a person's answers do to a replacement. */
class ReplaceGatesTest {
  private static final String NEW = Sample.arn("cart-single-enc");

  private final CloudRun run =
      new CloudRun(Map.of("TagsMayLoosen", "gate-replace,gate-cut-over,new-id"));
  private List<ReplicationGroup> before;

  @BeforeEach
  void look() {
    before = run.view().groups();
  }

  @AfterEach
  void close() {
    run.close();
  }

  private void deliver() {
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
  }

  private void stopped(String outcome) {
    RemediationCase c = run.ledger(Sample.CART).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue(outcome);
  }

  private void nothingOfOursIsLeft() {
    assertThat(run.view().groups()).isEqualTo(before);
    assertThat(run.view().snapshots()).isEmpty();
    assertThat(Sample.parameters(run, "cart-single")).doesNotContainKey("next");
    assertThat(Sample.notes(run)).singleElement().asString().contains("cart-single is as it was");
  }

  private void answer(String gate, String how) {
    if (how.equals("rejected")) {
      run.gates().reject(gate, "no");
    } else {
      run.gates().ignore(gate);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejected", "expired"})
  void aNoBeforeTheCopyLeavesEverythingUntouched(String how) {
    answer("replace", how);
    deliver();

    stopped(how);
    assertThat(run.changes()).noneMatch(c -> c.startsWith("ElastiCache."));
    nothingOfOursIsLeft();
  }

  @Test
  void aGroupWithEncryptedStorageIsLeftAloneAndNobodyIsAsked() {
    run.controls().storageEncryption(Sample.CART, "sse-kms");
    deliver();

    assertThat(run.executions()).isEmpty();
    assertThat(Sample.notes(run))
        .singleElement()
        .asString()
        .contains("its storage is encrypted already (StorageEncryptionType sse-kms)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejected", "expired"})
  void aNoBeforeCutOverRemovesWhatWasMade(String how) {
    answer("cut-over", how);
    deliver();

    stopped(how);
    assertThat(run.performed("ElastiCache.CreateReplicationGroup")).isEqualTo(1);
    nothingOfOursIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rejected", "expired"})
  void aNoBeforeRetiringKeepsTheOldGroupAndSaysSo(String how) {
    answer("retire", how);
    deliver();

    stopped(how);
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.view().group(NEW).orElseThrow().atRestEncryptionEnabled()).isTrue();
    assertThat(Sample.notes(run))
        .singleElement()
        .asString()
        .contains("cart-single-enc has taken over")
        .contains("cart-single still stands");
    assertThat(Sample.parameters(run, "cart-single").get("current")).contains("cart-single-enc");
  }

  @Test
  void anUnclearAnswerBeforeCutOverIsANo() {
    run.gates().answer("cut-over", "{\"decision\":\"yes please\"}");
    deliver();

    stopped("rejected");
    nothingOfOursIsLeft();
  }

  @Test
  void approvedAtEveryGateTheOldGroupIsGoneWithAFinalSnapshot() {
    deliver();

    assertThat(run.gates().asked()).containsExactly("replace", "cut-over", "retire");
    assertThat(run.view().group(Sample.CART)).isEmpty();
    assertThat(run.view().snapshots())
        .anyMatch(s -> s.snapshotName().startsWith("cart-single-final-"));
    assertThat(run.ledger(Sample.CART).orElseThrow().state()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void tagsThatMayLoosenSkipGates() {
    Sample.tag(run, Sample.CART, "gate-replace", "skip");
    Sample.tag(run, Sample.CART, "gate-cut-over", "skip");
    deliver();

    assertThat(run.gates().asked()).containsExactly("retire");
  }

  @Test
  void aChoiceAtAGateOverridesThePolicy() {
    run.gates()
        .answer(
            "cut-over", "{\"decision\":\"approved\",\"choices\":{\"final-snapshot\":\"delete\"}}");
    deliver();
    assertThat(run.view().group(Sample.CART)).isEmpty();
    assertThat(run.view().snapshots()).noneMatch(s -> s.snapshotName().contains("-final-"));
    assertThat(run.ledger(Sample.CART).orElseThrow().policy())
        .containsEntry("final-snapshot", "delete");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"keep-old-days\":\"x\"",
        "\"kepe-old-days\":\"7\"",
        "\"data\":\"accept-loss\"",
        "\"gate-retire\":\"skip\"",
        "\"final-snapshot\":\"delete\",\"gate-retire\":\"skip\""
      })
  void aChoiceThatTheGateDoesNotOfferOrIsNotLegalIsNoYes(String choice) {
    run.gates().answer("cut-over", "{\"decision\":\"approved\",\"choices\":{" + choice + "}}");
    deliver();

    stopped("failed");
    assertThat(run.ledger(Sample.CART).orElseThrow().policy())
        .containsEntry("data", "freeze")
        .containsEntry("final-snapshot", "keep");
    assertThat(Sample.notes(run))
        .singleElement()
        .asString()
        .contains("chosen at the gate is not legal: ");
    nothingOfOursIsLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"final-snapshot=delete\"", "[\"final-snapshot\"]", "true"})
  void choicesThatAreNoObjectAreNoYes(String choices) {
    run.gates().answer("cut-over", "{\"decision\":\"approved\",\"choices\":" + choices + "}");
    deliver();

    stopped("failed");
    nothingOfOursIsLeft();
  }

  @Test
  void aYesToTheDeletionWithAChoiceThatIsNotOfferedDeletesNothing() {
    run.gates()
        .answer(
            "retire", "{\"decision\":\"approved\",\"choices\":{\"final-snapshot\":\"delete\"}}");
    deliver();

    stopped("failed");
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.performed("ElastiCache.DeleteReplicationGroup")).isZero();
    assertThat(Sample.notes(run))
        .singleElement()
        .asString()
        .contains("gate retire does not offer the choice final-snapshot; it offers none");
  }

  @Test
  void aMistakenYesBeforeTheNextQuestionEndsAtOnceInsteadOfWaitingForNobody() {
    run.gates().answer("cut-over", "{\"decision\":\"approved\",\"choices\":{\"new-id\":\"same\"}}");
    Sample.tag(run, Sample.CART, "new-id", "same");
    Instant start = run.clock().instant();
    deliver();

    stopped("failed");
    assertThat(run.gates().asked()).containsExactly("replace", "cut-over");
    assertThat(Duration.between(start, run.clock().instant())).isLessThan(Duration.ofDays(1));
    nothingOfOursIsLeft();
  }
}
