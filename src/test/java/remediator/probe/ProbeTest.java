package remediator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.states.interpreter.ExecutionView;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.notification.MailText;

/** What a person at the gate is told where the probe cannot look, and what never follows. */
class ProbeTest {
  private static final Map<String, String> PROBE =
      Map.of(
          "DataPlaneSubnets", "subnet-1",
          "DataPlaneSecurityGroups", "sg-1",
          "RequiredAfterQuietMinutes", "30");

  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private String question(Map<String, String> parameters, Events event) {
    run = new CloudRun(parameters);
    run.gates().ignore("required");
    run.importing(event.bytes()).send(event.bytes());
    run.until(() -> !run.gates().asked().isEmpty());
    return MailText.unwrapped(run.messages().getFirst().message());
  }

  @Test
  void withoutAProbeTheQuestionSaysSoAndThatNothingOpensByItself() {
    assertThat(question(Map.of("RequiredAfterQuietMinutes", "30"), Sample.ofOrders()))
        .contains(
            "plaintext clients: not probed, because no probe is deployed (parameters"
                + " DataPlaneSubnets and DataPlaneSecurityGroups)")
        .contains("required-after-quiet-minutes is 30, which has no effect: no probe is deployed")
        .contains("0 now, 0 new ones in the last hour");
    run.toTheEnd();
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
        .isEqualTo(RemediationCase.State.STOPPED);
    assertThat(run.executions()).hasSize(1);
  }

  @Test
  void aGroupOfAnotherAccountIsNotProbed() {
    assertThat(question(PROBE, Events.sample("ec5-other-account-online-tls")))
        .contains(
            "not probed, because the probe reaches groups of its own account, Region and VPC only")
        .contains("required-after-quiet-minutes is 30, which has no effect");
    assertThat(run.executions()).hasSize(1);
  }

  @Test
  void nodesThatCannotBeReachedAreNotTakenForQuiet() {
    assertThat(question(PROBE, Sample.ofOrders()))
        .contains("0 plaintext clients on 3 nodes, 3 of which could not be looked at")
        .contains("orders-cache-001")
        .contains("it could not be reached: ")
        .contains("the gate opens by itself once no plaintext client has been seen for so long");
    run.toTheEnd();

    RemediationCase c = run.ledger(Sample.ORDERS).orElseThrow();
    assertThat(c.attribute(CaseAttribute.PLAINTEXT_IDLE_SINCE)).isEmpty();
    assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue("expired");
    assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionModeAsString())
        .isEqualTo("preferred");
  }

  @Test
  void watchingTakesOneTransitionAnHourAndEndsWithTheGate() {
    question(PROBE, Sample.ofOrders());
    Instant asked = run.clock().instant();
    run.toTheEnd();

    ExecutionView watch =
        run.executions().stream()
            .filter(e -> e.name().endsWith("-watch"))
            .findFirst()
            .orElseThrow();
    Duration took = Duration.between(asked, watch.stopped());
    assertThat(took).isGreaterThan(Duration.ofDays(14));
    // The first hour has looks of its own, and each look of these nodes is tried once.
    assertThat(watch.transitions()).isLessThanOrEqualTo((int) took.toHours() + 20);
  }
}
