package remediator.workflow.retire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Everything that a roll-back demands before it removes what the flow made. */
class RollBackDeletionTest {
  private final CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void withEverythingThereTheNewGroupAndItsSnapshotGo() {
    flow.openAt("cut-over").answerAndRunToTheEnd(false);

    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isEmpty();
    assertThat(flow.view().snapshots()).isEmpty();
    assertThat(flow.view().group(Sample.CART)).isPresent();
  }

  static Stream<Arguments> acts() {
    return Stream.of(
        act("the switch says hold", f -> f.setSwitch("hold"), "the switch"),
        act("opt-out", f -> f.tag("opt-out", "true"), "has the tag"),
        act("plan-only", f -> f.tag("mode", "plan-only"), "plan-only"),
        act("the old group is gone", f -> f.delete(CartReplacement.OLD), "has been deleted"),
        act(
            "the old group was made again",
            f -> {
              f.delete(CartReplacement.OLD);
              f.create(CartReplacement.OLD, false);
            },
            "cart-single is not the group that this flow was begun for"),
        act("the old group was replaced", f -> f.tag("replaced-by", "x"), "carries the tag"),
        act(
            "clients are pointed to the new group",
            f ->
                f.parameter("cart-single/current", f.ledger().require(CaseAttribute.NEW_ENDPOINTS)),
            "\"current\" names the new group"),
        act(
            "the old group is busy",
            f ->
                f.people()
                    .createSnapshot(r -> r.snapshotName("mine").cacheClusterId("cart-single-001")),
            "cart-single is snapshotting"),
        act(
            "the new group is marked as serving",
            f -> {
              f.people()
                  .addTagsToResource(
                      r ->
                          r.resourceName(CartReplacement.NEW_ARN)
                              .tags(Tag.builder().key(ResourceTags.IN_SERVICE).value("x").build()));
              f.run.forTime(Duration.ofHours(1));
            },
            "carries the tag elasticache-encryption:in-service"));
  }

  private static Arguments act(String what, Consumer<CartReplacement> act, String sentence) {
    return arguments(what, act, sentence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acts")
  void whereOneDemandDoesNotHoldEverythingIsKept(
      String what, Consumer<CartReplacement> act, String sentence) {
    act.accept(flow.openAt("cut-over"));

    assertThat(flow.invoke("RollBack"))
        .as(what)
        .extractingByKey("reason")
        .asString()
        .contains(sentence);
    flow.nothingWasDeletedByTheProduct();
  }

  @Test
  void aNewGroupWithoutOurTagIsKept() {
    flow.openAt("cut-over");
    flow.people()
        .removeTagsFromResource(
            r -> r.resourceName(CartReplacement.NEW_ARN).tagKeys(ResourceTags.FLOW));
    flow.run.forTime(Duration.ofHours(1));
    flow.answerAndRunToTheEnd(false);

    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isPresent();
  }

  @Test
  void aSnapshotWithoutOurTagIsKept() {
    flow.openAt("cut-over");
    String arn = flow.view().snapshots().getFirst().arn();
    flow.people().removeTagsFromResource(r -> r.resourceName(arn).tagKeys(ResourceTags.FLOW));
    flow.answerAndRunToTheEnd(false);

    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isEmpty();
    assertThat(flow.view().snapshots()).hasSize(1);
  }

  /** The flow takes it for somebody's, and another one; neither cost nor data is forgotten. */
  @Test
  void aSnapshotWhoseTagGoesWhileItIsTakenIsNamedInTheEnd() {
    flow.run.gates().ignore("cut-over");
    flow.runUntil(() -> !flow.view().snapshots().isEmpty());
    var first = flow.view().snapshots().getFirst();
    flow.people()
        .removeTagsFromResource(r -> r.resourceName(first.arn()).tagKeys(ResourceTags.FLOW));
    flow.run.until(() -> flow.is(CaseAttribute.GATE, "cut-over"));
    assertThat(flow.view().snapshots()).hasSize(2);
    flow.answerAndRunToTheEnd(false);

    assertThat(flow.view().snapshots()).extracting(s -> s.arn()).containsExactly(first.arn());
    assertThat(flow.run.messages().getLast().message())
        .contains(
            "What the flow has made still stands and is charged; delete it: snapshot "
                + first.snapshotName());
  }
}
