package remediator.workflow.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollingScheduleTest {
  private static final Duration TYPICAL = Duration.ofMinutes(9);

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 10, 20, 60, 600})
  void aChangeIsSeenSoonAfterItIsDoneAndInFewLooks(int minutes) {
    Duration takes = Duration.ofMinutes(minutes);
    Duration elapsed = Duration.ZERO;
    int looks = 0;
    while (elapsed.compareTo(takes) < 0) {
      elapsed = elapsed.plus(PollingSchedule.next(elapsed, TYPICAL));
      looks++;
    }
    Duration late = elapsed.minus(takes);
    Duration bound = minutes < 9 ? TYPICAL.plusSeconds(10) : takes.dividedBy(20).plusSeconds(15);
    assertThat(late).isLessThanOrEqualTo(bound);
    assertThat(looks).isLessThanOrEqualTo(100);
  }
}
