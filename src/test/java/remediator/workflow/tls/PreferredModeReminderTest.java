package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;

/**
 * Plaintext and TLS both accepted: the check passes, so somebody has to say that it is not done.
 */
class PreferredModeReminderTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  @Test
  void everyStateOnTheWayIsInTheLedger() {
    List<String> atTheGate = new ArrayList<>();
    run.gates().before("required", () -> atTheGate.add(Tls.stage(run, Tls.ORDERS)));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(atTheGate).containsExactly("clients-moving");
    assertThat(Tls.stages(run, Tls.ORDERS))
        .containsExactly(
            "turning-on", "preferred", "clients-moving", "turning-required", "required");
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
  }

  @Test
  void whileTheGateIsOpenTheFindingAndTheMessageSayHalfDone() {
    List<String> notes = new ArrayList<>();
    run.gates().before("required", () -> notes.addAll(Tls.notes(run)));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(notes).singleElement().asString().contains("half done").contains("orders-cache");
    assertThat(Tls.message(run, ": required ("))
        .contains("half done")
        .contains("your limit is 14 days");
    assertThat(Tls.message(run, ": complete")).contains("TLS state \"required\"");
  }

  @Test
  void silenceIsRaisedAgainAfterEachLimitAndEndsInWordsAfterTheThird() {
    run.gates().ignore("required");
    Instant start = run.clock().instant();
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.subjects(run))
        .containsExactly(
            "Approval needed: orders-cache: required",
            "Reminder 1: orders-cache: required",
            "Reminder 2: orders-cache: required",
            "orders-cache: expired");
    assertThat(Tls.since(run, start)).isBetween(Duration.ofDays(42), Duration.ofDays(43));
    assertThat(Tls.notes(run)).singleElement().asString().contains("half done");
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("preferred");
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue("expired");
  }

  @Test
  void aReminderTellsHowLongItHasLasted() {
    Tls.tag(run, Tls.ORDERS, "preferred-days", "3");
    run.gates().ignore("required");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.message(run, "[Reminder 2, ")).contains("for 6 days; your limit is 3 days");
  }

  @Test
  void aYesToAReminderGoesOn() {
    run.gates().ignore("required");
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (run.gates().asked().size() < 2) {
      assertThat(run.clock().runNext()).isTrue();
    }
    run.gates().answer("required", "{\"decision\":\"approved\"}");
    run.toTheEnd();

    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
    assertThat(run.gates().asked()).hasSize(2);
  }

  @Test
  void aFindingThatComesAtPreferredIsHalfDoneSinceItWasSeen() {
    List<String> messages = new ArrayList<>();
    run.gates().before("required", () -> messages.add(Tls.message(run, ": required (")));
    Tls.deliver(run, remediator.finding.Events.sample("ec5-half-done-preferred").bytes());

    assertThat(messages).singleElement().asString().contains("for 0 hours");
    assertThat(Tls.stages(run, Tls.arn("feeds-half-done")))
        .containsExactly("preferred", "clients-moving", "turning-required", "required");
  }
}
