package remediator.workflow.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.account.WriteAccount.Comparison;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.ledger.CaseAttribute;

/** What a replacement says that it has lost, against a client's own account. */
class AccountedLossTest {
  @ParameterizedTest
  @CsvSource({
    "cart-replicas,ec4-primary-and-two-replicas-replace.json,1",
    "search-sharded,ec4-three-uneven-shards-replace.json,2"
  })
  void withAcceptLossTheClientMissesExactlyWhatTheReportSays(
      String group, String event, long seed) {
    try (AccountedReplacement replacement =
        new AccountedReplacement(group, Map.of("Data", "accept-loss"), seed)) {
      replacement.run(event);

      Comparison found = replacement.comparison();
      long lost = found.missing().size();
      assertThat(replacement.stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
      assertThat(replacement.stage.data()).containsEntry("lostWrites", lost);
      assertThat(lost).isPositive();
      assertThat(found.odd()).isEmpty();
      assertThat(replacement.client.account().acknowledged())
          .as("writes to the old group and to the new one")
          .anyMatch(w -> w.key().startsWith("account:1:"))
          .anyMatch(w -> w.key().startsWith("account:2:"));
      assertThat(
              Long.parseLong(
                  replacement.stage.ledger().require(CaseAttribute.WRITES_AFTER_SNAPSHOT)))
          .as("what people are told, which is to the minute")
          .isGreaterThanOrEqualTo(lost);
    }
  }
}
