package remediator.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import remediator.local.run.CloudRun;

/** What a plain run costs: small, and bounded while a gate is open. */
class FootprintTest {
  @Test
  void aPlainRunTakesAtMostFiftyTwoCalls() {
    try (CloudRun run = new CloudRun()) {
      Tls.deliver(run, Tls.ofOrders());

      assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
      assertThat(run.calls()).hasSizeLessThanOrEqualTo(52);
    }
  }
}
