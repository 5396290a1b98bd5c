package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** The lock is taken by the very write that says what is about to be asked. */
class BeginsAtOnceTest {
  private final CloudRun run = new CloudRun();

  @BeforeEach
  void importing() {
    run.importing(Tls.ofOrders());
  }

  @AfterEach
  void close() {
    run.close();
  }

  private RemediationCase begun() {
    run.send(Tls.ofOrders());
    run.until(() -> run.ledger(Tls.ORDERS).isPresent());
    return Tls.kept(run, Tls.ORDERS);
  }

  @Test
  void theLedgerKnowsTheOldNamesAndTheQuestionBeforeElastiCacheIsAsked() {
    RemediationCase c = begun();

    assertThat(c.attribute(CaseAttribute.OLD_ENDPOINTS)).isPresent();
    assertThat(c.require(CaseAttribute.LAST_REQUEST)).startsWith("preferred@");
    List<String> changes = run.changes();
    assertThat(changes.subList(0, changes.indexOf("ElastiCache.ModifyReplicationGroup")))
        .as("the roster, and the case with all that is in it")
        .containsExactly("DynamoDB.UpdateItem", "DynamoDB.UpdateItem");
  }

  @Test
  void whatElastiCacheCouldNotBeAskedAtOnceIsAskedByTheFlow() {
    run.faults().next("ElastiCache.ModifyReplicationGroup", InjectedFault.ACCESS_DENIED, 1);

    assertThat(begun().require(CaseAttribute.LAST_REQUEST)).startsWith("preferred@");
    run.toTheEnd();
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
  }
}
