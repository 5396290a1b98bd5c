package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** Whatever gets in the way of switching TLS on: the flow ends in words, nothing is forced. */
class OnlineTlsFailuresTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private String deliver(byte[] event) {
    run.importing(event).deliver(event);
    run.toTheEnd();
    return Sample.notes(run).getFirst();
  }

  private RemediationCase.State state() {
    return run.ledger(Sample.ORDERS).orElseThrow().state();
  }

  @Test
  void somebodyElsesChangeAtTheGateIsWaitedFor() {
    run.gates()
        .before(
            "required",
            () ->
                Sample.elastiCache(run)
                    .modifyReplicationGroup(
                        r ->
                            r.replicationGroupId("orders-cache")
                                .snapshotRetentionLimit(3)
                                .applyImmediately(true)));

    assertThat(deliver(Sample.ofOrders().bytes())).startsWith("Done: ");
    assertThat(state()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void tlsThatSomebodySwitchesOffAgainIsNotForced() {
    run.gates()
        .before(
            "required",
            () ->
                Sample.elastiCache(run)
                    .modifyReplicationGroup(
                        r ->
                            r.replicationGroupId("orders-cache")
                                .transitEncryptionEnabled(false)
                                .applyImmediately(true)));

    assertThat(deliver(Sample.ofOrders().bytes()))
        .contains("switched off by somebody else")
        .contains("orders-cache is as it was");
    assertThat(state()).isEqualTo(RemediationCase.State.STOPPED);
  }

  @Test
  void aGroupThatIsDeletedMeanwhileEndsTheFlow() {
    run.gates()
        .before(
            "required",
            () ->
                Sample.elastiCache(run)
                    .deleteReplicationGroup(r -> r.replicationGroupId("orders-cache")));

    assertThat(deliver(Sample.ofOrders().bytes())).contains("orders-cache");
    assertThat(state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(1);
  }

  @Test
  void withoutTheRightToModifyNothingHasHappened() {
    run.faults().always("ElastiCache.ModifyReplicationGroup", InjectedFault.ACCESS_DENIED);

    assertThat(deliver(Sample.ofOrders().bytes()))
        .contains("not authorized")
        .contains("orders-cache is as it was");
    assertThat(state()).isEqualTo(RemediationCase.State.STOPPED);
  }

  @Test
  void withoutTheRightToUpgradeNothingHasHappened() {
    run.faults().always("ElastiCache.ModifyReplicationGroup", InjectedFault.ACCESS_DENIED);

    assertThat(deliver(Sample.ofProfiles().bytes())).contains("profiles-62 is as it was");
  }

  @Test
  void withoutTheRightToWriteTheLedgerNothingIsDoneAndTheEventIsKept() {
    run.faults().always("DynamoDB.UpdateItem", InjectedFault.ACCESS_DENIED);
    deliver(Sample.ofOrders().bytes());

    assertThat(run.changes()).isEmpty();
    assertThat(run.deadLetters()).hasSize(1);
    assertThat(Sample.workflows(run)).containsExactly("NEW");
  }

  @Test
  void aFlowThatCanNeverBeStartedKeepsTheEvent() {
    run.faults().always("SFN.StartExecution", InjectedFault.ACCESS_DENIED);
    deliver(Sample.ofOrders().bytes());

    assertThat(run.deadLetters()).hasSize(1);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(1);
  }
}
