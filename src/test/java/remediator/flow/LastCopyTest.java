package remediator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/**
 * The last copy of the data is never deleted while no group that serves is seen to hold it: a group
 * keeps its identity when a node without a replica is replaced, or somebody flushes it.
 */
class LastCopyTest {
  private static final String OLD = CartReplacement.OLD;
  private static final String NEW = CartReplacement.NEW;
  private static final String NEW_ARN = CartReplacement.NEW_ARN;

  private CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  private void with(Map<String, String> parameters) {
    flow.close();
    flow = new CartReplacement(parameters);
  }

  @Test
  void whereTheOldGroupHasLostItsDataANoAtCutOverKeepsTheNewOne() {
    flow.openAt("cut-over");
    flow.data.items(Sample.CART, 0);
    flow.data.items(NEW_ARN, 2000);
    flow.answerAndRunToTheEnd(false);

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.told()).contains("group cart-single-enc, snapshot cart-single-enc-");
  }

  @Test
  void whereItHasAndTheNewOneIsGoneTheSnapshotIsKept() {
    flow.data.items(Sample.CART, 2000);
    flow.openAt("cut-over");
    flow.delete(NEW);
    flow.data.items(Sample.CART, 0);
    flow.answerAndRunToTheEnd(false);

    assertThat(flow.run.changes()).doesNotContain("ElastiCache.DeleteSnapshot");
    assertThat(flow.view().snapshots()).hasSize(1);
    assertThat(flow.told()).contains("snapshot cart-single-enc-");
  }

  @Test
  void theSnapshotOfAnEmptyGroupGoesWithTheNewOne() {
    flow.openAt("cut-over");
    flow.delete(NEW);
    flow.answerAndRunToTheEnd(false);

    assertThat(flow.view().snapshots()).isEmpty();
  }

  @Test
  void theFinalSnapshotStaysWhereTheSuccessorHasLostTheDataSince() {
    with(Map.of("FinalSnapshot", "delete"));
    flow.openAt("retire");
    flow.data.items(Sample.CART, 2000);
    flow.data.items(NEW_ARN, 2000);
    flow.answer(true);
    flow.run.until(() -> flow.ledger().attribute(CaseAttribute.DELETION_REQUESTED_AT).isPresent());
    flow.data.items(NEW_ARN, 3);
    flow.run.toTheEnd();

    assertThat(flow.run.changes()).doesNotContain("ElastiCache.DeleteSnapshot");
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(flow.told())
        .contains("the final snapshot " + flow.ledger().require(CaseAttribute.FINAL_SNAPSHOT))
        .contains("holds 3 items, and cart-single held at the end 2,000");
  }

  @Test
  void theCopyStaysWhereTheGroupOfTheOldIdHasLostTheData() {
    with(Map.of("NewId", "same"));
    flow.runUntil(
        () ->
            flow.run
                .ledger(Sample.CART)
                .flatMap(c -> c.attribute(CaseAttribute.STAND_IN))
                .isPresent());
    flow.data.items(NEW_ARN, 2000);
    flow.run.toTheEnd();

    assertThat(flow.view().group(NEW_ARN)).isPresent();
    assertThat(flow.told())
        .contains("the copy cart-single-enc is not deleted: its successor cart-single holds 0");
  }

  /** CloudWatch counts a write some minutes later. */
  @Test
  void aNewGroupThatWasWrittenToJustBeforeTheNoLeavesASnapshot() {
    flow.openAt("cut-over");
    flow.data.write(NEW_ARN, 7);
    flow.answerAndRunToTheEnd(false);

    assertThat(flow.view().group(NEW_ARN)).isEmpty();
    assertThat(flow.view().snapshots())
        .extracting(Snapshot::snapshotName)
        .containsExactly(flow.ledger().require(CaseAttribute.NEW_GROUP_SNAPSHOT));
  }

  @Test
  void theSuccessorsOwnOptOutCountsToo() {
    flow.openAt("retire");
    Sample.tag(flow.run, NEW_ARN, "opt-out", "true");
    flow.answerAndRunToTheEnd(true);

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.told()).contains("cart-single-enc has the tag elasticache-encryption:opt-out");
  }

  /** The group that somebody has made under the old id meanwhile says nothing of the snapshot. */
  @Test
  void itCountsForTheFinalSnapshotWhoeverUsesTheOldId() {
    with(Map.of("FinalSnapshot", "delete"));
    flow.openAt("retire");
    flow.answer(true);
    flow.run.until(() -> flow.view().group(Sample.CART).isEmpty());
    Sample.tag(flow.run, NEW_ARN, "opt-out", "true");
    flow.create(OLD, true);
    flow.run.toTheEnd();

    assertThat(flow.run.changes()).doesNotContain("ElastiCache.DeleteSnapshot");
    assertThat(flow.told()).contains("has the tag elasticache-encryption:opt-out");
  }
}
