package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.notification.ApprovalRequest.Cost;

class NodePricesTest {
  private static Messages in(String language) {
    return language.equals("ja") ? Messages.JAPANESE : Messages.ENGLISH;
  }

  @ParameterizedTest
  @CsvSource({"en, $29.66 a day", "ja, 1 日 $29.66"})
  void aKnownPriceIsCountedForAllNodesAndDays(String language, String day) {
    Cost cost = new Cost(6, "cache.r6g.large", "redis", "us-east-1", 3);

    assertThat(NodePrices.sentence(cost, in(language)))
        .contains("6 × cache.r6g.large")
        .contains("$0.206")
        .contains(day)
        .contains("$88.99")
        .contains("2026-10-02");
  }

  @ParameterizedTest
  @CsvSource({"en, no-such-region, cache.r6g.large", "ja, us-east-1, cache.z9.large"})
  void whatIsNotKnownIsNotGuessedAndTheSentenceSaysHowToLookItUp(
      String language, String region, String nodeType) {
    Cost cost = new Cost(6, nodeType, "redis", region, 3);

    assertThat(NodePrices.sentence(cost, in(language)))
        .contains(region, nodeType, "6 × ")
        .contains("aws pricing get-products --region us-east-1 --service-code AmazonElastiCache")
        .doesNotContain("$");
  }

  @Test
  void aChangeOfTheEngineIsToldWithWhatItSaves() {
    assertThat(NodePrices.saving("us-east-1", "redis", "valkey", "cache.r6g.large", 6))
        .contains("valkey costs $0.1648 an hour", "redis $0.206", "all 6 save $177.98 in 30 days");
    assertThat(NodePrices.saving("nowhere", "redis", "valkey", "cache.r6g.large", 6))
        .contains("nodes of valkey cost less than those of redis")
        .doesNotContain("$");
  }
}
