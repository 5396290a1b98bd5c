package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.workflow.core.WriteHold;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;

/** What is seen right before clients are sent to the new group, while writes are held. */
class HoldCheckTest {
  private final CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  private void askedAtCutOver(long old, long made) {
    flow.openAt("cut-over");
    flow.data.items(Sample.CART, old);
    flow.data.items(CartReplacement.NEW_ARN, made);
    flow.waitUntilTagged();
  }

  private String parameterGroup() {
    CacheParameterGroupStatus used =
        flow.people()
            .describeCacheClusters(r -> r.cacheClusterId(CartReplacement.OLD + "-001"))
            .cacheClusters()
            .getFirst()
            .cacheParameterGroup();
    return used.cacheParameterGroupName();
  }

  @Test
  void aNewGroupThatHoldsAboutAsManyKeysTakesOver() {
    askedAtCutOver(2000, 1900);

    flow.answerAndRunToTheEnd(true);

    assertThat(flow.is(CaseAttribute.OUTCOME, "complete")).isTrue();
    assertThat(flow.is(CaseAttribute.COMPARED_ITEMS, "1900")).isTrue();
  }

  @Test
  void oneThatHoldsFarFewerDoesNotAndWritesAreLetInAgain() {
    askedAtCutOver(2000, 3);

    flow.answerAndRunToTheEnd(true);

    assertThat(flow.is(CaseAttribute.OUTCOME, "failed")).isTrue();
    assertThat(flow.ledger().require(CaseAttribute.ENDING_REASON))
        .contains("cart-single-enc holds 3 keys, cart-single 2000 keys");
    assertThat(flow.ledger().attribute(CaseAttribute.CUT_OVER_AT)).isEmpty();
    assertThat(parameterGroup()).isEqualTo("default.redis7");
  }

  @Test
  void withoutANewGroupOnRecordNothingIsCutOverAndWritesAreLetInAgain() {
    askedAtCutOver(2000, 2000);
    flow.edit(c -> c.without(CaseAttribute.NEW_GROUP, CaseAttribute.NEW_CREATED));

    flow.answerAndRunToTheEnd(true);

    assertThat(flow.ledger().require(CaseAttribute.ENDING_REASON))
        .contains("the ledger names no new group for cart-single");
    assertThat(flow.ledger().attribute(CaseAttribute.CUT_OVER_AT)).isEmpty();
    assertThat(parameterGroup()).isEqualTo("default.redis7");
  }

  @Test
  void heldWritesDoNotWaitForTheNextWindowAndTheDeletionOfTheOldGroupDoes() {
    // Time begins on a Monday at nine; the cut-over comes after half past.
    try (CloudRun run =
        new CloudRun(Map.of("Window", "mon:09:00-mon:09:30", "GateCutOver", "ask"))) {
      byte[] event = Sample.ofCart().bytes();
      run.importing(event).deliver(event);
      run.toTheEnd();

      RemediationCase ended = run.ledger(Sample.CART).orElseThrow();
      assertThat(ended.attribute(CaseAttribute.OUTCOME)).contains("complete");
      assertThat(WriteHold.pause(ended).orElseThrow()).isLessThan(Duration.ofHours(1));
      Instant cutOver = Instant.parse(ended.require(CaseAttribute.CUT_OVER_AT));
      Instant deletion = Instant.parse(ended.require(CaseAttribute.DELETION_REQUESTED_AT));
      assertThat(cutOver).isAfter("2026-11-02T09:30:00Z");
      assertThat(deletion).isBetween("2026-11-09T09:00:00Z", "2026-11-09T09:30:00Z");
    }
  }

  /** From the deletion on clients have no cache: the group comes back at once, window or not. */
  @ParameterizedTest
  @ValueSource(strings = {"freeze", "accept-loss", "cache-only"})
  void onceTheOldGroupIsBeingDeletedForItsIdNothingWaitsForTheNextWindow(String data) {
    try (CloudRun run =
        new CloudRun(
            Map.of(
                "Window", "mon:09:00-mon:09:30",
                "GateCutOver", "ask",
                "NewId", "same",
                "Data", data))) {
      byte[] event = Sample.ofCart().bytes();
      run.importing(event).deliver(event);
      run.toTheEnd();

      RemediationCase ended = run.ledger(Sample.CART).orElseThrow();
      assertThat(ended.attribute(CaseAttribute.OUTCOME))
          .as("%s", ended.history())
          .contains("complete");
      Instant deletion = Instant.parse(ended.require(CaseAttribute.DELETION_REQUESTED_AT));
      assertThat(ended.history().getLast().at())
          .isBetween(deletion, deletion.plus(Duration.ofHours(4)));
    }
  }
}
