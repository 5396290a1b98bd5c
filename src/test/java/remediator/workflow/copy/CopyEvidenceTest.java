package remediator.workflow.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;

/** What must be on record of a copy before clients are sent over and the old group is deleted. */
class CopyEvidenceTest {
  private static final Map<CaseAttribute, String> WHOLE =
      Map.of(
          CaseAttribute.WRITES_HELD_AT, "2026-11-02T09:42:20Z",
          CaseAttribute.SNAPSHOT_AT, "2026-11-02T09:42:40Z",
          CaseAttribute.KEYS_COMPARED_AT, "2026-11-02T09:43:10Z",
          CaseAttribute.CUT_OVER_AT, "2026-11-02T09:43:11Z",
          CaseAttribute.NEW_CREATED, "2026-11-02T09:15:00Z",
          CaseAttribute.COPY_TARGET_CREATED, "2026-11-02T09:15:00Z",
          CaseAttribute.COMPARED_ITEMS, "1000",
          CaseAttribute.KEYS_DIFFERING, "0");

  private static RemediationCase copied(String data) {
    return new RemediationCase(
        new GroupArn("aws", "us-east-1", "111122223333", "cart"),
        1,
        "cart-1",
        Decision.REPLACE,
        RemediationCase.State.RUNNING,
        Set.of("ElastiCache.4"),
        Map.of("data", data),
        WHOLE,
        List.of(),
        List.of(),
        1);
  }

  @Test
  void aCopyThatWasComparedWithoutADifferenceUnderOneHoldIsEvidence() {
    assertThat(CopyEvidence.gap(copied("copy"))).isEmpty();
  }

  @Test
  void whatWasRestoredFromASnapshotNeedsNone() {
    RemediationCase restored =
        copied("freeze").without(WHOLE.keySet().toArray(new CaseAttribute[0]));

    assertThat(CopyEvidence.gap(restored)).isEmpty();
  }

  /** A row that says freeze by now, of a group that was copied into, is asked all the same. */
  @ParameterizedTest
  @EnumSource(names = {"WRITES_HELD_AT", "SNAPSHOT_AT", "KEYS_COMPARED_AT", "KEYS_DIFFERING"})
  void withoutOneOfTheFactsThereIsNoEvidence(CaseAttribute fact) {
    assertThat(CopyEvidence.gap(copied("copy").without(fact))).hasValueSatisfying(has(fact));
    assertThat(CopyEvidence.gap(copied("freeze").without(fact))).hasValueSatisfying(has(fact));
  }

  private static Consumer<String> has(CaseAttribute fact) {
    return why -> assertThat(why).contains("the ledger has no " + fact);
  }

  @Test
  void withoutTheGroupThatWasCopiedToThereIsNoEvidence() {
    assertThat(CopyEvidence.gap(copied("copy").without(CaseAttribute.COPY_TARGET_CREATED)))
        .hasValueSatisfying(has(CaseAttribute.COPY_TARGET_CREATED));
  }

  @ParameterizedTest
  @CsvSource({
    "KEYS_DIFFERING, 1, 1 of its keys differed",
    "COPY_TARGET_CREATED, 2026-11-02T09:16:00Z, compared with those of another group",
    "WRITES_HELD_AT, 2026-11-02T09:42:41Z, were not refused from before the copy",
    "KEYS_COMPARED_AT, 2026-11-02T09:42:39Z, were not refused from before the copy",
    "KEYS_COMPARED_AT, 2026-11-02T09:43:12Z, were not refused from before the copy",
    "WRITES_RELEASED_AT, 2026-11-02T09:43:10Z, were not refused from before the copy"
  })
  void whatDoesNotGoTogetherIsNoEvidence(CaseAttribute fact, String value, String why) {
    assertThat(CopyEvidence.gap(copied("copy").with(fact, value)))
        .hasValueSatisfying(text -> assertThat(text).contains(why));
  }

  @Test
  void writesThatAreLetInAfterTheCutOverChangeNothing() {
    assertThat(
            CopyEvidence.gap(
                copied("copy").with(CaseAttribute.WRITES_RELEASED_AT, "2026-11-02T09:43:11Z")))
        .isEmpty();
  }
}
