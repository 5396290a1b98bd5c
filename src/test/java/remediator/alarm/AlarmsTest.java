package remediator.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.console.WidgetBench;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;

/** Each alarm of the template goes off by the fault that it is for, and not without one. */
class AlarmsTest {
  private static final byte[] HOURLY = "{}".getBytes(UTF_8);

  private CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private CloudRun with(Map<String, String> parameters) {
    run.close();
    run = new CloudRun(parameters);
    return run;
  }

  private void reconcile() throws Exception {
    run.invoke("ReconcileFunction", HOURLY);
  }

  private Set<String> firing() {
    return new AlarmBoard(run).firing();
  }

  private void importing(Events event) {
    run.importing(event.bytes()).deliver(event.bytes());
  }

  @Test
  void noneGoesOffWhileAllIsWell() throws Exception {
    importing(Sample.ofOrders());
    run.toTheEnd();
    reconcile();

    assertThat(firing()).isEmpty();
  }

  @Test
  void anEventThatCannotBeDealtWith() throws Exception {
    run.faults().always("DynamoDB.BatchGetItem", InjectedFault.ACCESS_DENIED);
    importing(Sample.ofOrders());
    run.forTime(Duration.ofMinutes(44));
    reconcile();
    assertThat(firing()).isEmpty();

    run.forTime(Duration.ofMinutes(2));
    assertThat(firing()).containsExactly("IncomingEventsAlarm");

    run.toTheEnd();
    reconcile();
    assertThat(firing()).containsExactly("FailedEventsAlarm");
  }

  @Test
  void anInvocationThatFails() throws Exception {
    reconcile();
    run.faults().next("SSM.GetParameter", InjectedFault.ACCESS_DENIED, 3);
    run.send("{\"maintenance\":\"pause-new-flows\"}".getBytes(UTF_8));
    run.toTheEnd();

    assertThat(firing()).containsExactly("FailedEventsAlarm", "FunctionErrorsAlarm");
  }

  @Test
  void aFlowThatFails() throws Exception {
    run.faults().always("ElastiCache.CreateSnapshot", InjectedFault.ACCESS_DENIED);
    importing(Sample.ofCart());
    run.toTheEnd();
    reconcile();

    assertThat(firing()).containsExactly("FailedFlowsAlarm");
  }

  @Test
  void aFlowThatSomebodyStopped() throws Exception {
    run.gates().ignore("required");
    importing(Sample.ofOrders());
    run.until(() -> !run.executions().isEmpty());
    run.operator("111122223333", "us-east-1")
        .stepFunctions()
        .stopExecution(r -> r.executionArn(run.executions().getFirst().arn()));
    reconcile();

    assertThat(firing()).containsExactly("FailedFlowsAlarm");
  }

  @Test
  void aRejectedGateIsNoFailure() throws Exception {
    run.gates().reject("required", "not now");
    importing(Sample.ofOrders());
    run.toTheEnd();
    reconcile();

    assertThat(firing()).isEmpty();
  }

  @Test
  void aQuestionWhoseTimeIsNearlyUp() throws Exception {
    run.gates().ignore("replace");
    importing(Sample.ofCart());
    run.until(() -> asked() != null);
    reconcile();
    assertThat(firing()).isEmpty();

    run.until(() -> left().compareTo(Duration.ofHours(20)) < 0);
    reconcile();

    assertThat(firing()).containsExactly("GateExpiringAlarm");
  }

  private String asked() {
    return run.ledger(Sample.CART).flatMap(c -> c.attribute(CaseAttribute.GATE_UNTIL)).orElse(null);
  }

  private Duration left() {
    return Duration.between(run.clock().instant(), java.time.Instant.parse(asked()));
  }

  @Test
  void writesThatStayRefused() throws Exception {
    with(Map.of("GateCutOver", "ask", "FreezeMinutes", "20"));
    importing(Sample.ofCart());
    run.until(
        () ->
            run.ledger(Sample.CART)
                .flatMap(c -> c.attribute(CaseAttribute.WRITES_HELD_AT))
                .isPresent());
    // Nothing can let them in again, by whatever way.
    run.faults().always("ElastiCache.ModifyCacheParameterGroup", InjectedFault.ACCESS_DENIED);
    run.faults().always("ElastiCache.ModifyReplicationGroup", InjectedFault.ACCESS_DENIED);
    run.faults().always("ElastiCache.CreateReplicationGroup", InjectedFault.ACCESS_DENIED);
    run.toTheEnd();
    reconcile();

    assertThat(firing()).contains("WritesHeldAlarm");
  }

  @Test
  void aNoteThatSecurityHubRefuses() throws Exception {
    run.deliver(Sample.ofOrders().bytes());
    run.toTheEnd();
    reconcile();

    assertThat(firing()).containsExactly("NotesNotWrittenAlarm");
  }

  /** The function answers that it cannot, so that its invocation is no error. */
  @Test
  void aConsoleThatCannotAnswer() throws Exception {
    try (WidgetBench bench = new WidgetBench()) {
      bench.run.invoke("ReconcileFunction", HOURLY);
      bench.open();
      assertThat(new AlarmBoard(bench.run).firing()).isEmpty();
      bench.run.faults().always("DynamoDB.Scan", InjectedFault.ACCESS_DENIED);
      bench.open();

      assertThat(new AlarmBoard(bench.run).firing()).containsExactly("NotAnsweredAlarm");
    }
  }

  @Test
  void aPageThatCannotAnswer() throws Exception {
    run.gates().ignore("required");
    importing(Sample.ofOrders());
    run.until(() -> run.messages().stream().anyMatch(m -> m.subject().contains(": required (")));
    reconcile();
    assertThat(firing()).isEmpty();
    run.faults().always("DynamoDB.GetItem", InjectedFault.ACCESS_DENIED);
    String link =
        run.messages()
            .getLast()
            .message()
            .lines()
            .filter(l -> l.startsWith("https://") && l.contains("?t="))
            .findFirst()
            .orElseThrow();
    assertThat(run.page().get(link, "en").status()).isEqualTo(500);

    assertThat(firing()).containsExactly("NotAnsweredAlarm");
  }

  @Test
  void aReconcilerThatCannotLookAtSomething() throws Exception {
    reconcile();
    run.faults().always("ElastiCache.DescribeSnapshots", InjectedFault.ACCESS_DENIED);
    run.schedule("ReconcileHourly");
    run.toTheEnd();

    assertThat(firing()).containsExactly("ReconcilerFailedAlarm");
  }

  @Test
  void aReconcilerThatDoesNotRun() throws Exception {
    reconcile();
    run.forTime(Duration.ofHours(3));

    assertThat(firing()).containsExactly("ReconcilerSilentAlarm");
  }

  /** The local cloud's EventBridge delivers every event, so this one is shown by the template. */
  @Test
  void whatEventBridgeCannotDeliverComesToTheQueueThatAnAlarmWatches() {
    List<DeployedResource> alarms =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(Map.of(), "111122223333", "eu-central-1", "aws")
            .ofType("AWS::CloudWatch::Alarm");

    assertThat(alarms)
        .filteredOn(a -> a.logicalId().equals("UndeliveredEventsAlarm"))
        .singleElement()
        .satisfies(a -> assertThat(a.properties().toString()).contains("UndeliveredEvents"));
    assertThat(alarms)
        .allSatisfy(
            a -> {
              assertThat(a.properties().get("AlarmActions").toString()).contains("Alarms");
              assertThat(a.properties().get("AlarmDescription").toString()).endsWith(".");
            });
  }

  /** They go to those who run the deployment, who need not be the owners of any group. */
  @Test
  void whatAnAlarmSaysLetsNobodyAnswerAndNothingElseIsSentWhereItGoes() {
    String topic = run.deployment().outputs().get("Alarms");
    assertThat(run.deployment().ofType("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allSatisfy(
            a ->
                assertThat(a.properties().get("AlarmDescription").toString())
                    .doesNotContain("http", "task-token"));
    for (String type : List.of("AWS::IAM::Role", "AWS::IAM::Policy")) {
      assertThat(run.deployment().ofType(type))
          .isNotEmpty()
          .noneMatch(r -> r.properties().toString().contains(topic));
    }

    importing(Sample.ofOrders());
    run.toTheEnd();
    assertThat(run.messages()).isNotEmpty().noneMatch(m -> m.topicArn().equals(topic));
  }
}
