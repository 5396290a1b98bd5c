package remediator.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.aws.AwsClients;
import remediator.finding.Events;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.notification.Messages;
import remediator.notification.Notifier;
import remediator.plan.ResourceTags;
import remediator.remediation.flow.ExecutionStarter;
import remediator.remediation.flow.FlowRecovery;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.remediation.flow.StateMachineArns;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A ledger that is put back in time deletes nothing, as src/docs/restore-ledger.md says. */
class RestoredLedgerTest {
  private static final String SUBJECT = "cart-single: the ledger was put back in time";
  private static final String SWITCH = "/elasticache-encryption/switch";

  private final CloudRun run = new CloudRun();
  private final LedgerRows rows = new LedgerRows(run, Sample.CART);
  private final SfnClient people =
      run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();

  @AfterEach
  void close() {
    run.close();
  }

  /** A replacement to its end; the rows of all its moments are kept. */
  private void replace() {
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(rows::keep);
    rows.keep();
    assertThat(rows.running().size()).isGreaterThan(5);
  }

  private Map<String, Object> reconcile() {
    try {
      Map<String, Object> answer = run.invoke("ReconcileFunction", "{}".getBytes(UTF_8));
      run.toTheEnd();
      return answer;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> told(String subject) {
    return run.messages().stream()
        .filter(m -> m.subject().contains(subject))
        .map(m -> m.message())
        .toList();
  }

  /** What flows have changed at ElastiCache so far. */
  private List<String> changes() {
    return run.changes().stream().filter(c -> c.startsWith("ElastiCache")).toList();
  }

  private ExecutionView execution() {
    return run.executions().getLast();
  }

  /** Puts the row back, and looks that the reconciler settles it, tells once, and does no more. */
  private String settles(Map<String, AttributeValue> row) {
    List<?> groups = run.view().groups();
    List<?> snapshots = run.view().snapshots();
    List<String> changes = changes();
    int executions = run.executions().size();
    int before = told(SUBJECT).size();
    int disagreements = told("disagreement").size();
    rows.put(row);
    reconcile();
    reconcile();

    assertThat(changes()).isEqualTo(changes);
    assertThat(run.view().groups()).isEqualTo(groups);
    assertThat(run.view().snapshots()).isEqualTo(snapshots);
    assertThat(run.executions()).hasSize(executions);
    RemediationCase c = run.ledger(Sample.CART).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue("ledger-restored");
    assertThat(c.attribute(CaseAttribute.GATE_TOKEN)).isEmpty();
    assertThat(FailureCount.failed(c)).isZero();
    assertThat(told(SUBJECT)).hasSize(before + 1);
    // After the cut-over the old group's writes are held still.
    assertThat(told("disagreement"))
        .hasSizeLessThanOrEqualTo(disagreements + 1)
        .allMatch(m -> m.contains("REFUSES WRITES"));
    String text = told(SUBJECT).getLast();
    assertThat(Messages.ENGLISH.sentence(c.history().getLast().text()))
        .isEqualTo(text.lines().findFirst().orElseThrow());
    return text;
  }

  /** C2: to wherever, the cut-over among them, once the old group is gone. */
  @Test
  void aRowPutBackToAnyMomentOfAReplacementThatIsDoneRollsNothingBack() {
    replace();
    assertThat(run.view().group(Sample.CART)).isEmpty();
    assertThat(rows.running().stream().map(r -> fact(r, "GATE")).toList())
        .contains("replace", "cut-over", "retire");
    Instant ended = execution().stopped();
    for (Map<String, AttributeValue> row : rows.running()) {
      assertThat(settles(row))
          .contains("a flow that works on cart-single, but " + execution().name())
          .contains(
              "ended at "
                  + Messages.ENGLISH.time(ended.toString())
                  + " (SUCCEEDED): the row was put back in time")
          .contains("settled as ledger-restored")
          .contains("Nothing is rolled back or changed")
          .contains("cart-single does not exist")
          .contains("cart-single-enc (available, encrypted at rest, TLS required)")
          .contains("send its finding again by the custom action");
    }
    assertThat(run.view().group(Sample.arn("cart-single-enc"))).isPresent();
  }

  private static String fact(Map<String, AttributeValue> row, String name) {
    AttributeValue value = row.get("facts").m().get(name);
    return value == null ? null : value.s();
  }

  /** A group that serves is named, and nobody is asked to delete it. */
  @Test
  void whereTheRowIsGoneNobodyIsToldToDeleteTheGroupThatServes() {
    replace();
    rows.delete();
    reconcile();

    assertThat(told("disagreement"))
        .filteredOn(text -> text.startsWith("The group cart-single-enc in"))
        .singleElement()
        .asString()
        .contains("says that clients were pointed to it: do not delete it before you have looked")
        .doesNotContain("charged until you delete it");
  }

  @Test
  void whileBothGroupsStandBothAreLeftAndTold() {
    run.gates().reject("retire", "we want to keep it");
    replace();
    for (Map<String, AttributeValue> row : rows.running()) {
      assertThat(settles(row))
          .contains("cart-single (available, not encrypted at rest, TLS required)")
          .contains("cart-single-enc (available, encrypted at rest, TLS required)");
    }
  }

  @Test
  void aFlowThatRolledBackIsNotRolledBackAgain() {
    run.gates().reject("cut-over", "not now");
    replace();
    for (Map<String, AttributeValue> row : rows.running()) {
      assertThat(settles(row))
          .contains("(SUCCEEDED)")
          .contains("cart-single (available, not encrypted at rest, TLS required)");
    }
  }

  /** Its end was in the ledger, so it is no dead flow; nor does it count as another failure. */
  @Test
  void aFlowThatFailedIsNotEndedAgain() {
    run.faults().always("ElastiCache.CreateReplicationGroup", InjectedFault.QUOTA);
    replace();
    assertThat(execution().status()).isEqualTo(ExecutionStatus.FAILED);
    for (Map<String, AttributeValue> row : rows.running()) {
      assertThat(settles(row)).contains("(FAILED)");
    }
  }

  @Test
  void aStoppedFlowThatWasEndedAlreadyIsNotEndedAgain() {
    run.gates()
        .before("cut-over", () -> people.stopExecution(r -> r.executionArn(execution().arn())));
    run.gates().ignore("cut-over");
    replace();
    reconcile();
    assertThat(run.executions()).hasSize(2);
    assertThat(told("disagreement")).hasSize(1);
    List<Map<String, AttributeValue>> stopped = rows.running();
    rows.put(stopped.getLast());
    List<String> changes = changes();
    reconcile();

    assertThat(changes()).isEqualTo(changes);
    assertThat(told(SUBJECT))
        .singleElement()
        .asString()
        .contains(
            "cart-single, but "
                + execution().name()
                + " ended at "
                + Messages.ENGLISH.time(execution().stopped().toString()))
        .contains("cart-single (available");
    assertThat(run.executions()).hasSize(2);
  }

  @Test
  void aFlowThatStepFunctionsHasForgottenIsNotBegunAnew() {
    replace();
    run.forTime(Duration.ofDays(91));
    for (Map<String, AttributeValue> row : rows.running()) {
      if (fact(row, "STEP") != null) {
        assertThat(settles(row))
            .contains("Step Functions no longer knows the execution " + execution().name())
            .contains("cart-single does not exist")
            .contains("cart-single-enc (available");
      }
    }
  }

  @Test
  void aFindingFindsItTooAndIsRefusedWithTheSentence() {
    run.gates().reject("retire", "we want to keep it");
    replace();
    rows.put(rows.running().getLast());
    List<String> changes = changes();
    run.send(Sample.ofCart().bytes());
    run.toTheEnd();

    assertThat(changes()).isEqualTo(changes);
    assertThat(told(SUBJECT)).hasSize(1);
    assertThat(run.log("finding").getLast())
        .containsEntry("decision", "REFUSED")
        .hasEntrySatisfying(
            "reasons",
            r ->
                assertThat(r.toString())
                    .contains("the row was put back in time")
                    .contains("by the custom action"));
    assertThat(Sample.notes(run)).allMatch(n -> n.contains("the row was put back in time"));
    assertThat(run.ledger(Sample.CART).orElseThrow().attribute(CaseAttribute.OUTCOME))
        .hasValue("ledger-restored");
  }

  @Test
  void aFindingThatIsSentAgainAfterwardsIsPlannedAnewFromTheLiveGroup() {
    run.gates().reject("cut-over", "not now");
    replace();
    settles(rows.running().getLast());
    run.gates().answer("cut-over", "{\"decision\":\"approved\"}");
    run.send(Sample.ofCart().bytes());
    run.toTheEnd();

    RemediationCase c = run.ledger(Sample.CART).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(c.attempt()).isEqualTo(2);
  }

  @Test
  void aRowOfOnlineTlsAsksNobodyAndSwitchesNothing() {
    LedgerRows orders = new LedgerRows(run, Sample.ORDERS);
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).deliver(event);
    run.until(orders::keep);
    List<String> changes = changes();
    int asked = run.gates().asked().size();
    for (Map<String, AttributeValue> row : orders.running()) {
      orders.put(row);
      reconcile();
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().attribute(CaseAttribute.OUTCOME))
          .hasValue("ledger-restored");
    }

    assertThat(changes()).isEqualTo(changes);
    assertThat(run.gates().asked()).hasSize(asked);
    assertThat(told("orders-cache: the ledger was put back in time"))
        .hasSize(orders.running().size())
        .allMatch(m -> m.contains("orders-cache (available, encrypted at rest, TLS required)"));
  }

  /** A row that was read a moment before its flow wrote its end is no row put back in time. */
  @Test
  void aFlowThatEndsBetweenTheTwoLooksIsLeftAsItEnded() {
    List<RemediationCase> before = new ArrayList<>();
    run.gates().before("retire", () -> before.add(run.ledger(Sample.CART).orElseThrow()));
    replace();
    RemediationCase end = run.ledger(Sample.CART).orElseThrow();
    AwsClients aws = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION);
    String machine = execution().machineArn();
    FlowRecovery recovery =
        new FlowRecovery(
            run.ledger(),
            new ExecutionStarter(aws, new StateMachineArns(machine, machine, machine)),
            new RestoredLedgerRecovery(
                aws,
                run.ledger(),
                new Notifier(
                    aws, "none", Optional.empty(), Optional.empty(), false, Messages.ENGLISH),
                run.clock()),
            run.clock());

    assertThat(recovery.look(before.getFirst())).isEmpty();
    assertThat(run.ledger(Sample.CART)).hasValue(end);
  }

  @Test
  void aFlowWhoseStartWasLostRightAfterTlsHadBeenAskedForIsStarted() {
    run.faults().next("SFN.StartExecution", InjectedFault.ACCESS_DENIED, 3);
    Events event = Sample.ofOrders();
    run.importing(event.bytes()).send(event.bytes());
    run.forTime(Duration.ofMinutes(10));
    assertThat(run.executions()).isEmpty();
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().attribute(CaseAttribute.LAST_REQUEST))
        .isPresent();
    reconcile();

    assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
        .isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void theSameRowAfterADayIsSettledSinceNobodyKnowsWhatHasBecomeOfIt() {
    run.faults().next("SFN.StartExecution", InjectedFault.ACCESS_DENIED, 3);
    Events event = Sample.ofOrders();
    run.importing(event.bytes()).send(event.bytes());
    run.forTime(Duration.ofDays(2));
    reconcile();

    assertThat(run.executions()).isEmpty();
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().attribute(CaseAttribute.OUTCOME))
        .hasValue("ledger-restored");
  }

  /** Rows of every moment, put back by the page, at the moment that most is lost by a mistake. */
  @Test
  void theProcedureOfTheDocumentationDeletesNothing() {
    run.gates().ignore("retire");
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(() -> rows.keep() || run.gates().asked().contains("retire"));
    List<?> groups = run.view().groups();
    List<String> changes = changes();
    SsmClient ssm = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).ssm(Sample.HOME);
    ssm.putParameter(r -> r.name(SWITCH).value("hold").overwrite(true));
    for (Map<String, AttributeValue> restored : rows.running()) {
      // Missing: its execution runs. So it is stopped, and the row goes back as STOPPED.
      run.forget(Sample.CART);
      people.stopExecution(r -> r.executionArn(execution().arn()));
      Map<String, AttributeValue> row =
          LedgerRows.withFact(
              LedgerRows.with(restored, "state", AttributeValue.fromS("STOPPED")),
              "OUTCOME",
              AttributeValue.fromS("ledger-restored"));
      copy(row);
      // There is a row again: a second copy changes nothing.
      assertThatThrownBy(() -> copy(restored)).isInstanceOf(ConditionalCheckFailedException.class);
      assertThat((List<?>) reconcile().get("disagreements"))
          .hasSizeLessThanOrEqualTo(1)
          .allMatch(d -> d.toString().contains("REFUSES WRITES"));
      assertThat(run.ledger(Sample.CART).orElseThrow().state())
          .isEqualTo(RemediationCase.State.STOPPED);
    }
    ssm.putParameter(r -> r.name(SWITCH).value("run").overwrite(true));
    reconcile();

    assertThat(run.view().groups()).isEqualTo(groups);
    assertThat(changes()).isEqualTo(changes);
    assertThat(groups).hasSameSizeAs(run.view().groups());
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.view().group(Sample.arn("cart-single-enc"))).isPresent();
  }

  private void copy(Map<String, AttributeValue> row) {
    try (DynamoDbClient client = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).dynamoDb()) {
      client.putItem(
          r ->
              r.tableName(run.table())
                  .item(row)
                  .conditionExpression("attribute_not_exists(#g)")
                  .expressionAttributeNames(Map.of("#g", "group")));
    }
  }

  /** The row says that nothing has taken over; the groups say otherwise, and so are people told. */
  @Test
  void nobodyIsToldToDeleteTheGroupThatTookOverWhereTheRowIsOlder() {
    try (CartReplacement flow = new CartReplacement(Map.of("KeepOldDays", "5"))) {
      flow.openAt("cut-over");
      Map<CaseAttribute, String> earlier = flow.ledger().attributes();
      flow.answer(true);
      flow.run.until(() -> flow.is(CaseAttribute.STEP, "RetainOldGroup"));
      flow.edit(now -> withFacts(now, earlier));
      flow.run.toTheEnd();

      flow.nothingWasDeletedByTheProduct();
      assertThat(flow.told())
          .contains("cart-single-enc may be in service, though the ledger knows of no cut-over")
          .contains("See what clients use before you delete anything")
          .doesNotContain("delete it:");
    }
  }

  private static RemediationCase withFacts(RemediationCase now, Map<CaseAttribute, String> facts) {
    RemediationCase bare = now.without(now.attributes().keySet().toArray(CaseAttribute[]::new));
    for (Map.Entry<CaseAttribute, String> fact : facts.entrySet()) {
      bare = bare.with(fact.getKey(), fact.getValue());
    }
    return bare;
  }

  /** An execution was stopped, somebody's code has taken our marks away, and the row is older. */
  @Test
  void theGroupThatTheEndpointNamesStaysThoughTheRowDoesNotKnowItsEndpoints() {
    try (CartReplacement flow = new CartReplacement(Map.of())) {
      flow.openAt("retire");
      SfnClient client = flow.run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();
      flow.run.executions().forEach(e -> client.stopExecution(r -> r.executionArn(e.arn())));
      untag(flow, CartReplacement.NEW_ARN, ResourceTags.IN_SERVICE);
      untag(flow, Sample.CART, ResourceTags.REPLACED_BY);
      flow.edit(
          c ->
              c.without(
                  CaseAttribute.NEW_ENDPOINTS,
                  CaseAttribute.CUT_OVER_AT,
                  CaseAttribute.GATE,
                  CaseAttribute.GATE_TOKEN,
                  CaseAttribute.GATE_UNTIL));
      flow.run.invoke("ReconcileFunction", "{}".getBytes(UTF_8));
      flow.run.toTheEnd();

      flow.nothingWasDeletedByTheProduct();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void untag(CartReplacement flow, String arn, String key) {
    flow.people().removeTagsFromResource(r -> r.resourceName(arn).tagKeys(key));
    flow.waitUntilTagged();
  }

  /** Whatever a row lacks while its flow runs on: what is in service stays. */
  @Test
  void aRowPutBackWhileItsFlowRunsCostsNoGroupThatIsInService() {
    List<String> ends = new ArrayList<>();
    replace();
    int moments = rows.running().size();
    for (int at = 1; at < moments; at++) {
      ends.add(putBackMeanwhile(at, at / 2));
    }

    assertThat(ends).hasSize(moments - 1).allMatch(e -> e.startsWith("safe"));
  }

  /** Another run, in which at one version the row of an earlier one is put back. */
  private static String putBackMeanwhile(int at, int back) {
    try (CloudRun other = new CloudRun()) {
      LedgerRows rows = new LedgerRows(other, Sample.CART);
      byte[] event = Sample.ofCart().bytes();
      other.importing(event).deliver(event);
      List.of("replace", "cut-over", "retire").forEach(other.gates()::ignore);
      boolean[] done = {false};
      other.until(
          () -> {
            rows.keep();
            if (!done[0] && rows.running().size() > at) {
              rows.put(rows.running().get(back));
              done[0] = true;
            }
            approve(other);
            return false;
          });
      for (int hour = 0; hour < 3; hour++) {
        other.invoke("ReconcileFunction", "{}".getBytes(UTF_8));
        other.toTheEnd().forTime(Duration.ofHours(1));
      }
      String current = Sample.parameters(other, "cart-single").getOrDefault("current", "none");
      String serving = current.contains("cart-single-enc") ? "cart-single-enc" : "cart-single";
      boolean stands = other.view().group(Sample.arn(serving)).isPresent();
      return (stands ? "safe " : "LOST ") + at + " back to " + back + ": " + serving;
    } catch (Exception e) {
      throw new AssertionError(at + " back to " + back, e);
    }
  }

  /** By the tokens that wait, as somebody has who read them before the row was put back. */
  private static void approve(CloudRun other) {
    SfnClient people = other.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();
    other.executions().stream()
        .flatMap(e -> e.openTokens().stream())
        .forEach(
            open ->
                people.sendTaskSuccess(
                    r -> r.taskToken(open.token()).output("{\"decision\":\"approved\"}")));
  }
}
