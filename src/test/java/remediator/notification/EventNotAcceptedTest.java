package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.local.CloudRun;

/** PutEvents answers 200 even where it accepts no entry. */
class EventNotAcceptedTest {
  private static final String GROUP =
      "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache";

  @Test
  void anEventThatEventBridgeDoesNotAcceptIsInTheHistory() {
    try (CloudRun run = new CloudRun()) {
      byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
      run.eventBus().fail();

      run.importing(event).deliver(event);
      run.toTheEnd();

      assertThat(run.events()).isEmpty();
      assertThat(run.ledger(GROUP).orElseThrow().history().toString())
          .contains("not told by EventBridge: InternalFailure: Unexpected error occurred.");
      assertThat(run.messages()).isNotEmpty();
    }
  }
}
