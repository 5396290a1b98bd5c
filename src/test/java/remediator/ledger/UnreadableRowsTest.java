package remediator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A row of the ledger that cannot be read stops its own group, tells once, and nobody else. */
class UnreadableRowsTest {
  private static final String CANNOT = "the ledger's row of " + Sample.ORDERS + " cannot be read: ";

  private static final Map<String, Object> INPUT_OF_NOBODY =
      Map.of("group", "some-group", "sameId", false, "status", "done");

  private CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private static Arguments row(
      String name, UnaryOperator<Map<String, AttributeValue>> change, String told) {
    return Arguments.of(name, change, told);
  }

  private static Stream<Arguments> badRows() {
    return Stream.of(
        row(
            "an older schema without controls",
            r -> LedgerRows.with(r, "controls", null),
            "the attribute controls is missing"),
        row(
            "an unknown attribute",
            r -> LedgerRows.with(r, "owner", fromS("x")),
            "it has the attribute \"owner\", which this version does not know"),
        row(
            "an unknown fact",
            r -> LedgerRows.withFact(r, "MOOD", fromS("x")),
            "the attribute facts is \"MOOD\", no fact that this version knows"),
        row(
            "a missing fact",
            r -> LedgerRows.withFact(r, "STEP_SINCE", null),
            "it has the fact STEP without STEP_SINCE"),
        row(
            "a wrong type",
            r -> LedgerRows.with(r, "state", fromN("1")),
            "the attribute state is no text"));
  }

  /** A row as it is while gate REQUIRED is open, changed. */
  private Map<String, AttributeValue> spoil(UnaryOperator<Map<String, AttributeValue>> change) {
    run.gates().ignore("required");
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).deliver(event);
    run.until(() -> run.gates().asked().contains("required"));
    LedgerRows rows = new LedgerRows(run, Sample.ORDERS);
    Map<String, AttributeValue> bad = change.apply(rows.row());
    rows.put(bad);
    return bad;
  }

  private Map<String, Object> reconcile() {
    try {
      return run.invoke("ReconcileFunction", "{}".getBytes(UTF_8));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> told(String group) {
    return run.messages().stream()
        .filter(m -> m.subject().contains(group + ": disagreement"))
        .map(m -> m.message())
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void theReconcilerTellsItOnceLeavesItAloneAndLooksAtTheOthers(
      String name, UnaryOperator<Map<String, AttributeValue>> change, String what) {
    Map<String, AttributeValue> bad = spoil(change);
    // Another flow, dead.
    run.gates().ignore("replace");
    byte[] cart = Sample.ofCart().bytes();
    run.importing(cart).deliver(cart);
    run.forTime(Duration.ofMinutes(1));
    people().stopExecution(r -> r.executionArn(run.executions().getLast().arn()));
    reconcile();
    run.forTime(Duration.ofHours(1));
    reconcile();

    assertThat(told("orders-cache"))
        .as(name)
        .singleElement()
        .asString()
        .startsWith("The" + CANNOT.substring(3) + what)
        .contains("Correct the row");
    assertThat(new LedgerRows(run, Sample.ORDERS).row()).isEqualTo(bad);
    assertThat(told("cart-single")).singleElement().asString().contains("was stopped");
    assertThat(run.ledger(Sample.CART).orElseThrow().state())
        .isEqualTo(RemediationCase.State.STOPPED);
    assertThat(run.deadLetters()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void aFindingForItIsRefusedAndStaysWhileThatOfAnotherGroupIsDealtWith(
      String name, UnaryOperator<Map<String, AttributeValue>> change, String what) {
    Map<String, AttributeValue> bad = spoil(change);
    long changes = changes();
    List<String> notes = Sample.notes(run);
    Events event = Sample.ofOrders();
    event.findings().add(Sample.ofBilling().findings().getFirst());
    run.send(event.bytes());
    run.until(() -> run.ledger(Sample.BILLING).isPresent());

    assertThat(run.log("finding"))
        .as(name)
        .filteredOn(l -> Sample.ORDERS.equals(l.get("group")))
        .last()
        .satisfies(
            l -> {
              assertThat(l).containsEntry("decision", "REFUSED");
              assertThat(l.get("reasons").toString()).contains(CANNOT + what);
            });
    assertThat(Sample.notes(run)).as("the finding stays as it is").isEqualTo(notes);
    assertThat(new LedgerRows(run, Sample.ORDERS).row()).isEqualTo(bad);
    assertThat(changes()).isEqualTo(changes);
    assertThat(run.ledger(Sample.BILLING).orElseThrow().running()).isTrue();
    assertThat(run.deadLetters()).isEmpty();
  }

  private long changes() {
    return run.changes().stream().filter(c -> c.startsWith("ElastiCache.Modify")).count();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void itsFlowDoesNothingAndItsGateOpensNothing(
      String name, UnaryOperator<Map<String, AttributeValue>> change, String what) {
    Map<String, AttributeValue> bad = spoil(change);
    long changes = changes();
    String token = run.executions().getFirst().openTokens().getFirst().token();
    people().sendTaskSuccess(r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
    run.toTheEnd();

    assertThat(changes()).as(name).isEqualTo(changes);
    assertThat(run.executions().getFirst().error()).isEqualTo("EndNotRecorded");
    assertThat(run.executions().getFirst().cause()).contains("cannot be read");
    assertThat(new LedgerRows(run, Sample.ORDERS).row()).isEqualTo(bad);
    assertThat(told("orders-cache")).isEmpty();
    assertThat(what).isNotEmpty();
  }

  @Test
  void theWayBackAndAPassedFindingAreRefusedWithTheSentenceToo() throws Exception {
    Map<String, AttributeValue> bad = spoil(r -> LedgerRows.with(r, "owner", fromS("x")));
    Map<String, Object> answer =
        run.invoke(
            "TlsRollbackFunction",
            StrictJson.writeBytes(Map.of("tls-rollback", "preferred", "group", Sample.ORDERS)));
    run.send(Sample.ofOrders().with("Compliance/Status", "PASSED").bytes());
    run.forTime(Duration.ofMinutes(5));

    assertThat(answer).containsEntry("decision", "REFUSED");
    assertThat(answer.get("reasons").toString()).contains(CANNOT);
    assertThat(run.log("finding").getLast().get("reasons").toString()).contains(CANNOT);
    assertThat(new LedgerRows(run, Sample.ORDERS).row()).isEqualTo(bad);
    assertThat(run.deadLetters()).isEmpty();
  }

  /** In line before the others, and with the only place there is. */
  @Test
  void itHoldsUpNeitherTheLineNorTheLastPlace() {
    run.close();
    run = new CloudRun(Map.of("MaxFlows", "1"));
    spoil(r -> LedgerRows.with(r, "owner", fromS("x")));
    run.forTime(Duration.ofMinutes(20));
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(() -> run.ledger(Sample.CART).filter(RemediationCase::running).isPresent());

    assertThat(run.ledger(Sample.CART).orElseThrow().running()).isTrue();
  }

  @Test
  void aGroupThatWaitsAndCannotBeReadLeavesTheLine() {
    run.close();
    run = new CloudRun(Map.of("MaxFlows", "1"));
    run.gates().ignore("replace");
    for (Events event : List.of(Sample.ofCart(), Sample.ofOrders(), Sample.ofBilling())) {
      run.importing(event.bytes()).send(event.bytes());
      run.forTime(Duration.ofMinutes(1));
    }
    LedgerRows rows = new LedgerRows(run, Sample.ORDERS);
    assertThat(rows.row().get("state").s()).isEqualTo("WAITING");
    rows.put(LedgerRows.with(rows.row(), "owner", fromS("x")));
    people().stopExecution(r -> r.executionArn(run.executions().getFirst().arn()));
    reconcile();
    run.until(() -> run.ledger(Sample.BILLING).filter(RemediationCase::running).isPresent());

    assertThat(run.ledger(Sample.BILLING).orElseThrow().running()).isTrue();
    assertThat(run.log("maintenance").toString()).contains(CANNOT);
  }

  /** Then nobody knows how many flows run there: nothing starts, and people are told. */
  @Test
  void aRosterThatCannotBeReadHoldsUpItsAccountAndRegion() {
    run.gates().ignore("required");
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).deliver(event);
    run.forTime(Duration.ofMinutes(1));
    String key = "#roster 111122223333 us-east-1";
    LedgerRows rows = new LedgerRows(run, key);
    Map<String, AttributeValue> bad = LedgerRows.with(rows.row(), "day", fromS("today"));
    rows.put(bad);
    byte[] cart = Sample.ofCart().bytes();
    run.importing(cart).deliver(cart);
    run.forTime(Duration.ofMinutes(10));
    reconcile();
    reconcile();

    String sentence = "ledger's row of " + key + " cannot be read: the attribute day is \"today\"";
    assertThat(run.log("finding").getLast()).containsEntry("decision", "REFUSED");
    assertThat(run.log("finding").getLast().get("reasons").toString()).contains(sentence);
    assertThat(run.ledger(Sample.CART)).isEmpty();
    assertThat(told("ledger")).singleElement().asString().contains(sentence);
    assertThat(rows.row()).isEqualTo(new HashMap<>(bad));
    assertThat(run.deadLetters()).isEmpty();
  }

  /** An execution that somebody has started by hand, with an input that names no group. */
  @Test
  void anExecutionOfNobodysIsToldAndStopsNoLook() {
    run.gates().ignore("replace");
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.forTime(Duration.ofMinutes(1));
    String machine = run.executions().getFirst().machineArn();
    people()
        .startExecution(
            r ->
                r.stateMachineArn(machine)
                    .name("by-hand")
                    .input(StrictJson.write(INPUT_OF_NOBODY)));
    reconcile();

    assertThat(told("by-hand"))
        .singleElement()
        .asString()
        .contains("An execution runs that the ledger knows nothing of");
  }

  private SfnClient people() {
    return run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();
  }
}
