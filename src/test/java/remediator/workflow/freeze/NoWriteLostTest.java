package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.account.WriteAccount.Comparison;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.WriteHold;
import remediator.workflow.cutover.AccountedReplacement;

/**
 * A client writes through a whole replacement, tries again where it is refused, and keeps account
 * of every write that was acknowledged. The profile "freeze" tries twenty seeds.
 */
class NoWriteLostTest {
  private static final String REPLICAS = "cart-replicas,ec4-primary-and-two-replicas-replace.json";
  private static final String SHARDED = "search-sharded,ec4-three-uneven-shards-replace.json";

  @ParameterizedTest
  @CsvSource({REPLICAS + ",11", SHARDED + ",12"})
  void whileWritesAreHeldNoAcknowledgedWriteIsMissingAfterwards(
      String group, String event, long seed) {
    runs(group, event, seed);
  }

  static void runs(String group, String event, long seed) {
    try (AccountedReplacement replacement =
        new AccountedReplacement(group, Map.of("GateCutOver", "ask"), seed)) {
      replacement.run(event);

      Comparison found = replacement.comparison();
      assertThat(replacement.stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
      assertThat(found.missing()).isEmpty();
      assertThat(found.odd()).isEmpty();
      assertThat(replacement.client.totals().refused()).isPositive();
      assertThat(replacement.stage.data()).containsEntry("lostWrites", 0L);
      Duration told = WriteHold.pause(replacement.stage.ledger()).orElseThrow();
      assertThat(replacement.client.totals().longestPause())
          .as("the pause that the client saw, which tries once a minute")
          .isBetween(told.minusMinutes(1), told.plusMinutes(3));
    }
  }
}
