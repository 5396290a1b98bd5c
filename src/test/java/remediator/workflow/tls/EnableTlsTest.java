package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.group.CacheGroup;
import remediator.ledger.CaseAttribute;
import remediator.workflow.StepBench;

/** A group that does not show yet what has been asked of it. */
class EnableTlsTest {
  private final StepBench bench = new StepBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private String asked() {
    return bench.kept().require(CaseAttribute.LAST_REQUEST);
  }

  @Test
  void whatLooksAvailableRightAfterItWasAskedIsNotAskedAgainAndLaterItIs() {
    bench.with(StepBench.small().atRestEncryptionEnabled(true), Map.of());
    CacheGroup stale = bench.read(bench.group);
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
