package remediator.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.states.interpreter.ExecutionView;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;

/** An open gate costs a reminder at most, however long somebody thinks. */
class LongGatesTest {
  private static final Duration DAYS = Duration.ofDays(14).minusHours(1);

  /** The step that asks, its choice, the question, and which step that was. */
  private static final int REMINDER = 4;

  private static ExecutionView run(Events event, Duration thinks) {
    // While writes are held, nobody can think for long.
    try (CloudRun run = new CloudRun(Map.of("Data", "accept-loss", "GateCutOver", "ask"))) {
      run.gates().thinking(thinks);
      run.importing(event.bytes()).deliver(event.bytes());
      return run.toTheEnd().executions().getFirst();
    }
  }

  @Test
  void onlineTlsTakesNoMoreTransitionsInFourteenDaysThanInAnHour() {
    ExecutionView quick = run(Sample.ofOrders(), Duration.ofHours(1));
    ExecutionView slow = run(Sample.ofOrders(), DAYS);

    assertThat(slow.transitions()).isEqualTo(quick.transitions()).isLessThanOrEqualTo(60);
    assertThat(slow.historyEvents()).isLessThan(1_000);
  }

  @Test
  void aReplacementTakesThreeRemindersMoreInFourteenDaysThanInAnHour() {
    ExecutionView quick = run(Sample.ofCart(), Duration.ofHours(1));
    ExecutionView slow = run(Sample.ofCart(), DAYS);

    assertThat(slow.transitions())
        .isLessThanOrEqualTo(quick.transitions() + 3 * REMINDER)
        .isLessThanOrEqualTo(140);
    assertThat(slow.historyEvents()).isLessThan(1_000);
  }
}
