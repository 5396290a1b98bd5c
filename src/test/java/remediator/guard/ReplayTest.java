package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.json.StrictJson;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/**
 * What is in the dead-letter queue says why, and can be sent again as src/docs/operations.md says.
 */
class ReplayTest {
  private static final String GROUP =
      "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache";

  @Test
  void anEventThatFailedThreeTimesIsKeptWithItsReasonAndSentAgainDoesItsWork() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.faults().next("DynamoDB.BatchGetItem", InjectedFault.ACCESS_DENIED, 3);
      run.send(event);
      run.toTheEnd();

      List<Map<String, Object>> letters = run.deadLetters();
      assertThat(letters).hasSize(1);
      assertThat(Events.map(letters.getFirst().get("responsePayload")).get("errorMessage"))
          .asString()
          .startsWith("1 of the event's findings could not be dealt with: " + GROUP + ": ")
          .contains("not authorized");
      assertThat(run.executions()).isEmpty();

      run.send(StrictJson.writeBytes(letters.getFirst().get("requestPayload")));
      run.toTheEnd();

      assertThat(run.deadLetters()).hasSize(1);
      assertThat(run.ledger(GROUP).orElseThrow().state()).isEqualTo(RemediationCase.State.DONE);
    }
  }
}
