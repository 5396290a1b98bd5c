package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.plan.ParameterMigration;
import remediator.plan.ParameterMigration.Rule;

/** What becomes of an owner's parameter values in a newer family. */
class ParameterMigrationTest {
  private static ParameterMigration one(String name, String value, String inFamily, Rule rule) {
    return ParameterMigration.of(Map.of(name, value), Map.of(inFamily, rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "allkeys-lru | allkeys-lru,noeviction | true",
        "lru         | allkeys-lru,noeviction | false",
        "100         | 0-100                  | true",
        "101         | 0-100                  | false",
        "-1          | -1-100                 | true",
        "-2          | -5--1                  | true",
        "yes         | 0-100                  | false",
        "5           | 0,20-7200              | false",
        "0           | 0,20-7200              | true",
        "anything    | ''                     | true"
      })
  void aValueIsCarriedWhereTheNewFamilyAllowsIt(String value, String allowed, boolean carried) {
    ParameterMigration copy = one("p", value, "p", new Rule(allowed, true));

    assertThat(copy.carried()).isEqualTo(carried ? Map.of("p", value) : Map.of());
    assertThat(copy.notCarried()).hasSize(carried ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "hash-max-ziplist-entries, hash-max-listpack-entries",
    "min-slaves-to-write, min-replicas-to-write"
  })
  void whatTheEngineHasRenamedIsCarriedUnderItsNewName(String before, String now) {
    assertThat(one(before, "7", now, new Rule("", true)).carried()).isEqualTo(Map.of(now, "7"));
  }

  @Test
  void aNameThatTheFamilyStillHasIsKept() {
    assertThat(one("min-slaves-to-write", "1", "min-slaves-to-write", new Rule("", true)).carried())
        .containsOnlyKeys("min-slaves-to-write");
  }

  @Test
  void whatCannotBeCarriedIsToldWithItsReason() {
    assertThat(one("gone", "1", "other", new Rule("", true)).notCarried())
        .containsExactly("gone=1 (there is no such parameter any more)");
    assertThat(one("fixed", "1", "fixed", new Rule("", false)).notCarried())
        .containsExactly("fixed=1 (it can no longer be set)");
    assertThat(one("p", "9", "p", new Rule("0-5", true)).notCarried())
        .containsExactly("p=9 (legal is 0-5)");
  }

  @Test
  void theNameOfTheCopyIsLegalAndTellsTheGroup() {
    assertThat(ParameterMigration.name("orders", "redis6.x"))
        .isEqualTo("elasticache-encryption-orders-redis6-x")
        .matches("[a-z][a-z0-9-]{0,254}");
  }
}
