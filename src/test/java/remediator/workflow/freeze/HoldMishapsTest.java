package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.InjectedFault;
import awsemulator.elasticache.state.OperationTiming;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.workflow.core.WriteHold;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/** What can befall a hold of writes: the flow says so, and the group is as its owner had it. */
class HoldMishapsTest {
  private static final String STANDARD = "default.redis7 in-sync";

  private HeldCart cart = new HeldCart();

  @AfterEach
  void close() {
    cart.close();
  }

  private HeldCart with(Map<String, String> parameters) {
    cart.close();
    cart = new HeldCart(parameters);
    return cart;
  }

  private void isUndone(String parameterGroup) {
    assertThat(cart.ledger().attribute(CaseAttribute.CUT_OVER_AT)).isEmpty();
    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    assertThat(cart.used(HeldCart.ARN)).containsExactly(parameterGroup);
    assertThat(cart.freezing()).isEmpty();
    assertThat(cart.run.view().group(HeldCart.NEW_ARN)).isEmpty();
    assertThat(cart.run.view().snapshots()).isEmpty();
    assertThat(cart.run.executions()).allMatch(e -> e.stopped() != null);
  }

  @Test
  void aParameterGroupThatNeedsARebootStopsTheFlowBeforeAnyWriteIsRefused() {
    cart.run.controls().parameters().needReboot(HeldCart.ARN);

    cart.toTheEnd();

    assertThat(cart.told()).contains("must be rebooted before they use another parameter group");
    assertThat(cart.has(CaseAttribute.WRITES_HELD_AT)).isFalse();
    isUndone(STANDARD);
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITES_HELD_AT", "SNAPSHOT", "NEW_GROUP_CONFIRMED", "VERIFIED_AT"})
  void aParameterThatIsSetBackEndsTheFlowWhichLetsWritesIn(CaseAttribute when) {
    cart.until(when);
    cart.set(cart.freezing().getFirst(), HeldCart.HOLDING, "0");

    cart.run.toTheEnd();

    assertThat(cart.told())
        .contains("somebody has let writes to cart-replicas in again while the flow held them")
        .contains("cart-replicas is as it was; writes were refused for");
    isUndone(STANDARD);
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITES_HELD_AT", "NEW_GROUP_CONFIRMED"})
  void anotherParameterGroupEndsTheFlowToo(CaseAttribute when) {
    cart.owning(Map.of()).until(when);
    cart.run.forTime(Duration.ofMinutes(1));
    cart.give("default.redis7");

    cart.run.toTheEnd();

    assertThat(cart.told())
        .containsAnyOf(
            "has given cart-replicas the parameter group default.redis7",
            "engine.parameterGroup is \"owners-parameters\", wanted \"default.redis7\"");
    isUndone(STANDARD);
  }

  @ParameterizedTest
  @EnumSource(names = {"FREEZE_PARAMETER_GROUP", "WRITES_HELD_AT", "NEW_GROUP_CONFIRMED"})
  void aCommandBeforeTheCutOverLetsWritesInAndTheFlowIsRolledBack(CaseAttribute when)
      throws Exception {
    cart.until(when).run.forTime(Duration.ofMinutes(1));

    cart.thaw(HeldCart.ARN);

    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    cart.run.toTheEnd();
    assertThat(cart.told())
        .contains("somebody has let writes to cart-replicas in again while the flow held them");
    isUndone(STANDARD);
  }

  @Test
  void afterTheCutOverTheOldGroupStaysHeldUntilACommandLetsWritesInAndTwiceIsNoHarm()
      throws Exception {
    cart.owning(Map.of("maxmemory-policy", "allkeys-lru")).run.gates().ignore("retire");
    cart.until(CaseAttribute.GATE_TOKEN);
    cart.run.until(() -> cart.has(CaseAttribute.CUT_OVER_AT) && cart.ledger().running());
    cart.run.forTime(Duration.ofHours(1));
    assertThat(cart.refuses(HeldCart.ARN)).isTrue();
    assertThat(cart.refuses(HeldCart.NEW_ARN)).isFalse();
    assertThat(cart.run.messages())
        .anyMatch(m -> m.message().contains("invoke the workflow function with {\"thaw\":"));

    assertThat(cart.thaw(HeldCart.ARN)).containsEntry("status", "pending");
    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    cart.run.forTime(Duration.ofMinutes(10));
    assertThat(cart.thaw(HeldCart.ARN)).containsEntry("status", "done");

    assertThat(cart.used(HeldCart.ARN)).containsExactly(HeldCart.OWNERS + " in-sync");
    assertThat(WriteHold.pause(cart.ledger()).orElseThrow())
        .as("the pause, which ended at the cut-over")
        .isLessThan(Duration.ofMinutes(30));
    assertThat(cart.ledger().running()).isTrue();
  }

  @Test
  void aCommandForAGroupWithoutHeldWritesSaysWhatToLookAt() throws Exception {
    assertThat(cart.thaw(Sample.ORDERS))
        .containsEntry("status", "failed")
        .extractingByKey("reason")
        .asString()
        .contains("the ledger knows of no held writes of orders-cache")
        .contains("modify-cache-parameter-group");
    assertThat(cart.run.changes()).isEmpty();
  }

  @Test
  void aCommandForWhatIsNoGroupIsRefused() {
    assertThatThrownBy(() -> cart.thaw("everything")).hasMessageContaining("is not an ARN");
    assertThat(cart.run.changes()).isEmpty();
  }

  @Test
  void aHoldThatLastsTooLongEndsTheFlowAndWritesAreLetIn() {
    with(Map.of("GateCutOver", "ask", "FreezeMinutes", "30"));
    cart.run.controls().timing(slow());

    cart.toTheEnd();

    assertThat(cart.told())
        .contains("have been held for 30 minutes, the most that freeze-minutes allows");
    assertThat(WriteHold.pause(cart.ledger()).orElseThrow())
        .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(33));
    isUndone(STANDARD);
  }

  private static OperationTiming slow() {
    OperationTiming usual = OperationTiming.usual();
    return new OperationTiming(
        Duration.ofHours(3),
        usual.tls(),
        usual.settings(),
        usual.parameters(),
        usual.tags(),
        usual.upgrade(),
        usual.scale(),
        usual.snapshotCut(),
        usual.snapshot(),
        usual.snapshotShard(),
        usual.delete(),
        usual.statusLag());
  }

  @Test
  void nobodyAnswersUnderTheHoldAndWritesAreLetInAtItsEnd() {
    with(Map.of("GateCutOver", "again", "FreezeMinutes", "60")).run.gates().ignore("cut-over");

    cart.toTheEnd();

    assertThat(cart.run.gates().asked()).contains("cut-over");
    assertThat(WriteHold.pause(cart.ledger()).orElseThrow())
        .isBetween(Duration.ofMinutes(55), Duration.ofMinutes(63));
    isUndone(STANDARD);
  }

  @Test
  void anEngineWithoutTheParameterIsWaitedForAndAskedAboutAsBefore() {
    cart.until(CaseAttribute.GATE_TOKEN);
    cart.run
        .ledger()
        .change(
            cart.ledger().group(),
            c -> c.with(CaseAttribute.WRITE_HOLD_PARAMETER, WriteHold.NO_PARAMETER));

    cart.run.toTheEnd();

    assertThat(cart.run.gates().asked()).containsExactly("replace", "cut-over", "retire");
    assertThat(cart.has(CaseAttribute.WRITES_HELD_AT)).isFalse();
    assertThat(cart.ledger().history())
        .anyMatch(e -> e.text().contains("has no parameter by which writes can be held"));
    assertThat(cart.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
  }

  /** Before Redis 5.0 the parameter has its old name, which only the family's own list tells. */
  @Test
  void anOlderEngineIsHeldByTheParameterThatItsFamilyHas() {
    String arn = Sample.arn("olds");
    cart.people()
        .createReplicationGroup(
            r ->
                r.replicationGroupId("olds")
                    .replicationGroupDescription("olds")
                    .engine("redis")
                    .engineVersion("4.0.10")
                    .cacheNodeType("cache.r5.large")
                    .numCacheClusters(1));
    cart.run.toTheEnd();
    byte[] event = Sample.ofCart().with("Resources", List.of(Map.of("Id", arn))).bytes();
    cart.run.importing(event).deliver(event);
    cart.run.toTheEnd();

    RemediationCase ended = cart.run.ledger(arn).orElseThrow();
    assertThat(ended.attribute(CaseAttribute.WRITE_HOLD_PARAMETER)).contains("min-slaves-to-write");
    assertThat(ended.attribute(CaseAttribute.OUTCOME))
        .as("%s", ended.history())
        .contains("complete");
    assertThat(WriteHold.pause(ended)).isPresent();
    assertThat(cart.freezing()).isEmpty();
  }

  @Test
  void theOwnersParameterGroupIsDeletedMeanwhileAndTheGroupKeepsItsCopy() {
    cart.owning(Map.of("maxmemory-policy", "allkeys-lru")).untilHeld();
    cart.run.controls().parameters().drop(parameterGroup(HeldCart.OWNERS));

    cart.run.toTheEnd();

    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    String copy = cart.freezing().getFirst();
    assertThat(cart.used(HeldCart.ARN)).containsExactly(copy + " in-sync");
    assertThat(cart.run.view().parameters(HeldCart.ARN))
        .containsEntry("maxmemory-policy", "allkeys-lru")
        .containsEntry(HeldCart.HOLDING, "0");
    assertThat(cart.told())
        .contains("somebody has deleted the parameter group owners-parameters")
        .contains("parameter group " + copy);
    assertThat(cart.run.view().group(HeldCart.NEW_ARN)).isEmpty();
  }

  @Test
  void aParameterGroupOfAnotherFamilyUnderTheOwnersNameIsNotGivenToTheGroup() {
    cart.owning(Map.of()).untilHeld();
    cart.run.controls().parameters().remake(parameterGroup(HeldCart.OWNERS), "redis6.x");

    cart.run.toTheEnd();

    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    assertThat(cart.used(HeldCart.ARN)).containsExactly(cart.freezing().getFirst() + " in-sync");
    assertThat(cart.told()).contains("parameter group " + cart.freezing().getFirst());
    assertThat(cart.run.view().group(HeldCart.NEW_ARN)).isEmpty();
  }

  private static String parameterGroup(String name) {
    return HeldCart.ARN.replaceFirst("replicationgroup:.*", "parametergroup:" + name);
  }

  @Test
  void aGroupThatDemandsReplicasForAWriteGetsThatVeryValueBack() {
    with(Map.of("GateCutOver", "again"));
    cart.owning(Map.of(HeldCart.HOLDING, "1", "maxmemory-policy", "allkeys-lru"));
    cart.run.gates().reject("cut-over", "not today");

    cart.toTheEnd();

    assertThat(cart.has(CaseAttribute.WRITES_RELEASED_AT)).isTrue();
    assertThat(cart.run.view().parameters(HeldCart.ARN)).containsEntry(HeldCart.HOLDING, "1");
    isUndone(HeldCart.OWNERS + " in-sync");
  }

  @Test
  void theCloneHasTheOwnersParameterGroupAndTheComparisonKnowsNoDifference() {
    cart.owning(Map.of(HeldCart.HOLDING, "1")).toTheEnd();

    assertThat(cart.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(cart.used(HeldCart.NEW_ARN)).containsExactly(HeldCart.OWNERS + " in-sync");
    assertThat(cart.ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(cart.ledger().require(CaseAttribute.EXPECTED_DIFFERENCES))
        .doesNotContain("arameterGroup");
    assertThat(cart.ledger().require(CaseAttribute.PARAMETER_GROUP)).isEqualTo(HeldCart.OWNERS);
    assertThat(cart.freezing()).isEmpty();
  }

  @Test
  void aSharedParameterGroupIsNotTouchedAndTheOtherCacheIsNeverHeld() {
    cart.owning(Map.of("maxmemory-policy", "allkeys-lru"));
    cart.run.controls().parameters().share(HeldCart.ARN, Sample.CART);
    List<Parameter> before = owners();
    byte[] event = Events.sample("ec4-primary-and-two-replicas-replace").bytes();
    cart.run.importing(event).deliver(event);

    boolean[] held = {false, false};
    cart.run.until(
        () -> {
          held[0] |= cart.refuses(HeldCart.ARN);
          held[1] |= cart.refuses(Sample.CART);
          return false;
        });

    assertThat(held).containsExactly(true, false);
    assertThat(owners()).isEqualTo(before);
    assertThat(cart.used(Sample.CART)).containsExactly(HeldCart.OWNERS + " in-sync");
    assertThat(cart.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
  }

  private List<Parameter> owners() {
    return cart
        .people()
        .describeCacheParametersPaginator(r -> r.cacheParameterGroupName(HeldCart.OWNERS))
        .parameters()
        .stream()
        .toList();
  }

  @Test
  void whereTheIdIsWantedAgainWritesAreHeldOnlyRightBeforeTheDeletion() {
    with(Map.of("NewId", "same")).owning(Map.of("maxmemory-policy", "allkeys-lru"));

    cart.toTheEnd();

    assertThat(cart.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(cart.ledger().require(CaseAttribute.WRITES_HELD_AT))
        .isBetween(
            cart.ledger().require(CaseAttribute.CUT_OVER_AT),
            cart.ledger().require(CaseAttribute.DELETION_REQUESTED_AT));
    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    assertThat(cart.used(HeldCart.ARN)).containsExactly(HeldCart.OWNERS + " in-sync");
    assertThat(cart.freezing()).isEmpty();
  }

  @Test
  void whereTheIdIsWantedAgainAndTheDeletionIsRefusedWritesAreLetIn() {
    with(Map.of("NewId", "same")).owning(Map.of());
    cart.run.faults().always("ElastiCache.DeleteReplicationGroup", InjectedFault.ACCESS_DENIED);

    cart.toTheEnd();

    assertThat(cart.has(CaseAttribute.DELETION_REQUESTED_AT)).isTrue();
    assertThat(cart.run.view().group(HeldCart.ARN)).isPresent();
    assertThat(cart.refuses(HeldCart.ARN)).isFalse();
    assertThat(cart.used(HeldCart.ARN)).containsExactly(HeldCart.OWNERS + " in-sync");
  }
}
