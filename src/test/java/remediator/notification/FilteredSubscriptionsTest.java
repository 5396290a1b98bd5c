package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.local.CloudRun;

/** A team subscribes with a filter, and gets the messages of its own groups only. */
class FilteredSubscriptionsTest {
  @Test
  void everyMessageTellsWhatASubscriptionCanFilterBy() {
    byte[] orders = Events.sample("ec5-redis-7.1-online-tls").bytes();
    byte[] ads = Events.sample("ec5-other-account-online-tls").bytes();
    try (CloudRun run = new CloudRun().importing(orders).importing(ads)) {
      run.deliver(orders);
      run.deliver(ads);
      run.toTheEnd();

      String group = "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache";
      List<Map<String, String>> mine =
          run.messages().stream()
              .filter(message -> message.message().contains(group))
              .map(message -> message.messageAttributes())
              .toList();
      assertThat(mine)
          .startsWith(
              Map.of(
                  "kind", "GATE_OPENED",
                  "account", "111122223333",
                  "region", "us-east-1",
                  "group", group,
                  "gate", "required"))
          .endsWith(
              Map.of(
                  "kind", "FLOW_ENDED",
                  "account", "111122223333",
                  "region", "us-east-1",
                  "group", group))
          .hasSize(
              (int)
                  run.messages().stream()
                      .filter(m -> group.equals(m.messageAttributes().get("group")))
                      .count());
      assertThat(run.messages())
          .filteredOn(m -> "444455556666".equals(m.messageAttributes().get("account")))
          .isNotEmpty()
          .noneMatch(m -> m.message().contains(group));
    }
  }
}
