package remediator.workflow.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as quiet, and when the clients are looked at again. */
class PlaintextIdlePeriodTest {
  private static ClientProbeResult sight(Map<?, ?>... nodes) {
    return ClientProbeResult.of(Map.of("nodes", List.of(nodes))).orElseThrow();
  }

  private static Map<String, Object> node(int plaintext) {
    return Map.of("node", "a:6379", "plaintext", plaintext, "tls", 1);
  }

  @Test
  void quietIsOnlyWhereEveryNodeWasSeenWithoutAPlaintextClient() {
    assertThat(sight(node(0), node(0)).quiet()).isTrue();
    assertThat(sight(node(0), node(1)).quiet()).isFalse();
    assertThat(sight(node(0), Map.of("node", "b:6379", "problem", "timed out")).quiet()).isFalse();
    assertThat(sight().quiet()).isFalse();
    assertThat(ClientProbeResult.of(Map.of("problem", "no such function")).orElseThrow().quiet())
        .isFalse();
    assertThat(ClientProbeResult.of(Map.of())).isEmpty();
  }

  @Test
  void plaintextClientsAreNamedForCertainOnlyWhereNobodyElseIsConnected() {
    Map<String, Integer> from = Map.of("10.0.0.7", 2);
    assertThat(
            sight(Map.of("node", "a", "plaintext", 2, "tls", 0, "addresses", from, "more", 0))
                .lines())
        .containsExactly("a: 2 without TLS, 0 with TLS; they come from 10.0.0.7 (2)");
    assertThat(
            sight(Map.of("node", "a", "plaintext", 1, "tls", 1, "addresses", from, "more", 3))
                .lines())
        .containsExactly(
            "a: 1 without TLS, 1 with TLS; all, with and without TLS, come from 10.0.0.7 (2) and 3"
                + " more");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # gate open, quiet for, wanted, next look
          PT0S,       ,      PT30M,  PT15M
          PT59M,      ,      ,       PT15M
          PT1H,       ,      PT30M,  PT4H
          PT100H,     PT90H, ,       PT4H
          PT0S,       PT0S,  PT30M,  PT5M
          PT2H,       PT28M, PT30M,  PT2M
          PT2H,       PT0S,  PT6H,   PT1H
          PT2H,       PT0S,  PT240H, PT4H
          PT2H,       PT0S,  PT1M,   PT1M
          """)
  void looksOftenWhereItMattersAndSeldomElsewhere(
      Duration open, Duration quiet, Duration wanted, Duration next) {
    assertThat(
            PlaintextIdlePeriod.nextLook(
                open, Optional.ofNullable(quiet), Optional.ofNullable(wanted)))
        .isEqualTo(next);
  }
}
