package remediator.workflow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.workflow.StepBench;

/** Writes over a long time are counted to the minute where it matters, and else by the hour. */
class CacheMetricsTest {
  private final StepBench bench = new StepBench();
  private int asked;

  @AfterEach
  void close() {
    bench.close();
  }

  /** Each minute has as many writes as its number has ones. */
  @BeforeEach
  void minutes() {
    bench.with(StepBench.small(), Map.of());
    bench.metrics =
        (_, _, _, from, to) -> {
          asked++;
          return sum(from, to);
        };
  }

  private static long sum(Instant from, Instant to) {
    long sum = 0;
    for (long m = from.getEpochSecond() / 60; m * 60 < to.getEpochSecond(); m++) {
      sum += Long.bitCount(m);
    }
    return sum;
  }

  private double counted(Instant from, Instant exact, Instant to) {
    return bench
        .traffic()
        .writes(List.of("orders-001"), from, exact, to)
        .getOrDefault("orders-001", List.of())
        .stream()
        .mapToDouble(MetricValues.Point::value)
        .sum();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 59, 61, 300, 480, 1_441, 20_000})
  void noMinuteIsLeftOutOrCountedTwice(long minutes) {
    bench.cloud.clock.advance(Duration.ofDays(14));
    Instant to = bench.cloud.clock.instant().minusSeconds(17);
    Instant from = to.minus(Duration.ofMinutes(minutes)).plusSeconds(5);

    assertThat(counted(from, from.plusSeconds(90), to)).isEqualTo((double) sum(from, to));
  }

  @Test
  void twoWeeksAreSomeHundredPointsANode() {
    bench.cloud.clock.advance(Duration.ofDays(14));
    Instant to = bench.cloud.clock.instant();
    Instant from = to.minus(Duration.ofDays(14));

    counted(from, from, to);
    assertThat(asked).isLessThan(500);
  }

  @Test
  void shardsThatWereCutLaterAreCountedToTheMinuteToo() {
    bench.cloud.clock.advance(Duration.ofDays(2));
    Instant to = bench.cloud.clock.instant();
    Instant from = to.minus(Duration.ofDays(1));
    Instant cut = from.plus(Duration.ofMinutes(130));

    Map<String, List<MetricValues.Point>> points =
        bench.traffic().writes(List.of("orders-001"), from, cut, to);
    Optional<MetricValues.Point> first =
        points.get("orders-001").stream()
            .filter(p -> p.end().isAfter(cut))
            .min((a, b) -> a.end().compareTo(b.end()));
    assertThat(first.orElseThrow().end()).isBetween(cut, cut.plusSeconds(60));
  }
}
