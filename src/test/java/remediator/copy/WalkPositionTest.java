package remediator.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import remediator.copy.walk.BatchTally;
import remediator.json.StrictJson;

/** What one invocation hands to the next fits into a state of Step Functions, 256 KB. */
class WalkPositionTest {
  private static final int MOST_SHARDS = 500;

  @Test
  void nothingIsLostOnTheWayThroughJson() {
    BatchTally tally = new BatchTally();
    tally.add(7);
    tally.addExpired();
    tally.addDifference("value", new byte[] {1});

    BatchTally read = BatchTally.of(StrictJson.readObject(StrictJson.writeBytes(tally.toMap(100))));

    assertThat(List.of(read.keys(), read.bytes(), read.expired(), read.differing()))
        .containsExactly(1L, 7L, 1L, 1L);
    assertThat(read.differences()).isEqualTo(tally.differences()).hasSize(1);
    assertThat(new BatchTally().toMap(100)).isEmpty();
  }

  /** A walk each way, with counts that are as long as they may be. */
  @Test
  void theMostShardsThatAGroupMayHaveFit() {
    Map<String, Object> shards = new LinkedHashMap<>();
    IntStream.range(0, MOST_SHARDS)
        .forEach(
            i -> {
              Map<String, Object> at = new LinkedHashMap<>();
              at.put("db", 0);
              at.put("cursor", "18446744073709551615");
              at.put("end", false);
              at.put("keys", 100_000_000L);
              at.put("bytes", 100_000_000_000L);
              shards.put("%040d/%d".formatted(i, 16_000 + i), at);
            });
    Map<String, Object> position = Map.of("shards", shards, "back", shards);

    assertThat(StrictJson.writeBytes(position)).hasSizeLessThan(200_000);
  }
}
