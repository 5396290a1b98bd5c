package remediator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a flow costs, by the very counts that the bench prints. */
class FootprintTest {
  /** Gates that stay open for two weeks, each of an hour a transition at most. */
  private static final int HOURS = 14 * 24;

  private static FlowCount onlineTls;
  private static FlowCount replace;

  @BeforeAll
  static void count() throws Exception {
    onlineTls = FlowCount.of(Path.of("events/ec5-redis-7.1-online-tls.json"));
    replace = FlowCount.of(Path.of("events/ec4-primary-and-two-replicas-replace.json"));
  }

  @Test
  void tlsOnlineTakesAtMostFortyFiveCallsAndTwentyTransitions() {
    assertThat(onlineTls.awsCalls()).as("%s", onlineTls.calls()).isLessThanOrEqualTo(45);
    assertThat(onlineTls.transitions()).isLessThanOrEqualTo(20);
  }

  @Test
  void aReplacementThatHoldsWritesTakesAtMostAHundredAndFiftyCallsAndSixtyFiveTransitions() {
    assertThat(replace.awsCalls()).as("%s", replace.calls()).isLessThanOrEqualTo(150);
    assertThat(replace.transitions()).isLessThanOrEqualTo(65);
  }

  @Test
  void oneThatMayLoseWritesTakesAtMostAHundredAndTwentyFiveCallsAndSixtyFiveTransitions()
      throws Exception {
    byte[] event = Files.readAllBytes(Path.of("events/ec4-primary-and-two-replicas-replace.json"));
    // As it is deployed by default: with the public page, each question reads the links' key anew.
    Map<String, String> parameters =
        Map.of("Data", "accept-loss", "GateCutOver", "ask", "DecisionPage", "console");
    try (CloudRun run = new CloudRun(parameters)) {
      run.importing(event).deliver(event);
      int transitions = run.toTheEnd().executions().getFirst().transitions();

      assertThat(run.calls()).hasSizeLessThanOrEqualTo(125);
      assertThat(transitions).isLessThanOrEqualTo(65);
    }
  }

  @Test
  void littleIsAddedToWhatElastiCacheAndPeopleTake() {
    assertThat(onlineTls.addedTimeRatio()).isBetween(0.0, 0.05);
    assertThat(replace.addedTimeRatio()).isBetween(0.0, 0.05);
  }

  @Test
  void gatesThatStayOpenForTwoWeeksCostAtMostATransitionAnHour() {
    assertThat(onlineTls.slow().transitions() - onlineTls.transitions()).isBetween(0, HOURS);
    assertThat(replace.slow().transitions() - replace.transitions()).isBetween(0, HOURS);
    assertThat(replace.slow().historyEvents()).isLessThan(2_500);
  }

  @Test
  void theDocsTellTheCostsAsTheyAreCounted() throws Exception {
    assertThat(Files.readString(Path.of("src/docs/operations.md")))
        .contains(Costs.rows(onlineTls, replace));
  }
}
