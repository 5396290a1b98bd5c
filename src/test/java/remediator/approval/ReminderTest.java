package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Messages;

/** People are reminded once before silence becomes a no. */
class ReminderTest {
  private final PageBench bench = new PageBench(Map.of());

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void remindsOnceTwoDaysBeforeTheEndAndTheEndStays() {
    bench.atReplace();
    String until = bench.ledger(PageBench.BILLING).require(CaseAttribute.GATE_UNTIL);

    bench.run.forTime(Duration.ofDays(12).minusHours(1));
    assertThat(bench.asking()).hasSize(1);
    bench.run.forTime(Duration.ofHours(2));

    assertThat(bench.asking()).hasSize(2);
    assertThat(bench.asking().getLast().subject()).contains("[Reminder 1, ");
    assertThat(bench.asking().getLast().message())
        .contains("Reminder: nobody has answered yet.")
        .contains(Messages.ENGLISH.time(until));
    assertThat(bench.ledger(PageBench.BILLING).require(CaseAttribute.GATE_UNTIL)).isEqualTo(until);

    bench.run.toTheEnd();
    assertThat(bench.asking()).hasSize(2);
    RemediationCase ended = bench.ledger(PageBench.BILLING);
    assertThat(ended.attribute(CaseAttribute.OUTCOME)).hasValue("expired");
    assertThat(ended.history())
        .anySatisfy(
            e -> {
              assertThat(e.text()).startsWith("gate replace: expired because nobody answered");
              assertThat(Duration.between(Instant.parse(until), e.at()).abs())
                  .isLessThan(Duration.ofMinutes(5));
            });
  }

  @Test
  void theFirstMessagesLinkHoldsAfterTheReminder() {
    String first = bench.atReplace().link();
    String token = bench.ledger(PageBench.BILLING).require(CaseAttribute.GATE_TOKEN);
    bench.run.forTime(Duration.ofDays(13));
    assertThat(bench.ledger(PageBench.BILLING).require(CaseAttribute.GATE_TOKEN))
        .isNotEqualTo(token);

    assertThat(bench.approve(first).status()).isEqualTo(200);

    bench.run.forTime(Duration.ofHours(4));
    assertThat(bench.ledger(PageBench.BILLING).attribute(CaseAttribute.GATE)).hasValue("cut-over");
  }

  @Test
  void whereTheTokenIsReplacedJustNowItCanBeTriedAgain() {
    String link = bench.atReplace().link();
    String old = bench.ledger(PageBench.BILLING).require(CaseAttribute.GATE_TOKEN);
    bench.run.forTime(Duration.ofDays(13));
    String token = bench.ledger(PageBench.BILLING).require(CaseAttribute.GATE_TOKEN);
    bench
        .run
        .ledger()
        .change(bench.ledger(PageBench.BILLING), c -> c.with(CaseAttribute.GATE_TOKEN, old));

    assertThat(bench.approve(link).status()).isEqualTo(503);

    bench
        .run
        .ledger()
        .change(bench.ledger(PageBench.BILLING), c -> c.with(CaseAttribute.GATE_TOKEN, token));
    assertThat(bench.approve(link).status()).isEqualTo(200);
  }
}
