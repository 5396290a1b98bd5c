package remediator.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.LambdaFunctions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.aws.AwsClients;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.Control;

/** Findings that no event has told of are asked for, and taken in as if one had. */
class FindingSweepTest {
  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void deploy(Map<String, String> parameters) {
    run = new CloudRun(parameters);
  }

  /** They are in Security Hub, and no event comes. */
  private void found(Events... events) {
    for (Events event : events) {
      run.importing(event.bytes());
    }
  }

  private Map<String, Object> sweep() throws LambdaFunctions.FunctionFailed {
    Map<String, Object> answer =
        run.invoke("ReconcileFunction", "{\"command\":\"sweep\"}".getBytes(UTF_8));
    run.toTheEnd();
    return answer;
  }

  @Test
  void onTheDayOfInstallationEveryFailedAndNewFindingIsTakenIn()
      throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    found(Sample.ofOrders(), Sample.ofBilling(), Sample.ofCart());

    assertThat(sweep())
        .containsEntry("findings", 4)
        .containsEntry("messages", 3)
        .containsEntry("complete", true)
        .containsEntry("problems", List.of());
    assertThat(run.executions()).hasSize(3);
    assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionModeAsString())
        .isEqualTo("required");
    assertThat(Sample.workflows(run)).containsOnly("NOTIFIED");
    assertThat(run.deadLetters()).isEmpty();
  }

  /** Both controls of a group are one replacement only where they come together. */
  @Test
  void whatIsFoundOfOneGroupComesInOneMessage() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    found(Sample.ofBilling());

    assertThat(sweep()).containsEntry("findings", 2).containsEntry("messages", 1);
    assertThat(run.executions()).hasSize(1);
    assertThat(run.ledger(Sample.BILLING).orElseThrow().controls())
        .containsExactlyInAnyOrder("ElastiCache.4", "ElastiCache.5");
  }

  @Test
  void aSecondSweepFindsNothing() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    found(Sample.ofOrders());
    sweep();

    assertThat(sweep()).containsEntry("findings", 0).containsEntry("messages", 0);
    assertThat(run.executions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Workflow/Status, NOTIFIED",
    "Workflow/Status, SUPPRESSED",
    "Compliance/Status, PASSED",
    "RecordState, ARCHIVED",
    "Compliance/SecurityControlId, ElastiCache.3"
  })
  void whatIsNotNewAndFailedOfOurControlsIsLeftAlone(String path, String value)
      throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    found(Sample.ofOrders().with(path, value));

    assertThat(sweep()).containsEntry("findings", 0);
    assertThat(run.executions()).isEmpty();
  }

  @Test
  void findingsOfTheNewerSecurityHubAreTakenInToo() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of("FindingSource", "v2"));
    found(Events.sample("ec5-redis-7.1-online-tls.ocsf"));

    assertThat(sweep()).containsEntry("findings", 1).containsEntry("complete", true);
    assertThat(run.executions()).hasSize(1);
    assertThat(run.calls()).doesNotContain("SecurityHub.GetFindings");
  }

  @Test
  void withCspmAloneTheNewerOneIsNotAsked() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of("FindingSource", "cspm"));
    found(Sample.ofOrders());

    assertThat(sweep()).containsEntry("findings", 1);
    assertThat(run.calls()).doesNotContain("SecurityHub.GetFindingsV2");
  }

  @Test
  void whereOneOfBothIsNotThereTheOtherIsSweptAllTheSame() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    run.faults().always("SecurityHub.GetFindingsV2", InjectedFault.ACCESS_DENIED);
    found(Sample.ofOrders());

    Map<String, Object> answer = sweep();
    assertThat(answer).containsEntry("findings", 1).containsEntry("complete", true);
    assertThat(answer.get("problems").toString()).contains("V2 was not asked");
    assertThat(run.executions()).hasSize(1);
  }

  @Test
  void whereNoneMayBeAskedItFails() {
    deploy(Map.of());
    run.faults().always("SecurityHub.GetFindings", InjectedFault.ACCESS_DENIED);
    run.faults().always("SecurityHub.GetFindingsV2", InjectedFault.ACCESS_DENIED);

    assertThatThrownBy(this::sweep).hasMessageContaining("GetFindings");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SecurityHub.GetFindings", "SQS.SendMessageBatch"})
  void aCallThatIsTooFastIsMadeAgain(String name) throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    found(Sample.ofOrders());
    run.faults().next(name, InjectedFault.THROTTLED, 1);

    assertThat(sweep()).containsEntry("findings", 1).containsEntry("complete", true);
    assertThat(run.executions()).hasSize(1);
  }

  private FindingSweep sweepWith(AtomicInteger turns) {
    AwsClients aws =
        run.as(
            "arn:aws:iam::" + LocalCloud.ACCOUNT + ":role/remediator-ReconcileRole",
            LocalCloud.REGION);
    String url =
        run.deployment().functions().stream()
            .filter(f -> f.logicalId().equals("ReconcileFunction"))
            .findFirst()
            .orElseThrow()
            .environment()
            .get("INCOMING_EVENTS");
    return new FindingSweep(
        aws, new IncomingQueue(aws.sqs(), url), () -> turns.getAndDecrement() > 0);
  }

  /** 250 groups that do not exist: three pages, 25 batches. */
  private void manyFound() {
    List<Events> events = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      events.add(
          Sample.ofOrders()
              .with("Id", "finding-" + i)
              .with("Resources", List.of(Map.of("Id", Sample.arn("gone-" + i)))));
    }
    found(events.toArray(Events[]::new));
  }

  @Test
  void allPagesAreReadAndEachGroupIsSentOnce() {
    deploy(Map.of());
    manyFound();

    FindingSweep.Result result =
        sweepWith(new AtomicInteger(1000)).run(EnumSet.of(FindingSweep.Format.CSPM), Control.ids());

    assertThat(result).isEqualTo(new FindingSweep.Result(250, 250, true, List.of()));
    assertThat(run.performed("SecurityHub.GetFindings")).isEqualTo(3);
    assertThat(run.performed("SQS.SendMessageBatch")).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource({"2, 200, 0", "10, 250, 70"})
  void whereTimeIsUpItSaysSoAndWhatWasSentStays(int turns, int findings, int messages) {
    deploy(Map.of());
    manyFound();

    FindingSweep.Result result =
        sweepWith(new AtomicInteger(turns))
            .run(EnumSet.of(FindingSweep.Format.CSPM), Control.ids());

    assertThat(result).isEqualTo(new FindingSweep.Result(findings, messages, false, List.of()));
  }
}
