package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.PageFront.Answer;

/** Answers that are given on the page, and what becomes of them. */
class PageAnswersTest {
  private final PageBench bench = new PageBench(Map.of());

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aYesGoesOnAndTheLedgerNamesWhoAndHow() {
    String link = bench.atRequired().link();

    Answer answer =
        bench.send(
            link, Map.of("decision", "approved", "name", "Ann", "comment", "clients are ready"));
    bench.run.toTheEnd();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("Approved. Thank you.").contains("by \"Ann\" on the page");
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(bench.history(PageBench.ORDERS))
        .containsPattern(
            "gate required: approved by \"Ann\" on the page at"
                + " 2026-11-02T\\S+Z \\(clients are ready\\)");
    assertThat(bench.ledger(PageBench.ORDERS).attributes())
        .doesNotContainKeys(
            CaseAttribute.GATE,
            CaseAttribute.GATE_TOKEN,
            CaseAttribute.GATE_PLAN,
            CaseAttribute.GATE_DECISION);
  }

  @Test
  void aSecondAnswerIsRefusedAndSaysWhoWasFirst() {
    String link = bench.atRequired().link();
    bench.approve(link);

    Answer second = bench.send(link, Map.of("decision", "rejected", "name", "Bob"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body())
        .contains("This question has been answered already.")
        .contains("Approved by \"Ann\"")
        .contains("Your answer was not counted");
    bench.run.toTheEnd();
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(bench.approve(link).status()).isEqualTo(410);
    assertThat(bench.open(link).body())
        .contains("answered already")
        .contains("Approved by \"Ann\" on the page");
  }

  @Test
  void aNoIsANoAndItsMarkupIsText() {
    String link = bench.atRequired().link();
    String comment = "<script>alert('1')</script> & \"wait\"";

    Answer answer =
        bench.send(link, Map.of("decision", "rejected", "name", "<b>Bob</b>", "comment", comment));
    bench.run.toTheEnd();

    assertThat(answer.body()).contains("Rejected.").doesNotContain("<b>Bob");
    assertThat(bench.ledger(PageBench.ORDERS).attribute(CaseAttribute.OUTCOME))
        .hasValue("rejected");
    assertThat(bench.open(link).body())
        .doesNotContain("<script", "<b>Bob")
        .contains("Rejected by \"&lt;b&gt;Bob&lt;/b&gt;\" on the page");
  }

  @Test
  void answeredByCommandThePageSaysSoAndTheLedgerToo() {
    bench.run.gates().answer("required", "{\"decision\":\"approved\"}");
    String link = bench.atRequired().link();
    bench.run.toTheEnd();

    assertThat(bench.approve(link).status()).isEqualTo(410);
    assertThat(bench.open(link).body()).contains("Approved by command; CloudTrail tells by whom");
    assertThat(bench.history(PageBench.ORDERS)).contains("gate required: approved by command");
  }

  /** A form that is sent again by a browser, once the ledger has lost the row and counts from 1. */
  @Test
  void anAnswerToAFlowThatIsLostIsNoneToTheNextOfTheSameNumber() {
    String link = bench.atRequired().link();
    bench.run.forget(PageBench.ORDERS);
    bench.run.send(Events.sample("ec5-redis-7.1-online-tls").bytes());
    bench.run.until(
        () ->
            bench
                .run
                .ledger(PageBench.ORDERS)
                .filter(c -> c.attribute(CaseAttribute.GATE).isPresent())
                .isPresent());
    assertThat(bench.ledger(PageBench.ORDERS).attempt()).isEqualTo(1);

    assertThat(bench.approve(link).status()).isEqualTo(410);
    assertThat(bench.ledger(PageBench.ORDERS).attribute(CaseAttribute.GATE_DECISION)).isEmpty();
    assertThat(bench.approve(bench.link()).status()).isEqualTo(200);
  }

  @Test
  void choicesReachTheFlow() {
    String link = bench.atReplace().link();
    assertThat(bench.open(link).body())
        .contains("choice-data")
        .contains("as planned: freeze")
        .contains("choice-kms-key");

    bench.send(link, Map.of("decision", "approved", "name", "Ann", "choice-data", "accept-loss"));
    bench.run.forTime(Duration.ofHours(4));

    assertThat(bench.ledger(PageBench.BILLING).policy()).containsEntry("data", "accept-loss");
  }

  @Test
  void whatIsMissingOrNotLegalIsAskedForAgainAndCountsAsNothing() {
    String link = bench.atReplace().link();

    Answer answer =
        bench.send(
            link,
            Map.of("decision", "approved", "comment", "as <i>", "choice-kms-key", "my \"key"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Write your name")
        .contains("the choice kms-key")
        .contains("value=\"my &#34;key\"")
        .contains("as &lt;i&gt;</textarea>");
    assertThat(bench.send(link, Map.of("name", "Ann")).body()).contains("Press Approve or Reject");
    assertThat(bench.ledger(PageBench.BILLING).attributes())
        .doesNotContainKey(CaseAttribute.GATE_DECISION);
  }

  @Test
  void anAnswerThatCouldNotBeHandedOverIsHandedOverByTheNext() {
    String link = bench.atRequired().link();
    bench.run.faults().next("SFN.SendTaskSuccess", InjectedFault.SERVER_ERROR, 4);
    Answer first = bench.approve(link);
    assertThat(first.status()).isEqualTo(503);
    assertThat(first.body())
        .contains("This is recorded, and the flow has not gone on with it yet.")
        .contains("name=\"decision\" value=\"approved\"")
        .doesNotContain("Nothing was changed");
    assertThat(bench.open(link).body())
        .contains("answered already")
        .contains("name=\"decision\" value=\"approved\"");

    Answer second = bench.send(link, Map.of("decision", "rejected", "name", "Bob"));

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body())
        .contains("The recorded answer has been passed on.")
        .contains("Approved by \"Ann\"")
        .doesNotContain("not counted, and nothing");
    bench.run.toTheEnd();
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
  }

  /**
   * The state machine has heard it, and its answer was lost: the client's own second try is late.
   */
  @Test
  void anAnswerThatWasHeardIsNotToldAsLost() {
    String link = bench.atRequired().link();
    bench.run.faults().next("SFN.SendTaskSuccess", InjectedFault.TIMEOUT_AFTER, 1);

    Answer answer = bench.approve(link);

    assertThat(answer.body()).doesNotContain("not recorded", "Nothing was changed");
    bench.run.toTheEnd();
    assertThat(bench.history(PageBench.ORDERS))
        .contains("gate required: approved by \"Ann\" on the page")
        .doesNotContain("by command");
    assertThat(bench.open(link).body()).contains("Approved by \"Ann\"");
  }

  /** A right that is missing is nothing that waiting mends; whoever runs the stack is told. */
  @Test
  void anAnswerThatMayNotBePassedOnStaysOnRecordAndIsPassedOnLater() {
    String link = bench.atRequired().link();
    bench.run.faults().next("SFN.SendTaskSuccess", InjectedFault.ACCESS_DENIED, 1);

    Answer first = bench.approve(link);
    assertThat(first.status()).isEqualTo(500);
    assertThat(bench.run.log().toString()).contains("not answered");
    assertThat(bench.ledger(PageBench.ORDERS).attributes())
        .containsKey(CaseAttribute.GATE_DECISION);

    assertThat(bench.approve(link).body()).contains("The recorded answer has been passed on.");
    bench.run.toTheEnd();
    assertThat(bench.history(PageBench.ORDERS)).contains("gate required: approved by \"Ann\"");
  }

  @Test
  void afterItsTimeALinkStillSaysHowItWasAnswered() {
    String link = bench.atReplace().link();
    bench.approve(link);
    bench.run.forTime(Duration.ofDays(20));

    assertThat(bench.open(link).body())
        .contains("Approved by \"Ann\"")
        .doesNotContain("silence counts as no");
  }

  /**
   * Nobody pressed again: the question is asked anew, and what was not passed on is no answer to
   * it.
   */
  @Test
  void aReminderDropsAnAnswerThatWasNeverPassedOn() {
    String link = bench.atReplace().link();
    bench.run.faults().next("SFN.SendTaskSuccess", InjectedFault.SERVER_ERROR, 4);
    assertThat(bench.approve(link).status()).isEqualTo(503);
    assertThat(bench.open(link).body()).contains("answered already");

    bench.run.until(() -> bench.asking().size() == 2);

    assertThat(bench.ledger(PageBench.BILLING).attributes())
        .doesNotContainKey(CaseAttribute.GATE_DECISION);
    assertThat(bench.approve(bench.link()).body()).contains("Approved. Thank you.");
  }
}
