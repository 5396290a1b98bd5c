package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.account.AccountingClient.Totals;
import awsemulator.data.account.WriteAccount.Comparison;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.WriteHold;
import remediator.workflow.cutover.AccountedReplacement;
import remediator.workflow.tls.UpgradeEngine;

/**
 * A client writes through a whole replacement, tries again where it is refused, and keeps account
 * of every write that was acknowledged. The profile "freeze" makes twenty runs.
 */
class NoWriteLostTest {
  private static final String[][] GROUPS = {
    {"cart-replicas", "ec4-primary-and-two-replicas-replace.json"},
    {"search-sharded", "ec4-three-uneven-shards-replace.json"}
  };

  /** So many runs, each with its seed, without and with cluster mode by turns. */
  static Stream<Arguments> runs() {
    return IntStream.rangeClosed(1, Integer.getInteger("freeze.seeds", 2))
        .mapToObj(
            seed -> {
              String[] group = GROUPS[seed % GROUPS.length];
              return Arguments.of(group[0], group[1], seed);
            });
  }

  /** With the upgrade of the new group the pause is longer, and nothing is lost in it. */
  @ParameterizedTest
  @CsvSource({
    "cart-replicas, ec4-primary-and-two-replicas-replace.json, 3",
    "search-sharded, ec4-three-uneven-shards-replace.json, 4"
  })
  void norWhereTheNewGroupBecomesValkeyMeanwhile(String group, String event, long seed) {
    try (AccountedReplacement replacement =
        new AccountedReplacement(
            group,
            Map.of("GateCutOver", "ask", "FreezeMinutes", "120", "TargetEngine", "valkey"),
            seed)) {
      replacement.run(event);

      Comparison found = replacement.comparison();
      assertThat(replacement.stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
      assertThat(replacement.stage.ledger().require(CaseAttribute.EXPECTED_DIFFERENCES))
          .contains("engine.version is \"valkey");
      assertThat(found.missing()).isEmpty();
      assertThat(found.odd()).isEmpty();
      assertThat(replacement.stage.data()).containsEntry("lostWrites", 0L);
      assertThat(WriteHold.pause(replacement.stage.ledger()).orElseThrow())
          .isGreaterThan(UpgradeEngine.TYPICAL);
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void whileWritesAreHeldNoAcknowledgedWriteIsMissingAfterwards(
      String group, String event, long seed) {
    try (AccountedReplacement replacement =
        new AccountedReplacement(
            group, Map.of("GateCutOver", "ask", "FreezeMinutes", "120"), seed)) {
      replacement.run(event);

      Comparison found = replacement.comparison();
      Totals totals = replacement.client.totals();
      System.out.printf(
          "%s, seed %d: %d writes acknowledged, %d refused, %d missing, longest pause %s%n",
          group,
          seed,
          totals.acknowledged(),
          totals.refused(),
          found.missing().size(),
          totals.longestPause());
      assertThat(replacement.stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
      assertThat(found.missing()).isEmpty();
      assertThat(found.odd()).isEmpty();
      assertThat(totals.refused()).isPositive();
      assertThat(replacement.stage.data()).containsEntry("lostWrites", 0L);
      Duration told = WriteHold.pause(replacement.stage.ledger()).orElseThrow();
      assertThat(totals.longestPause())
          .as("the pause that the client saw, which tries once a minute")
          .isBetween(told.minusMinutes(1), told.plusMinutes(3));
    }
  }
}
