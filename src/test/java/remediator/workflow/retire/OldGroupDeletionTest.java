package remediator.workflow.retire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Everything that the deletion of the old group demands: each is taken away in turn. */
class OldGroupDeletionTest {
  private static final String APPROVED =
      "{\"retire\":{\"decision\":\"approved\",\"at\":\"2026-11-02T10:00:00Z\",\"how\":\"by Ann\"}}";

  private final CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  /** Gate RETIRE is approved on record, and the deleting function has not been called yet. */
  private CartReplacement ready() {
    flow.openAt("retire");
    flow.data.items(Sample.CART, 2000);
    flow.data.items(CartReplacement.NEW_ARN, 2000);
    flow.run.forTime(Duration.ofHours(1));
    flow.edit(c -> c.with(CaseAttribute.GATE_ANSWERS, APPROVED));
    return flow;
  }

  private String refusal() {
    Map<String, Object> answer = flow.invoke("DeleteOldGroup");
    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.view().group(Sample.CART)).isPresent();
    return String.valueOf(answer.get("reason"));
  }

  @Test
  void withEverythingThereItIsDeletedWithAFinalSnapshot() {
    ready();

    assertThat(flow.invoke("DeleteOldGroup")).containsEntry("status", "pending");
    assertThat(flow.run.changes()).contains("ElastiCache.DeleteReplicationGroup");
    assertThat(flow.view().snapshots())
        .extracting(Snapshot::snapshotName)
        .contains(flow.ledger().require(CaseAttribute.FINAL_SNAPSHOT));
  }

  @Test
  void whereItStillReadsAvailableItIsNotDeletedTwice() {
    flow.run.controls().showDeletionsLate();
    ready();

    assertThat(flow.invoke("DeleteOldGroup")).containsEntry("status", "pending");
    assertThat(flow.view().group(Sample.CART).orElseThrow().status()).isEqualTo("available");
    assertThat(flow.invoke("DeleteOldGroup")).containsEntry("status", "pending");
    assertThat(flow.run.changes()).containsOnlyOnce("ElastiCache.DeleteReplicationGroup");
  }

  /** The same case for a control that the old group meets. */
  private static RemediationCase forTransit(RemediationCase c) {
    return new RemediationCase(
        c.group(),
        c.attempt(),
        c.flow(),
        c.decision(),
        c.state(),
        Set.of("ElastiCache.5"),
        c.policy(),
        c.attributes(),
        c.findings(),
        c.history(),
        c.version());
  }

  static Stream<Arguments> acts() {
    return Stream.of(
        act("the switch says hold", f -> f.setSwitch("hold"), "the switch"),
        act("the switch says pause-new-flows", f -> f.setSwitch("pause-new-flows"), "set to run"),
        act("the switch is misspelled", f -> f.setSwitch("Run"), "none of run"),
        act("opt-out", f -> f.tag("opt-out", "true"), "has the tag"),
        act("plan-only", f -> f.tag("mode", "plan-only"), "plan-only"),
        act("a misspelled opt-out", f -> f.tag("opt-uot", "true"), "opt-uot"),
        act(
            "the tag replaced-by is removed",
            f -> {
              f.people()
                  .removeTagsFromResource(
                      r -> r.resourceName(Sample.CART).tagKeys(ResourceTags.REPLACED_BY));
              f.run.forTime(Duration.ofHours(1));
            },
            "does not carry the tag elasticache-encryption:replaced-by"),
        act(
            "the tag replaced-by is edited",
            f -> f.tag("replaced-by", "orders-cache"),
            "replaced-by says orders-cache"),
        act(
            "the successor is deleted",
            f -> f.delete(CartReplacement.NEW),
            "its successor cart-single-enc no longer exists"),
        act(
            "the successor is made again",
            f -> {
              f.delete(CartReplacement.NEW);
              f.create(CartReplacement.NEW, true);
            },
            "cart-single-enc is not the group that this flow was begun for"),
        act(
            "the ledger names another successor that is not encrypted",
            f ->
                f.edit(
                    c ->
                        c.with(CaseAttribute.NEW_GROUP, "cart-replicas")
                            .with(
                                CaseAttribute.NEW_CREATED,
                                Sample.created(f.run, Sample.arn("cart-replicas")))),
            "its successor cart-replicas is not encrypted"),
        act(
            "the published endpoint is edited",
            f -> f.parameter("cart-single/current", "{}"),
            "\"current\" does not name its successor"),
        act(
            "the recorded create time is another",
            f -> f.edit(c -> c.with(CaseAttribute.OLD_CREATED, Instant.EPOCH.toString())),
            "cart-single is not the group that this flow was begun for"),
        act(
            "the create time is not told any more",
            f -> f.run.controls().hideCreateTime(Sample.CART),
            "ElastiCache does not tell when cart-single was created"),
        act(
            "the successor's create time is not told any more",
            f -> f.run.controls().hideCreateTime(CartReplacement.NEW_ARN),
            "ElastiCache does not tell when cart-single-enc was created"),
        act(
            "the finding's control asks for what the old group has by now",
            f -> f.edit(OldGroupDeletionTest::forTransit),
            "it meets ElastiCache.5 by now"),
        act(
            "it is called before automatic snapshots are copied",
            f -> {
              f.people()
                  .modifyReplicationGroup(
                      r ->
                          r.replicationGroupId(CartReplacement.OLD)
                              .snapshotRetentionLimit(7)
                              .snapshottingClusterId("cart-single-001")
                              .applyImmediately(true));
              f.run.forTime(Duration.ofHours(1));
            },
            "its automatic snapshots go with it, and none has been copied"),
        act(
            "keys were copied to its successor, and not compared",
            f ->
                f.edit(
                    c ->
                        c.with(
                            CaseAttribute.COPY_TARGET_CREATED,
                            c.require(CaseAttribute.NEW_CREATED))),
            "has no KEYS_COMPARED_AT, so its keys were not copied and compared"),
        act(
            "its keys were to be copied, and were not",
            f -> f.edit(c -> c.withPolicy(Map.of(PolicySetting.DATA.key(), "copy"))),
            "has no COPY_TARGET_CREATED, so its keys were not copied and compared"),
        act(
            "the approval is not on record",
            f -> f.edit(c -> c.without(CaseAttribute.GATE_ANSWERS)),
            "no approval at gate retire"),
        act(
            "the answer on record is a no",
            f ->
                f.edit(
                    c ->
                        c.with(
                            CaseAttribute.GATE_ANSWERS, APPROVED.replace("approved", "rejected"))),
            "no approval at gate retire"),
        act(
            "the answer on record is another gate's",
            f ->
                f.edit(
                    c -> c.with(CaseAttribute.GATE_ANSWERS, APPROVED.replace("retire", "replace"))),
            "no approval at gate retire"),
        act(
            "the old group is written to",
            f -> {
              f.data.write(Sample.CART, 3);
              f.run.forTime(Duration.ofMinutes(5));
            },
            "had 3 writes in the last 15 minutes"),
        act(
            "the successor has lost its data",
            f -> f.data.items(CartReplacement.NEW_ARN, 900),
            "holds 900 items, and it holds 2000"),
        act(
            "the flow has given the lock back",
            f -> f.edit(c -> c.withState(RemediationCase.State.DONE)),
            "nothing was done"));
  }

  private static Arguments act(String what, Consumer<CartReplacement> act, String sentence) {
    return arguments(what, act, sentence);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acts")
  void whereOneDemandDoesNotHoldTheOldGroupStays(
      String what, Consumer<CartReplacement> act, String sentence) {
    act.accept(ready());

    assertThat(refusal()).as(what).contains(sentence);
  }

  @ParameterizedTest
  @EnumSource(
      value = CaseAttribute.class,
      names = {"VERIFIED_AT", "CUT_OVER_AT", "NEW_GROUP", "NEW_CREATED"})
  void whereTheLedgerLacksAFactTheOldGroupStays(CaseAttribute missing) {
    ready();
    flow.edit(c -> c.without(missing));

    assertThat(refusal()).contains("the ledger has no " + missing);
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        arguments(
            "the engine",
            (UnaryOperator<ModifyReplicationGroupRequest.Builder>)
                r ->
                    r.engine("valkey")
                        .engineVersion("8.0")
                        .cacheParameterGroupName("default.valkey8"),
            "its engine is valkey 8.0.1 and was redis 7.1.0, its parameter group is default.valkey8"
                + " and was default.redis7 when it was copied"),
        arguments(
            "the parameter group",
            (UnaryOperator<ModifyReplicationGroupRequest.Builder>)
                r -> r.cacheParameterGroupName("owners"),
            "its parameter group is owners and was default.redis7 when it was copied"));
  }

  /**
   * The final snapshot would be of another engine than the one that the group is made anew with.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void whereTheIdIsWantedAgainAndTheOwnerHasChangedThisTheOldGroupStays(
      String what, UnaryOperator<ModifyReplicationGroupRequest.Builder> edit, String sentence) {
    try (CartReplacement same = new CartReplacement(Map.of("NewId", "same"))) {
      same.people()
          .createCacheParameterGroup(
              r ->
                  r.cacheParameterGroupName("owners")
                      .cacheParameterGroupFamily("redis7")
                      .description("Cart"));
      same.data.items(Sample.CART, 2000);
      same.run
          .gates()
          .before(
              "retire",
              () -> {
                same.data.items(CartReplacement.NEW_ARN, 2000);
                same.people()
                    .modifyReplicationGroup(
                        r ->
                            edit.apply(r.replicationGroupId(CartReplacement.OLD))
                                .applyImmediately(true));
                same.run.forTime(Duration.ofHours(1));
              });

      same.runUntil(() -> same.run.ledger(Sample.CART).filter(c -> !c.running()).isPresent());

      same.nothingWasDeletedByTheProduct();
      assertThat(same.view().group(Sample.CART)).isPresent();
      assertThat(same.told())
          .contains("cart-single is not deleted: " + sentence)
          .contains("Remove its tag " + ResourceTags.REPLACED_BY + " and " + CartReplacement.NEW)
          .contains("then send the finding again");
    }
  }

  @Test
  void aRowOfAnEarlierVersionDeletesNothing() {
    ready();
    flow.edit(c -> c.without(CaseAttribute.OLD_CREATED));

    assertThat(refusal()).contains("has no OLD_CREATED").contains("send the finding again");
  }

  @Test
  void theFinalSnapshotStaysWhereTheSuccessorIsGone() {
    ready();
    flow.edit(c -> c.withPolicy(Map.of(PolicySetting.FINAL_SNAPSHOT.key(), "delete")));
    flow.invoke("DeleteOldGroup");
    flow.run.forTime(Duration.ofHours(1));
    assertThat(flow.view().group(Sample.CART)).isEmpty();
    flow.delete(CartReplacement.NEW);

    assertThat(flow.invoke("DeleteOldGroup"))
        .extractingByKey("reason")
        .asString()
        .contains("the final snapshot " + flow.ledger().require(CaseAttribute.FINAL_SNAPSHOT))
        .contains("is not deleted: its successor cart-single-enc no longer exists");
    assertThat(flow.run.changes()).doesNotContain("ElastiCache.DeleteSnapshot");
  }

  @Test
  void aSnapshotOfAnotherGroupUnderTheFinalNameIsNotDeleted() {
    ready();
    flow.people()
        .createSnapshot(r -> r.snapshotName("the-last").cacheClusterId("orders-cache-001"));
    flow.run.forTime(Duration.ofHours(1));
    flow.invoke("DeleteOldGroup");
    flow.run.forTime(Duration.ofHours(1));
    flow.edit(
        c ->
            c.with(CaseAttribute.FINAL_SNAPSHOT, "the-last")
                .withPolicy(Map.of(PolicySetting.FINAL_SNAPSHOT.key(), "delete")));

    assertThat(flow.invoke("DeleteOldGroup")).containsEntry("status", "failed");
    assertThat(flow.run.changes()).doesNotContain("ElastiCache.DeleteSnapshot");
  }

  @Test
  void aSnapshotThatHasTheFinalNameAlreadyIsLeftAloneAndAnotherNameIsTaken() {
    ready();
    flow.people()
        .createSnapshot(r -> r.snapshotName("taken-name").cacheClusterId("orders-cache-001"));
    flow.run.forTime(Duration.ofHours(1));
    flow.edit(c -> c.with(CaseAttribute.FINAL_SNAPSHOT, "taken-name"));

    assertThat(flow.invoke("DeleteOldGroup")).containsEntry("status", "pending");
    assertThat(flow.ledger().require(CaseAttribute.FINAL_SNAPSHOT))
        .startsWith("cart-single-final-");
  }

  @Test
  void theWorkingFunctionHasNoStepThatDeletes() {
    ready();

    assertThat(remediator.workflow.DeletingSteps.namesThatTheWorkingFunctionHas()).isEmpty();
  }
}
