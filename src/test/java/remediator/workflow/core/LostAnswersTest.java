package remediator.workflow.core;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** A call that was carried out although its answer was lost is neither repeated nor given up. */
class LostAnswersTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private void deliver(byte[] event) {
    run.importing(event).deliver(event);
    run.toTheEnd();
  }

  private void done(String group) {
    assertThat(run.executions()).hasSize(1);
    RemediationCase c = run.ledger(group).orElseThrow();
    assertThat(c.attempt()).isEqualTo(1);
    assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
  }

  /** Once: the SDK asks again within the call. Five times: all its tries, and the step fails. */
  @ParameterizedTest
  @CsvSource({
    "ElastiCache.CreateSnapshot, 1",
    "ElastiCache.CreateSnapshot, 5",
    "ElastiCache.CreateReplicationGroup, 1",
    "ElastiCache.CreateReplicationGroup, 5",
    "ElastiCache.AddTagsToResource, 5",
    "ElastiCache.DeleteReplicationGroup, 1",
    "ElastiCache.DeleteReplicationGroup, 5",
    "SSM.PutParameter, 5",
    "DynamoDB.UpdateItem, 1",
    "DynamoDB.UpdateItem, 3"
  })
  void aReplacementMakesAndDeletesEachThingOnce(String call, int times) {
    run.faults().next(call, InjectedFault.TIMEOUT_AFTER, times);
    int groups = run.view().groups().size();
    deliver(Sample.ofCart().bytes());

    done(Sample.CART);
    assertThat(run.view().groups()).hasSize(groups);
    assertThat(run.view().group(Sample.CART)).isEmpty();
    assertThat(run.view().group(Sample.arn("cart-single-enc"))).isPresent();
    assertThat(run.view().snapshots()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void tlsIsSwitchedOnOnceAStep(int times) {
    run.faults().next("ElastiCache.ModifyReplicationGroup", InjectedFault.TIMEOUT_AFTER, times);
    deliver(Sample.ofOrders().bytes());

    done(Sample.ORDERS);
    assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionModeAsString())
        .isEqualTo("required");
  }

  @Test
  void aFlowThatCouldNotBeStartedIsStartedWhenTheEventIsTriedAgain() {
    run.faults().next("SFN.StartExecution", InjectedFault.ACCESS_DENIED, 1);
    deliver(Sample.ofOrders().bytes());

    done(Sample.ORDERS);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(2);
  }

  @Test
  void anUpgradeThatCouldNotBeStartedKnowsItsTargetWhenItIs() {
    run.faults().next("SFN.StartExecution", InjectedFault.ACCESS_DENIED, 1);
    deliver(Sample.ofProfiles().bytes());

    done(Sample.PROFILES);
  }

  @Test
  void aStartWhoseAnswerIsLostStartsOnce() {
    run.faults().next("SFN.StartExecution", InjectedFault.TIMEOUT_AFTER, 5);
    deliver(Sample.ofOrders().bytes());

    done(Sample.ORDERS);
  }
}
