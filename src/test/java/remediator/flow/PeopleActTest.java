package remediator.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.ExecutionNames;
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What people do to the groups while a replacement waits for an answer, or after it has ended. */
class PeopleActTest {
  private static final String OLD = CartReplacement.OLD;
  private static final String NEW = CartReplacement.NEW;
  private static final String NEW_ARN = CartReplacement.NEW_ARN;

  private CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  private List<Tag> tags(String arn) {
    return flow.view().tags(arn).stream()
        .filter(t -> t.key().startsWith("elasticache-encryption:"))
        .toList();
  }

  // ---------- C1 ----------

  @Test
  void whereTheOwnerHasDeletedTheOldGroupANoAtCutOverKeepsTheNewOneAndTheSnapshot() {
    flow.openAt("cut-over");
    flow.delete(OLD);
    flow.answer(false);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.view().group(NEW_ARN)).isPresent();
    assertThat(flow.view().snapshots()).hasSize(1);
    assertThat(flow.told())
        .contains("cart-single has been deleted by somebody")
        .contains("may hold the only copy of the old group's data")
        .contains("group cart-single-enc")
        .doesNotContain("; delete it:");
  }

  @Test
  void whereTheOwnerHasDeletedTheOldGroupSilenceAtCutOverKeepsTheNewOneToo() {
    flow.openAt("cut-over");
    flow.delete(OLD);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.view().group(NEW_ARN)).isPresent();
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(flow.told()).contains("cart-single has been deleted by somebody");
  }

  @Test
  void whereTheOwnerHasDeletedTheOldGroupAYesAtCutOverLetsTheNewOneServe() {
    flow.openAt("cut-over");
    flow.delete(OLD);
    flow.answer(true);
    flow.run.toTheEnd();

    assertThat(flow.view().group(NEW_ARN)).isPresent();
    assertThat(Sample.parameters(flow.run, OLD).get("current")).contains(NEW);
    assertThat(flow.told()).contains("deleted by somebody else").contains("not counted");
  }

  // ---------- C2 ----------

  @ParameterizedTest
  @ValueSource(strings = {"replace", "cut-over"})
  void aLedgerRowPutBackAfterTheFlowHasEndedDeletesNothing(String gate) throws Exception {
    flow.openAt(gate);
    RemediationCase earlier = flow.ledger();
    flow.answer(true);
    flow.run.toTheEnd();
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.DONE);
    List<String> before = flow.run.changes();

    flow.edit(now -> withVersion(earlier, now));
    flow.run.invoke("ReconcileFunction", "{}".getBytes(UTF_8));
    flow.run.toTheEnd();

    assertThat(flow.run.changes().stream().filter(c -> c.contains("Delete")).toList())
        .isEqualTo(before.stream().filter(c -> c.contains("Delete")).toList());
    assertThat(flow.view().group(NEW_ARN)).isPresent();
    assertThat(flow.view().group(NEW_ARN).orElseThrow().status()).isEqualTo("available");
  }

  private static RemediationCase withVersion(RemediationCase earlier, RemediationCase now) {
    return new RemediationCase(
        earlier.group(),
        earlier.attempt(),
        earlier.flow(),
        earlier.decision(),
        earlier.state(),
        earlier.controls(),
        earlier.policy(),
        earlier.attributes(),
        earlier.findings(),
        earlier.history(),
        now.version());
  }

  // ---------- H2 ----------

  @Test
  void aSnapshotThatHasTheNameAlreadyIsLeftAloneAndAnotherIsTaken() {
    flow.openAt("replace");
    String name = "cart-single-enc-" + ExecutionNames.uniquePart(flow.ledger().flow());
    flow.people().createSnapshot(r -> r.snapshotName(name).cacheClusterId("cart-single-001"));
    flow.run.forTime(Duration.ofHours(1));
    String foreign = flow.view().snapshots().getFirst().arn();
    flow.answer(true);
    flow.run.toTheEnd();

    assertThat(flow.ledger().require(CaseAttribute.SNAPSHOT)).isEqualTo(name + "-2");
    assertThat(flow.view().snapshots()).extracting(Snapshot::arn).contains(foreign);
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(flow.ledger().history())
        .extracting(RemediationCase.Entry::text)
        .contains("a snapshot " + name + " was there already; it is left as it is");
  }

  @Test
  void aSnapshotOfAnotherGroupUnderTheNameIsNotRestored() {
    flow.openAt("replace");
    String name = "cart-single-enc-" + ExecutionNames.uniquePart(flow.ledger().flow());
    String owner = flow.ledger().flow();
    flow.people()
        .createSnapshot(
            r ->
                r.snapshotName(name)
                    .cacheClusterId("orders-cache-001")
                    .tags(Tag.builder().key(ResourceTags.FLOW).value(owner).build()));
    flow.run.forTime(Duration.ofHours(1));
    flow.answer(true);
    flow.run.toTheEnd();

    assertThat(flow.ledger().require(CaseAttribute.SNAPSHOT)).isEqualTo(name + "-2");
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.DONE);
  }

  // ---------- H3 ----------

  @Test
  void whereTheNewGroupWasMadeAgainWhileRetireIsOpenTheOldGroupStays() {
    flow.openAt("retire");
    flow.delete(NEW);
    flow.create(NEW, true);
    flow.answer(true);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.view().group(Sample.CART)).isPresent();
    assertThat(flow.told())
        .contains("cart-single-enc is not the group that this flow was begun for");
  }

  @Test
  void whereTheNewGroupIsGoneWhileRetireIsOpenTheOldGroupStays() {
    flow.openAt("retire");
    flow.delete(NEW);
    flow.answer(true);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.view().group(Sample.CART)).isPresent();
    assertThat(flow.told())
        .contains("cart-single is not deleted: its successor cart-single-enc no longer exists");
  }

  @Test
  void anEmptyNewGroupIsNoSuccessor() {
    flow.openAt("retire");
    flow.data.items(Sample.CART, 2000);
    flow.data.items(NEW_ARN, 0);
    flow.answer(true);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.told())
        .contains(
            "cart-single is not deleted: its successor cart-single-enc holds 0 items, and it holds"
                + " 2,000: compare them");
  }

  // ---------- H4 ----------

  @Test
  void whileTheSwitchSaysHoldNothingIsDeleted() {
    flow.openAt("retire");
    flow.setSwitch("hold");
    flow.answer(true);
    flow.run.forTime(Duration.ofDays(2));

    flow.nothingWasDeletedByTheProduct();
    flow.setSwitch("run");
    flow.run.toTheEnd();
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(flow.view().group(Sample.CART)).isEmpty();
  }

  @Test
  void aRollBackWaitsToo() {
    flow.openAt("cut-over");
    flow.setSwitch("hold");
    flow.answer(false);
    flow.run.forTime(Duration.ofDays(2));

    flow.nothingWasDeletedByTheProduct();
    flow.setSwitch("run");
    flow.run.toTheEnd();
    assertThat(flow.view().group(NEW_ARN)).isEmpty();
    assertThat(flow.view().snapshots()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"opt-out, true", "mode, plan-only", "opt-out, yes", "optout, true"})
  void aTagThatIsSetWhileRetireIsOpenKeepsTheOldGroup(String tag, String value) {
    flow.openAt("retire");
    flow.tag(tag, value);
    flow.answer(true);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.told()).contains("cart-single is not deleted: ");
    assertThat(flow.ledger().state()).isEqualTo(RemediationCase.State.STOPPED);
  }

  @Test
  void theDeletingFunctionInvokedPastTheStateMachineDeletesNothingWithoutAnApproval() {
    flow.openAt("retire");

    assertThat(flow.invoke("DeleteOldGroup"))
        .containsEntry("status", "failed")
        .extractingByKey("reason")
        .asString()
        .contains("the ledger has no approval at gate retire");
    flow.nothingWasDeletedByTheProduct();
  }

  @Test
  void itTakesNoWordOfItsCallerForAnAnswer() throws Exception {
    flow.openAt("retire");
    Map<String, Object> gate = Map.of("name", "retire", "decision", "approved");
    byte[] input =
        StrictJson.writeBytes(
            Map.of(
                "step",
                "DeleteOldGroup",
                "group",
                Sample.CART,
                "flow",
                flow.ledger().flow(),
                "gate",
                gate));

    assertThat(flow.run.invoke("RetireFunction", input)).containsEntry("status", "failed");
    flow.nothingWasDeletedByTheProduct();
  }

  @Test
  void keepOldDaysHoldAlsoForTheDeletingFunctionByItself() {
    flow.close();
    flow = new CartReplacement(Map.of("KeepOldDays", "5", "GateRetire", "skip"));
    flow.runUntil(() -> flow.is(CaseAttribute.STEP, "RetainOldGroup"));
    flow.run.forTime(Duration.ofDays(2));

    assertThat(flow.invoke("DeleteOldGroup")).containsEntry("status", "pending");
    flow.nothingWasDeletedByTheProduct();
  }

  // ---------- H5 ----------

  @Test
  void aGroupOfAnotherDeploymentsFlowIsNeitherTakenNorRemoved() {
    flow.people()
        .createReplicationGroup(
            r ->
                r.replicationGroupId(NEW)
                    .replicationGroupDescription("Another deployment's")
                    .cacheNodeType("cache.t4g.small")
                    .engine("redis")
                    .engineVersion("7.1")
                    .numCacheClusters(1)
                    .atRestEncryptionEnabled(true)
                    .tags(
                        Tag.builder()
                            .key(ResourceTags.FLOW)
                            .value("cart-single-0ther0ne-1-00000000")
                            .build()));
    flow.run.forTime(Duration.ofHours(1));
    flow.openAt("cut-over");
    flow.answer(false);
    flow.run.toTheEnd();

    assertThat(flow.ledger().require(CaseAttribute.NEW_GROUP)).isEqualTo("cart-single-enc2");
    assertThat(flow.view().group(Sample.arn("cart-single-enc2"))).isEmpty();
    assertThat(flow.view().group(NEW_ARN)).isPresent();
  }

  @Test
  void anOldGroupThatAnotherDeploymentHasReplacedIsNotReplacedOnceMore() {
    flow.openAt("cut-over");
    Sample.tag(flow.run, Sample.CART, "replaced-by", "somewhere-else");
    flow.run.forTime(Duration.ofHours(1));
    flow.answer(true);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(Sample.parameters(flow.run, OLD).get("current")).doesNotContain(NEW);
    assertThat(flow.told())
        .contains("another deployment or an earlier flow has replaced it already");
  }

  // ---------- H6 ----------

  @ParameterizedTest
  @ValueSource(strings = {"cut-over", "retire"})
  void aGroupThatTheOwnerMadeAnewUnderTheOldIdIsNeitherMarkedNorDeleted(String gate) {
    flow.openAt(gate);
    flow.delete(OLD);
    flow.create(OLD, true);
    ReplicationGroup anew = flow.view().group(Sample.CART).orElseThrow();
    flow.answer(true);
    flow.run.toTheEnd();

    flow.nothingWasDeletedByTheProduct();
    assertThat(flow.view().group(Sample.CART)).contains(anew);
    assertThat(tags(Sample.CART)).isEmpty();
    assertThat(flow.view().group(NEW_ARN)).isPresent();
    assertThat(flow.told()).contains("cart-single is not the group that this flow was begun for");
  }

  // ---------- Siblings ----------

  @Test
  void aNewGroupThatWasWrittenToIsRolledBackWithASnapshot() {
    flow.openAt("cut-over");
    flow.data.write(NEW_ARN, 7);
    flow.run.forTime(Duration.ofMinutes(5));
    flow.answer(false);
    flow.run.toTheEnd();

    assertThat(flow.view().group(NEW_ARN)).isEmpty();
    String kept = flow.ledger().require(CaseAttribute.NEW_GROUP_SNAPSHOT);
    assertThat(flow.view().snapshots()).extracting(Snapshot::snapshotName).containsExactly(kept);
    assertThat(flow.told()).contains("snapshot " + kept);
  }

  @Test
  void whereTheNewGroupIsGoneNothingIsCutOver() {
    flow.openAt("cut-over");
    flow.delete(NEW);
    flow.answer(true);
    flow.run.toTheEnd();

    assertThat(flow.view().group(Sample.CART)).isPresent();
    assertThat(flow.view().snapshots()).isEmpty();
    assertThat(Sample.parameters(flow.run, OLD).get("current")).doesNotContain(NEW);
    assertThat(flow.told()).contains("the new group cart-single-enc has been deleted by somebody");
  }
}
