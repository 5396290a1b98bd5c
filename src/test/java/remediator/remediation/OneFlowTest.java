package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.finding.FindingId;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** However often, in however many copies a finding comes: one flow, one set of changes. */
class OneFlowTest {
  private static final List<String> ONE_SET_OF_CHANGES =
      List.of("ElastiCache.ModifyReplicationGroup", "ElastiCache.ModifyReplicationGroup");

  private static List<String> modifications(CloudRun run) {
    return run.changes().stream().filter(c -> c.startsWith("ElastiCache.")).toList();
  }

  private static void inParallel(CloudRun run, byte[] event) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Object>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(() -> run.invoke("FindingFunction", event));
      }
      for (Future<Object> call : threads.invokeAll(calls)) {
        call.get();
      }
    }
  }

  @Test
  void theSameFindingTenTimesStartsOneFlow() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      for (int i = 0; i < 10; i++) {
        assertThat(run.deliver(event)).isEqualTo(1);
        // Not in one batch.
        run.forTime(Duration.ofSeconds(1));
      }
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      String flow = run.executions().getFirst().name();
      assertThat(run.log("finding"))
          .hasSize(10)
          .allSatisfy(l -> assertThat(l).containsEntry("flow", flow));
      assertThat(modifications(run)).isEqualTo(ONE_SET_OF_CHANGES);
      assertThat(run.gates().asked()).containsExactly("required");
      RemediationCase c = run.ledger(Sample.ORDERS).orElseThrow();
      assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
      assertThat(c.attempt()).isEqualTo(1);
      assertThat(c.findings()).hasSize(1);
      assertThat(Sample.workflows(run)).containsOnly("NOTIFIED");
    }
  }

  @Test
  void theSameFindingAgainLongAfterTheFlowHasEndedStartsNothing() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.deliver(event);
      run.toTheEnd().deliver(event);
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      assertThat(run.log("finding").getLast()).containsEntry("decision", "NOTHING");
    }
  }

  @Test
  void eightDeliveriesAtOnceStartOneFlow() throws Exception {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      inParallel(run, event);
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      assertThat(modifications(run)).isEqualTo(ONE_SET_OF_CHANGES);
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().attempt()).isEqualTo(1);
    }
  }

  @Test
  void eightDeliveriesAtOnceWithAThrottledLedgerStartOneFlow() throws Exception {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.faults().next("DynamoDB.UpdateItem", InjectedFault.THROTTLED, 2);
      run.faults().next("DynamoDB.BatchGetItem", InjectedFault.THROTTLED, 2);
      run.faults().next("DynamoDB.UpdateItem", InjectedFault.TIMEOUT_AFTER, 2);
      inParallel(run, event);
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      assertThat(modifications(run)).isEqualTo(ONE_SET_OF_CHANGES);
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().attempt()).isEqualTo(1);
    }
  }

  @Test
  void aLedgerThatCannotBeReachedMeansNoActionUntilItCan() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.faults().next("DynamoDB.BatchGetItem", InjectedFault.ACCESS_DENIED, 1);
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.log("failure")).isNotEmpty();
      assertThat(run.executions()).hasSize(1);
      assertThat(run.deadLetters()).isEmpty();
      assertThat(modifications(run)).isEqualTo(ONE_SET_OF_CHANGES);
    }
  }

  @Test
  void bothControlsAsEventsOfTheirOwnBecomeOneReplacement() {
    Events both = Sample.ofBilling();
    Events first = Sample.ofBilling();
    Events second = Sample.ofBilling();
    first.findings().removeLast();
    second.findings().removeFirst();
    try (CloudRun run = new CloudRun().importing(both.bytes())) {
      run.deliver(first.bytes());
      run.deliver(second.bytes());
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      assertThat(run.performed("ElastiCache.CreateReplicationGroup")).isEqualTo(1);
      assertThat(run.performed("ElastiCache.CreateSnapshot")).isEqualTo(1);
      assertThat(run.performed("ElastiCache.DeleteReplicationGroup")).isEqualTo(1);
      RemediationCase c = run.ledger(Sample.BILLING).orElseThrow();
      assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
      assertThat(c.controls()).containsExactlyInAnyOrder("ElastiCache.4", "ElastiCache.5");
      assertThat(c.findings()).hasSize(2);
      assertThat(Sample.workflows(run)).containsExactly("NOTIFIED", "NOTIFIED");
    }
  }

  @Test
  void copiesOfAFindingInEveryShapeAreKnownAndNotified() {
    List<byte[]> copies =
        List.of(
            Sample.ofOrders().bytes(),
            Events.sample("ec5-redis-7.1-online-tls.ocsf").bytes(),
            Events.sample("ec5-redis-7.1-online-tls.per-standard").bytes());
    try (CloudRun run = new CloudRun()) {
      copies.forEach(run::importing);
      copies.forEach(run::send);
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      assertThat(modifications(run)).isEqualTo(ONE_SET_OF_CHANGES);
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().findings())
          .extracting(FindingId::hub)
          .containsExactlyInAnyOrder(FindingId.Hub.CSPM, FindingId.Hub.CSPM, FindingId.Hub.V2);
      assertThat(Sample.workflows(run)).containsExactly("NOTIFIED", "NOTIFIED");
      assertThat(run.securityHub().findingsV2("111122223333", "us-east-1"))
          .singleElement()
          .satisfies(f -> assertThat(f).containsEntry("status_id", 2));
    }
  }

  @Test
  void aCopyThatSentNoEventIsFoundWhenTheFlowEnds() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun()) {
      run.importing(event)
          .importing(Events.sample("ec5-redis-7.1-online-tls.per-standard").bytes());
      run.send(event);
      run.toTheEnd();

      assertThat(Sample.workflows(run)).containsExactly("NOTIFIED", "NOTIFIED");
      assertThat(Sample.notes(run).get(0)).isNotEmpty().isEqualTo(Sample.notes(run).get(1));
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().findings()).hasSize(2);
    }
  }
}
