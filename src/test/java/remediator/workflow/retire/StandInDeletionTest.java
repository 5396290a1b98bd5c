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
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Everything that is demanded before the copy goes that stood by while the old id was free. */
class StandInDeletionTest {
  private final CartReplacement flow = new CartReplacement(Map.of("NewId", "same"));

  @AfterEach
  void close() {
    flow.close();
  }

  /** The old id is back and serves; the copy still stands. */
  private CartReplacement ready() {
    flow.runUntil(
        () ->
            flow.run
                .ledger(Sample.CART)
                .flatMap(c -> c.attribute(CaseAttribute.STAND_IN))
                .isPresent());
    // Lets everything happen but deletions.
    flow.setSwitch("pause-new-flows");
    flow.run.until(() -> flow.is(CaseAttribute.STEP, "DeleteStandIn"));
    flow.waitUntilTagged();
    flow.setSwitch("run");
    return flow;
  }

  private int deletions() {
    return (int)
        flow.run.changes().stream()
            .filter(c -> c.equals("ElastiCache.DeleteReplicationGroup"))
            .count();
  }

  @Test
  void withEverythingThereTheCopyGoes() {
    ready();
    int before = deletions();

    assertThat(flow.invoke("DeleteStandIn")).containsEntry("status", "pending");
    assertThat(deletions()).isEqualTo(before + 1);
  }

  static Stream<Arguments> acts() {
    return Stream.of(
        act("the switch says hold", f -> f.setSwitch("hold"), "the switch"),
        act("opt-out", f -> f.tag("opt-out", "true"), "has the tag"),
        act(
            "the group of the old id is gone",
            f -> f.delete(CartReplacement.OLD),
            "its successor cart-single no longer exists"),
        act(
            "the group of the old id was made again",
            f -> {
              f.delete(CartReplacement.OLD);
              f.create(CartReplacement.OLD, true);
            },
            "cart-single is not the group that this flow was begun for"),
        act(
            "the ledger has no verification",
            f -> f.edit(c -> c.without(CaseAttribute.VERIFIED_AT)),
            "the ledger has no VERIFIED_AT"),
        act(
            "clients are pointed elsewhere",
            f -> f.parameter("cart-single/current", "{}"),
            "\"current\" does not name its successor"),
        act(
            "the copy was made again",
            f -> {
              f.delete(CartReplacement.NEW);
              f.create(CartReplacement.NEW, true);
            },
            "cart-single-enc is not the group that this flow was begun for"),
        act(
            "the copy is marked as serving",
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
  void whereOneDemandDoesNotHoldTheCopyStays(
      String what, Consumer<CartReplacement> act, String sentence) {
    ready();
    int before = deletions();
    // What people do takes time, in which the flow would go on by itself.
    flow.run.executions().stream()
        .filter(e -> e.stopped() == null)
        .forEach(
            e ->
                flow.run
                    .operator("111122223333", "us-east-1")
                    .stepFunctions()
                    .stopExecution(r -> r.executionArn(e.arn())));
    act.accept(flow);

    assertThat(flow.invoke("DeleteStandIn"))
        .as(what)
        .extractingByKey("reason")
        .asString()
        .contains(sentence);
    assertThat(deletions()).isEqualTo(before);
  }

  @Test
  void aCopyThatWasWrittenToLeavesASnapshot() {
    ready();
    flow.data.write(CartReplacement.NEW_ARN, 5);
    flow.run.toTheEnd();

    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isEmpty();
    assertThat(flow.view().snapshots())
        .extracting(s -> s.snapshotName())
        .contains(flow.ledger().require(CaseAttribute.NEW_GROUP_SNAPSHOT));
  }

  @Test
  void aRowWithoutTheCopysIdentityKeepsTheCopy() {
    ready();
    flow.edit(c -> c.without(CaseAttribute.STAND_IN_CREATED));
    flow.run.toTheEnd();

    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isPresent();
    assertThat(flow.told()).contains("has no STAND_IN_CREATED");
  }

  /** A row put back in time while the flow goes on: the lock is given back all the same. */
  @Test
  void aRowWithoutTheCopysIdEndsTheFlowAndIsTold() {
    ready();
    flow.edit(
        c ->
            c.without(
                CaseAttribute.NEW_GROUP,
                CaseAttribute.FINAL_SNAPSHOT,
                CaseAttribute.STAND_IN,
                CaseAttribute.VERIFIED_AT));
    flow.run.toTheEnd();

    assertThat(flow.ledger().running()).isFalse();
    assertThat(flow.view().group(CartReplacement.NEW_ARN)).isPresent();
    assertThat(flow.told())
        .contains("How cart-single stands could not be looked at")
        .contains("carries the tag elasticache-encryption:flow=" + flow.ledger().flow());
    assertThat(flow.ledger().history())
        .extracting(RemediationCase.Entry::text)
        .anyMatch(t -> t.startsWith("the ledger has no ") && t.contains("put back in time"));
  }

  /** Where the old id comes back, nobody is asked to point clients to the copy. */
  @Test
  void theQuestionsTellWhatHappensToTheIdAndNothingOfTheOrdinaryCutOver() {
    flow.runUntil(() -> false);

    String replace = question(": replace (");
    assertThat(replace)
        .contains("Make the group again under its id")
        .contains("A copy (cart-single-enc if that id is free) stands by meanwhile")
        .doesNotContain("Keep the old group", "the new group has another id");
    assertThat(question(": cut-over ("))
        .contains("The copy cart-single-enc is made and compared.")
        .contains("the copy is not for clients")
        .contains("Make the group again under its id")
        .doesNotContain("point clients to the new endpoint", "What to change in clients");
  }

  private String question(String subject) {
    return flow.run.messages().stream()
        .filter(m -> m.subject().contains(subject))
        .map(m -> m.message().replaceAll("\\s+", " "))
        .findFirst()
        .orElseThrow();
  }
}
