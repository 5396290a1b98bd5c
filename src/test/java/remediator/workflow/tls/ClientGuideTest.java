package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.local.CloudRun;
import remediator.notification.ClientGuide;
import remediator.notification.ClientGuide.Library;

/** What people are told to change in their clients, where they need it. */
class ClientGuideTest {
  @Test
  void knowsTheLibrariesThatOwnersUse() {
    assertThat(ClientGuide.LIBRARIES)
        .extracting(Library::name)
        .containsExactly(
            "redis-py",
            "Celery",
            "go-redis",
            "ioredis",
            "node-redis",
            "Lettuce",
            "Spring Data Redis",
            "Jedis",
            "Redisson",
            "StackExchange.Redis",
            "valkey-glide",
            "phpredis",
            "predis",
            "Laravel",
            "redis-rb",
            "Sidekiq",
            "redis-cli");
  }

  @Test
  void theGateBeforeRequiredSaysWhatToChangeAndWhatToMind() {
    try (CloudRun run = new CloudRun()) {
      Tls.deliver(run, Tls.ofOrders());

      assertThat(Tls.guide(run, "required"))
          .contains("redis.Redis(host=…, port=…, ssl=True)")
          .contains("redis-cli --tls -h HOST")
          .contains("Names of single nodes were replaced")
          .contains("A CNAME of your own is not in the certificate")
          .doesNotContain("RedisCluster(");
    }
  }

  @Test
  void aGroupOfSeveralShardsIsToldOfClusterClients() {
    try (CloudRun run = new CloudRun()) {
      Tls.deliver(run, Events.sample("ec5-valkey-8-online-tls").bytes());

      assertThat(Tls.guide(run, "required"))
          .contains("redis.cluster.RedisCluster(")
          .contains("redis-cli -c --tls");
    }
  }

  @Test
  void aMessageWithTheGuideFitsIntoSns() {
    try (CloudRun run = new CloudRun(Map.of("Auth", "token", "DecisionPage", "no"))) {
      Tls.deliver(run, Tls.ofOrders());

      assertThat(run.messages()).allMatch(m -> m.message().length() < 10_000);
    }
  }
}
