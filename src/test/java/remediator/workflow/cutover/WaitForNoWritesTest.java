package remediator.workflow.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.StepBench;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;

/** What is looked at between the yes and the deletion. */
class WaitForNoWritesTest {
  private final StepBench bench = new StepBench();

  /** Until then somebody writes to the old group. */
  private Instant written = Instant.EPOCH;

  @AfterEach
  void close() {
    bench.close();
  }

  @BeforeEach
  void metrics() {
    bench.metrics =
        (_, metric, _, from, _) ->
            switch (metric) {
              case "CurrItems" -> 3;
              case "SetTypeCmds" -> from.isBefore(written) ? 1 : 0;
              default -> Double.NaN;
            };
  }

  /** An hour after cut-over. */
  private void cutOver(Map<String, String> choices) {
    bench.with(StepBench.small(), choices);
    String at = bench.cloud.clock.instant().toString();
    bench.given(c -> c.with(CaseAttribute.CUT_OVER_AT, at));
    bench.cloud.clock.advance(Duration.ofHours(1));
  }

  private static Map<String, String> cache(String window) {
    return Map.of(PolicySetting.DATA.key(), "cache-only", PolicySetting.WINDOW.key(), window);
  }

  /** Such as sun:05:30. */
  private static String words(Instant at) {
    return DateTimeFormatter.ofPattern("EEE:HH:mm", Locale.US)
        .withZone(ZoneOffset.UTC)
        .format(at)
        .toLowerCase(Locale.ROOT);
  }

  @Test
  void aGroupThatNobodyHasWrittenToForAQuarterOfAnHourMayGo() {
    cutOver(cache("any"));
    written = bench.cloud.clock.instant().minus(Duration.ofMinutes(15));

    assertThat(bench.once("WaitForNoWrites")).isEqualTo(new Done());
  }

  @Test
  void theDaysThatItIsKeptAreWaitedForHereToo() {
    cutOver(Map.of(PolicySetting.DATA.key(), "cache-only", PolicySetting.KEEP_OLD_DAYS.key(), "3"));

    assertThat(bench.once("WaitForNoWrites"))
        .isInstanceOfSatisfying(
            Pending.class, p -> assertThat(p.delay()).isEqualTo(Duration.ofDays(3).minusHours(1)));
    assertThat(bench.once("RetainOldGroup")).isInstanceOf(Pending.class);
    assertThat(bench.run("WaitForNoWrites")).isEqualTo(new Done());
  }

  @Test
  void aClientThatWritesHoldsItUpUntilItHasBeenQuietForAQuarterOfAnHour() {
    cutOver(cache("any"));
    written = bench.cloud.clock.instant().plus(Duration.ofHours(2));

    assertThat(bench.once("WaitForNoWrites")).isInstanceOf(Pending.class);
    assertThat(bench.run("WaitForNoWrites")).isEqualTo(new Done());
    assertThat(bench.cloud.clock.instant())
        .isBetween(written.plus(Duration.ofMinutes(15)), written.plus(Duration.ofHours(1)));
  }

  @Test
  void aClientThatNeverStopsKeepsTheGroup() {
    cutOver(cache("any"));
    written = Instant.MAX;
    bench.once("WaitForNoWrites");

    bench.cloud.clock.advance(Duration.ofDays(14).plusHours(1));
    assertThat(bench.once("WaitForNoWrites"))
        .isInstanceOfSatisfying(
            Failed.class, f -> assertThat(f.why()).contains("it has not been deleted"));
  }

  @Test
  void whatCloudWatchHasNotHeardOfIsNotQuiet() {
    cutOver(cache("any"));
    bench.metrics = (_, metric, _, _, _) -> metric.equals("SetTypeCmds") ? 0 : Double.NaN;

    assertThat(bench.once("WaitForNoWrites"))
        .isInstanceOfSatisfying(
            Pending.class, p -> assertThat(p.why()).contains("CloudWatch does not know"));
  }

  @Test
  void aGroupThatBecomesQuietOutsideTheWindowWaitsForTheNextOne() {
    Instant opens = bench.cloud.clock.instant();
    cutOver(cache(words(opens) + "-" + words(opens.plus(Duration.ofHours(4)))));
    written = bench.cloud.clock.instant().plus(Duration.ofHours(9));
    bench.once("WaitForNoWrites");

    bench.cloud.clock.advance(Duration.ofHours(10));
    assertThat(bench.once("WaitForNoWrites"))
        .isInstanceOfSatisfying(
            Pending.class, p -> assertThat(p.why()).contains("maintenance window"));
  }
}
