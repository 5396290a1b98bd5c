package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Keep the old group (1 days)|Keep the old group (1 day)",
        "1 open gates, 1 second groups|1 open gate, 1 second group",
        "for 3 days, 1 nodes of cache.t4g.micro|for 3 days, 1 node of cache.t4g.micro",
        "1 plaintext clients on 21 nodes|1 plaintext client on 21 nodes",
        "shard 0001: 10013 keys in 2097152 bytes|shard 0001: 10,013 keys in 2,097,152 bytes",
        "60000 keys before, 59999 after, 0 writes lost|60,000 keys before, 59,999 after, 0 writes"
            + " lost",
        "in all 12000 keys before, 11000 after|in all 12,000 keys before, 11,000 after",
        "holds 1200 items, and it holds 90000: compare them|holds 1,200 items, and it holds 90,000:"
            + " compare them",
        "between snapshot and cut-over: 12345.|between snapshot and cut-over: 12,345.",
        "the new one lacks: at most 1500 so far|the new one lacks: at most 1,500 so far",
        "10000 of 10000 groups, page 2 of 200|10,000 of 10,000 groups, page 2 of 200",
        "3600 seconds more (its TTL)|3,600 seconds more (its TTL)",
        "about $12345.60 so far|about $12,345.60 so far"
      })
  void amountsAreWrittenAsPeopleDo(String text, String expected) {
    assertThat(AmountWords.english(text)).isEqualTo(expected);
  }

  /** Names, versions, times, ports and accounts are not amounts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:cart-1 nodes",
        "from Monday 2 November 2026, 09:17 UTC",
        "at most until 2026-11-02T09:17:10Z",
        "at most 2026-11-02",
        "master.orders.use1.cache.amazonaws.com:6379 clients",
        "engine 7.1 nodes, version 6.2.1 nodes",
        "--max-items=1000 items",
        "min-replicas-to-write is 100",
        "2 days and 11 days",
        "snapshot billing-2026 keys",
        "within 999 keys"
      })
  void whatIsNoAmountStays(String text) {
    assertThat(AmountWords.english(text)).isEqualTo(text);
  }

  @Test
  void sentencesAndPhrasesForPeopleAreWrittenSo() {
    assertThat(Messages.ENGLISH.sentence("x holds 10013 keys, y 1 keys"))
        .isEqualTo("x holds 10,013 keys, y 1 key");
    assertThat(Messages.ENGLISH.format("stage.drain.takes", 1)).isEqualTo("1 day");
    assertThat(Messages.ENGLISH.format("stage.drain.takes", 7)).isEqualTo("7 days");
  }

  /** The catalogue has the sentence with "keys", and digits are filled in as they are written. */
  @Test
  void japaneseHasTheSameNumbers() {
    assertThat(Messages.JAPANESE.sentence("x holds 10013 keys, y 1 keys"))
        .contains("10,013")
        .contains("キー");
  }
}
