package remediator.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.group.GroupArn;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Fact;
import remediator.local.elasticache.FleetView;
import remediator.local.run.CloudRun;
import remediator.local.run.CountedData;
import remediator.local.run.LocalCloud;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

/** What people do to the groups while a replacement waits for an answer, or after it has ended. */
class PeopleActTest {
  private static final String OLD = "cart-single";
  private static final String NEW = "cart-single-enc";
  private static final String NEW_ARN = Sample.arn(NEW);
  private static final GroupArn CART = GroupArn.parse(Sample.CART);
  private static final String SWITCH = "/elasticache-encryption/switch";

  private final CountedData data = new CountedData();
  private CloudRun run = new CloudRun(Map.of(), data);

  @AfterEach
  void close() {
    run.close();
  }

  private ElastiCacheClient people() {
    return Sample.elastiCache(run);
  }

  private FleetView view() {
    return run.view();
  }

  private Case ledger() {
    return run.ledger(Sample.CART).orElseThrow();
  }

  /** Runs until this gate of the replacement is open, and lets nobody answer it. */
  private void openAt(String gate) {
    run.gates().ignore(gate);
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(
        () ->
            run.ledger(Sample.CART)
                .filter(c -> c.fact(Fact.GATE).equals(Optional.of(gate)))
                .isPresent());
  }

  private void answer(boolean yes) {
    String token = ledger().need(Fact.GATE_TOKEN);
    SfnClient client = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();
    if (yes) {
      client.sendTaskSuccess(r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
    } else {
      client.sendTaskFailure(r -> r.taskToken(token).error("Rejected").cause("no"));
    }
  }

  private void delete(String id) {
    people().deleteReplicationGroup(r -> r.replicationGroupId(id));
    run.forTime(Duration.ofHours(1));
  }

  private void create(String id, boolean encrypted) {
    people()
        .createReplicationGroup(
            r ->
                r.replicationGroupId(id)
                    .replicationGroupDescription("Made again")
                    .cacheNodeType("cache.t4g.small")
                    .engine("redis")
                    .engineVersion("7.1")
                    .numCacheClusters(1)
                    .cacheSubnetGroupName("private-subnets")
                    .atRestEncryptionEnabled(encrypted)
                    .transitEncryptionEnabled(encrypted));
    run.forTime(Duration.ofHours(1));
  }

  private void setSwitch(String position) {
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm()
        .putParameter(r -> r.name(SWITCH).value(position).overwrite(true));
  }

  /** The message that ends the flow. */
  private String told() {
    return run.messages().getLast().message();
  }

  private Map<String, Object> retire() {
    byte[] input =
        Json.write(Map.of("step", "Retire", "group", Sample.CART, "flow", ledger().flow()))
            .getBytes(UTF_8);
    try {
      return run.invoke("RetireFunction", input);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void nothingWasDeletedByTheProduct() {
    assertThat(run.changes())
        .doesNotContain("ElastiCache.DeleteReplicationGroup", "ElastiCache.DeleteSnapshot");
  }

  private List<Tag> tags(String arn) {
    return view().tags(arn).stream()
        .filter(t -> t.key().startsWith("elasticache-encryption:"))
        .toList();
  }

  // ---------- C1 ----------

  @Test
  void whereTheOwnerHasDeletedTheOldGroupANoAtCutOverKeepsTheNewOneAndTheSnapshot() {
    openAt("cut-over");
    delete(OLD);
    answer(false);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(view().group(NEW_ARN)).isPresent();
    assertThat(view().snapshots()).hasSize(1);
    assertThat(told())
        .contains("cart-single has been deleted by somebody")
        .contains("may hold the only copy of the old group's data")
        .contains("group cart-single-enc")
        .doesNotContain("; delete it:");
  }

  @Test
  void whereTheOwnerHasDeletedTheOldGroupSilenceAtCutOverKeepsTheNewOneToo() {
    openAt("cut-over");
    delete(OLD);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(view().group(NEW_ARN)).isPresent();
    assertThat(ledger().state()).isEqualTo(Case.State.STOPPED);
    assertThat(told()).contains("cart-single has been deleted by somebody");
  }

  @Test
  void whereTheOwnerHasDeletedTheOldGroupAYesAtCutOverLetsTheNewOneServe() {
    openAt("cut-over");
    delete(OLD);
    answer(true);
    run.toTheEnd();

    assertThat(view().group(NEW_ARN)).isPresent();
    assertThat(Sample.parameters(run, OLD).get("current")).contains(NEW);
    assertThat(told()).contains("deleted by somebody else").contains("not counted");
  }

  // ---------- C2 ----------

  @ParameterizedTest
  @ValueSource(strings = {"replace", "cut-over"})
  void aLedgerRowPutBackAfterTheFlowHasEndedDeletesNothing(String gate) throws Exception {
    openAt(gate);
    Case earlier = ledger();
    answer(true);
    run.toTheEnd();
    assertThat(ledger().state()).isEqualTo(Case.State.DONE);
    List<String> before = run.changes();

    run.ledger().change(CART, now -> withVersion(earlier, now));
    run.invoke("ReconcileFunction", "{}".getBytes(UTF_8));
    run.toTheEnd();

    assertThat(run.changes().stream().filter(c -> c.contains("Delete")).toList())
        .isEqualTo(before.stream().filter(c -> c.contains("Delete")).toList());
    assertThat(view().group(NEW_ARN)).isPresent();
    assertThat(view().group(NEW_ARN).orElseThrow().status()).isEqualTo("available");
  }

  private static Case withVersion(Case earlier, Case now) {
    return new Case(
        earlier.group(),
        earlier.attempt(),
        earlier.flow(),
        earlier.decision(),
        earlier.state(),
        earlier.controls(),
        earlier.policy(),
        earlier.facts(),
        earlier.findings(),
        earlier.history(),
        now.version());
  }

  // ---------- H2 ----------

  @Test
  void aSnapshotThatHasTheNameAlreadyIsLeftAloneAndAnotherIsTaken() {
    openAt("replace");
    String name = "cart-single-enc-" + ExecutionNames.uniquePart(ledger().flow());
    people().createSnapshot(r -> r.snapshotName(name).cacheClusterId("cart-single-001"));
    run.forTime(Duration.ofHours(1));
    String foreign = view().snapshots().getFirst().arn();
    answer(true);
    run.toTheEnd();

    assertThat(ledger().need(Fact.SNAPSHOT)).isEqualTo(name + "-2");
    assertThat(view().snapshots()).extracting(Snapshot::arn).contains(foreign);
    assertThat(ledger().state()).isEqualTo(Case.State.DONE);
    assertThat(ledger().history())
        .extracting(Case.Entry::text)
        .contains("a snapshot " + name + " was there already; it is left as it is");
  }

  @Test
  void aSnapshotOfAnotherGroupUnderTheNameIsNotRestored() {
    openAt("replace");
    String name = "cart-single-enc-" + ExecutionNames.uniquePart(ledger().flow());
    String flow = ledger().flow();
    people()
        .createSnapshot(
            r ->
                r.snapshotName(name)
                    .cacheClusterId("orders-cache-001")
                    .tags(Tag.builder().key(OurTags.FLOW).value(flow).build()));
    run.forTime(Duration.ofHours(1));
    answer(true);
    run.toTheEnd();

    assertThat(ledger().need(Fact.SNAPSHOT)).isEqualTo(name + "-2");
    assertThat(ledger().state()).isEqualTo(Case.State.DONE);
  }

  // ---------- H3 ----------

  @Test
  void whereTheNewGroupWasMadeAgainWhileRetireIsOpenTheOldGroupStays() {
    openAt("retire");
    delete(NEW);
    create(NEW, true);
    answer(true);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(view().group(Sample.CART)).isPresent();
    assertThat(told()).contains("cart-single-enc is not the group that this flow was begun for");
  }

  @Test
  void whereTheNewGroupIsGoneWhileRetireIsOpenTheOldGroupStays() {
    openAt("retire");
    delete(NEW);
    answer(true);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(view().group(Sample.CART)).isPresent();
    assertThat(told())
        .contains("cart-single is not deleted: its successor cart-single-enc no longer exists");
  }

  @Test
  void anEmptyNewGroupIsNoSuccessor() {
    openAt("retire");
    data.items(Sample.CART, 2000);
    data.items(NEW_ARN, 0);
    answer(true);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(told())
        .contains(
            "cart-single is not deleted: its successor cart-single-enc holds 0 items, and it holds"
                + " 2000: compare them");
  }

  // ---------- H4 ----------

  @Test
  void whileTheSwitchSaysHoldNothingIsDeleted() {
    openAt("retire");
    setSwitch("hold");
    answer(true);
    run.forTime(Duration.ofDays(2));

    nothingWasDeletedByTheProduct();
    setSwitch("run");
    run.toTheEnd();
    assertThat(ledger().state()).isEqualTo(Case.State.DONE);
    assertThat(view().group(Sample.CART)).isEmpty();
  }

  @Test
  void aRollBackWaitsToo() {
    openAt("cut-over");
    setSwitch("hold");
    answer(false);
    run.forTime(Duration.ofDays(2));

    nothingWasDeletedByTheProduct();
    setSwitch("run");
    run.toTheEnd();
    assertThat(view().group(NEW_ARN)).isEmpty();
    assertThat(view().snapshots()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opt-out=true", "mode=plan-only", "opt-out=yes", "optout=true"})
  void aTagThatIsSetWhileRetireIsOpenKeepsTheOldGroup(String tag) {
    openAt("retire");
    String[] parts = tag.split("=");
    Sample.tag(run, Sample.CART, parts[0], parts[1]);
    run.forTime(Duration.ofHours(1));
    answer(true);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(told()).contains("cart-single is not deleted: ");
    assertThat(ledger().state()).isEqualTo(Case.State.STOPPED);
  }

  @Test
  void theDeletingFunctionInvokedPastTheStateMachineDeletesNothingWithoutAnApproval() {
    openAt("retire");

    assertThat(retire())
        .containsEntry("status", "failed")
        .extractingByKey("reason")
        .asString()
        .contains("the ledger has no approval at gate retire");
    nothingWasDeletedByTheProduct();
  }

  @Test
  void itTakesNoWordOfItsCallerForAnAnswer() throws Exception {
    openAt("retire");
    Map<String, Object> gate = Map.of("name", "retire", "decision", "approved");
    byte[] input =
        Json.write(
                Map.of(
                    "step", "Retire", "group", Sample.CART, "flow", ledger().flow(), "gate", gate))
            .getBytes(UTF_8);

    assertThat(run.invoke("RetireFunction", input)).containsEntry("status", "failed");
    nothingWasDeletedByTheProduct();
  }

  @Test
  void keepOldDaysHoldAlsoForTheDeletingFunctionByItself() {
    run.close();
    run = new CloudRun(Map.of("KeepOldDays", "5", "GateRetire", "skip"));
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(
        () ->
            run.ledger(Sample.CART)
                .filter(c -> c.fact(Fact.STEP).equals(Optional.of("KeepOld")))
                .isPresent());
    run.forTime(Duration.ofDays(2));

    assertThat(retire()).containsEntry("status", "pending");
    nothingWasDeletedByTheProduct();
  }

  // ---------- H5 ----------

  @Test
  void aGroupOfAnotherDeploymentsFlowIsNeitherTakenNorRemoved() {
    people()
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
                            .key(OurTags.FLOW)
                            .value("cart-single-0ther0ne-1-00000000")
                            .build()));
    run.forTime(Duration.ofHours(1));
    openAt("cut-over");
    answer(false);
    run.toTheEnd();

    assertThat(ledger().need(Fact.NEW_GROUP)).isEqualTo("cart-single-enc2");
    assertThat(view().group(Sample.arn("cart-single-enc2"))).isEmpty();
    assertThat(view().group(NEW_ARN)).isPresent();
  }

  @Test
  void anOldGroupThatAnotherDeploymentHasReplacedIsNotReplacedOnceMore() {
    openAt("cut-over");
    Sample.tag(run, Sample.CART, "replaced-by", "somewhere-else");
    run.forTime(Duration.ofHours(1));
    answer(true);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(Sample.parameters(run, OLD).get("current")).doesNotContain(NEW);
    assertThat(told()).contains("another deployment or an earlier flow has replaced it already");
  }

  // ---------- H6 ----------

  @ParameterizedTest
  @ValueSource(strings = {"cut-over", "retire"})
  void aGroupThatTheOwnerMadeAnewUnderTheOldIdIsNeitherMarkedNorDeleted(String gate) {
    openAt(gate);
    delete(OLD);
    create(OLD, true);
    ReplicationGroup anew = view().group(Sample.CART).orElseThrow();
    answer(true);
    run.toTheEnd();

    nothingWasDeletedByTheProduct();
    assertThat(view().group(Sample.CART)).contains(anew);
    assertThat(tags(Sample.CART)).isEmpty();
    assertThat(view().group(NEW_ARN)).isPresent();
    assertThat(told()).contains("cart-single is not the group that this flow was begun for");
  }

  // ---------- Siblings ----------

  @Test
  void aNewGroupThatWasWrittenToIsRolledBackWithASnapshot() {
    openAt("cut-over");
    data.write(NEW_ARN, 7);
    run.forTime(Duration.ofMinutes(5));
    answer(false);
    run.toTheEnd();

    assertThat(view().group(NEW_ARN)).isEmpty();
    String kept = ledger().need(Fact.NEW_GROUP_SNAPSHOT);
    assertThat(view().snapshots()).extracting(Snapshot::snapshotName).containsExactly(kept);
    assertThat(told()).contains("snapshot " + kept);
  }

  @Test
  void whereTheNewGroupIsGoneNothingIsCutOver() {
    openAt("cut-over");
    delete(NEW);
    answer(true);
    run.toTheEnd();

    assertThat(view().group(Sample.CART)).isPresent();
    assertThat(view().snapshots()).isEmpty();
    assertThat(Sample.parameters(run, OLD).get("current")).doesNotContain(NEW);
    assertThat(told()).contains("the new group cart-single-enc has been deleted by somebody");
  }
}
