package remediator.remediation.flow;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import software.amazon.awssdk.services.sfn.SfnClient;

/** A flow whose execution is gone is found, ended and told; its lock does not stay. */
class DeadFlowTest {
  private static final byte[] HOURLY = "{}".getBytes(StandardCharsets.UTF_8);

  private final CloudRun run = new CloudRun(Map.of("TagsMayLoosen", "max-attempts"));
  private final SfnClient people =
      run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();
  private List<?> before;

  @BeforeEach
  void look() {
    before = run.view().groups();
  }

  @AfterEach
  void close() {
    run.close();
  }

  private void stopAt(String gate) {
    run.gates().before(gate, this::stop);
    run.gates().ignore(gate);
  }

  private void stop() {
    String arn = run.executions().getLast().arn();
    people.stopExecution(r -> r.executionArn(arn).cause("by mistake"));
  }

  private void deliver(Events event) {
    run.importing(event.bytes()).deliver(event.bytes());
    run.toTheEnd();
  }

  private Map<String, Object> reconcile() {
    try {
      Map<String, Object> answer = run.invoke("ReconcileFunction", HOURLY);
      run.toTheEnd();
      return answer;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> subjects(String end) {
    return run.messages().stream().map(m -> m.subject()).filter(s -> s.contains(end)).toList();
  }

  private void ended(String group, String words) {
    RemediationCase c = run.ledger(group).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(c.history().getLast().text()).contains("was stopped by somebody").contains(words);
    assertThat(c.attribute(CaseAttribute.GATE)).isEmpty();
    assertThat(Sample.notes(run).getFirst()).contains("was stopped by somebody");
  }

  @Test
  void theScheduleFindsAStoppedReplacementAndRemovesWhatItMade() {
    stopAt("cut-over");
    deliver(Sample.ofCart());
    assertThat(run.ledger(Sample.CART).orElseThrow().running()).isTrue();
    reconcile();

    ended(Sample.CART, "cart-single is as it was");
    assertThat(run.view().groups()).isEqualTo(before);
    assertThat(run.view().snapshots()).isEmpty();
    assertThat(subjects("cart-single: disagreement")).hasSize(1);
    assertThat(reconcile()).containsEntry("disagreements", List.of());
    assertThat(subjects("disagreement")).hasSize(1);
  }

  @Test
  void anotherFindingFindsItToo() {
    stopAt("required");
    deliver(Sample.ofOrders());
    run.send(Sample.ofOrders().bytes());
    run.toTheEnd();

    ended(Sample.ORDERS, "half done");
  }

  @Test
  void afterCutOverNothingIsRemoved() {
    stopAt("retire");
    deliver(Sample.ofCart());
    reconcile();

    ended(Sample.CART, "cart-single-enc has taken over");
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.view().group(Sample.arn("cart-single-enc"))).isPresent();
  }

  @Test
  void aFlowThatRunsIsLeftAlone() {
    run.gates()
        .before(
            "cut-over",
            () -> assertThat(reconcileOnly()).containsEntry("disagreements", List.of()));
    deliver(Sample.ofCart());

    assertThat(run.ledger(Sample.CART).orElseThrow().state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(subjects("disagreement")).isEmpty();
  }

  private Map<String, Object> reconcileOnly() {
    try {
      return run.invoke("ReconcileFunction", HOURLY);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anExecutionThatIsRedrivenAfterItsWorkWasTakenOverDoesNothing() {
    stopAt("cut-over");
    deliver(Sample.ofCart());
    reconcile();
    String first = run.executions().getFirst().arn();
    List<String> changes = run.changes();
    people.redriveExecution(r -> r.executionArn(first));
    run.toTheEnd();

    assertThat(run.changes().stream().filter(c -> c.startsWith("ElastiCache")))
        .hasSameSizeAs(changes.stream().filter(c -> c.startsWith("ElastiCache")).toList());
    ended(Sample.CART, "cart-single is as it was");
  }

  @Test
  void aLockThatCouldNotBeGivenBackIsGivenBackWhenTheLedgerCanBeWrittenAgain() {
    run.gates()
        .before(
            "required",
            () -> run.faults().next("DynamoDB.UpdateItem", InjectedFault.ACCESS_DENIED, 40));
    deliver(Sample.ofOrders());
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().running()).isTrue();
    run.faults().clear();
    reconcile();

    RemediationCase c = run.ledger(Sample.ORDERS).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(c.history().getLast().text()).contains("is over without having ended its work");
  }

  @Test
  void aFlowThatWasNeverStartedIsStarted() {
    run.ledger()
        .tryStart(
            new NewCase(
                GroupArn.parse(Sample.ORDERS),
                Decision.ONLINE_TLS,
                Set.of("ElastiCache.5"),
                Policy.of(Map.of(), Map.of()).byKey(),
                Map.of(CaseAttribute.OLD_CREATED, Sample.created(run, Sample.ORDERS)),
                List.of()));
    reconcile();

    assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
        .isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void aLedgerThatWasMadeAnewDoesNotLockAGroupForANameThatRanBefore() {
    run.gates().reject("required", "no");
    deliver(Sample.ofOrders());
    String before = run.ledger(Sample.ORDERS).orElseThrow().flow();
    run.forget(Sample.ORDERS);
    run.gates().answer("required", "{\"decision\":\"approved\"}");
    run.send(Sample.ofOrders().bytes());
    run.toTheEnd();

    RemediationCase c = run.ledger(Sample.ORDERS).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(c.flow()).isNotEqualTo(before);
  }

  @Test
  void whatTheLedgerDoesNotKnowIsToldOnce() {
    run.gates().ignore("cut-over");
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.clock().advance(Duration.ofDays(1));
    run.forget(Sample.CART);
    // The place is known from another case.
    run.send(Sample.ofOrders().bytes());
    run.clock().advance(Duration.ofHours(2));
    reconcileOnly();
    reconcileOnly();

    assertThat(subjects("cart-single-enc: disagreement")).hasSize(1);
    assertThat(subjects("disagreement")).hasSize(3);
  }

  @Test
  void afterSoManyFailuresItIsSaidOnceThatNoOtherFlowIsTried() {
    run.faults().always("ElastiCache.CreateSnapshot", InjectedFault.ACCESS_DENIED);
    byte[] event = Sample.ofCart().bytes();
    run.importing(event);
    for (int i = 0; i < 6; i++) {
      run.send(event);
      run.toTheEnd().clock().advance(Duration.ofDays(1));
    }

    assertThat(run.executions()).hasSize(3);
    assertThat(subjects("cart-single: given up")).hasSize(1);
    assertThat(run.log("finding").getLast().get("reasons").toString())
        .contains("no other is tried");
    Sample.tag(run, Sample.CART, "max-attempts", "4");
    run.faults().clear();
    run.send(event);
    run.toTheEnd();
    assertThat(run.ledger(Sample.CART).orElseThrow().state()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void aFlowThatFailedIsNotRepeatedAtOnce() {
    run.faults().always("ElastiCache.CreateSnapshot", InjectedFault.ACCESS_DENIED);
    byte[] event = Sample.ofCart().bytes();
    run.importing(event);
    run.send(event);
    run.toTheEnd().send(event);
    run.toTheEnd();

    assertThat(run.executions()).hasSize(1);
    assertThat(run.log("finding").getLast().get("reasons").toString()).contains("waits until");
  }
}
