package remediator.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.group.ReplicationGroup;
import remediator.ledger.Fact;

/** A group that does not show yet what has been asked of it. */
class SwitchTlsTest {
  private final StepBench bench = new StepBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private String asked() {
    return bench.kept().need(Fact.ASKED);
  }

  @Test
  void whatLooksAvailableRightAfterItWasAskedIsNotAskedAgainAndLaterItIs() {
    bench.with(StepBench.small().atRestEncryptionEnabled(true), Map.of());
    ReplicationGroup stale = bench.read(bench.group);
    bench.beginTls(stale);
    String first = asked();
    bench.cloud.clock.advance(Duration.ofSeconds(90));
    bench.beginTls(stale);
    assertThat(asked()).isEqualTo(first);

    bench.cloud.clock.advance(Duration.ofMinutes(1));
    bench.beginTls(stale);
    assertThat(asked()).isNotEqualTo(first);
  }
}
