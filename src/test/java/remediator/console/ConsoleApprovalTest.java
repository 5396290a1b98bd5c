package remediator.console;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.LocalCloud;

/** Gates that are answered inside the console, by the buttons of the widget. */
class ConsoleApprovalTest {
  private static final String ORDERS = arn("orders-cache");
  private static final String BILLING = arn("billing-both");
  private static final Map<String, String> ANN = Map.of("name", "Ann", "comment", "");

  private WidgetBench bench = new WidgetBench(Map.of("DecisionPage", "console"), "light", "en");

  @AfterEach
  void close() {
    bench.close();
  }

  private static String arn(String id) {
    return "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:" + id;
  }

  private void atRequired() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    bench.run.importing(event).send(event);
    bench.run.forTime(Duration.ofHours(1));
    bench.open();
  }

  private void atReplace() {
    byte[] event = Events.sample("ec4-and-ec5-together-replace").bytes();
    bench.run.importing(event).send(event);
    bench.run.forTime(Duration.ofMinutes(10));
    bench.open();
  }

  private RemediationCase ledger(String group) {
    return bench.run.ledger(group).orElseThrow();
  }

  private String history(String group) {
    return ledger(group).history().stream().map(e -> e.text()).collect(Collectors.joining("\n"));
  }

  @Test
  void lookingChangesNothingThenOneYesCountsAndTheRecordSaysWhereTheProofIs() {
    atRequired();
    RemediationCase before = ledger(ORDERS);

    String question = bench.press("Open", Map.of());

    assertThat(ledger(ORDERS)).isEqualTo(before);
    assertThat(question)
        .contains("May orders-cache refuse plaintext from now on")
        .contains("Effect on clients")
        .contains("name=\"name\"")
        .contains("name=\"comment\"")
        .doesNotContain("href=\"#")
        .doesNotContain(before.require(CaseAttribute.GATE_TOKEN));
    assertThat(bench.action("Approve"))
        .contains("confirmation=\"Approve? May orders-cache refuse plaintext")
        .contains("action=\"call\"");
    WidgetBench.assertFit(question);

    String done = bench.press("Approve", ANN);

    assertThat(done).contains("Approved. Thank you.").contains("in the console");
    bench.run.toTheEnd();
    assertThat(ledger(ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(history(ORDERS))
        .containsPattern(
            "gate required: approved by \"Ann\" in the console \\(CloudTrail's data events tell"
                + " whose sign-in it was, if a trail records them: Invoke of"
                + " elasticache-encryption-console-\\w+, request \\S+\\) at 2026-");
    assertThat(bench.press("Back to the list", Map.of())).contains("orders-cache");
  }

  @Test
  void aChoiceIsTakenAndAnIllegalOneIsNot() {
    atReplace();
    String question = bench.press("Open", Map.of());
    assertThat(question).contains("name=\"choice-data\"").contains("name=\"choice-kms-key\"");
    Map<String, String> fields = new TreeMap<>(ANN);
    fields.put("choice-data", "anything");

    assertThat(bench.press("Approve with these choices", fields))
        .contains("Please check what you entered.")
        .contains("value=\"Ann\"");
    assertThat(ledger(BILLING).attribute(CaseAttribute.GATE_DECISION)).isEmpty();

    fields.put("choice-data", "accept-loss");
    assertThat(bench.press("Approve with these choices", fields)).contains("Approved. Thank you.");
    bench.run.forTime(Duration.ofMinutes(5));
    assertThat(ledger(BILLING).policy()).containsEntry("data", "accept-loss");
  }

  @Test
  void withoutANameNothingCounts() {
    atRequired();
    bench.press("Open", Map.of());

    assertThat(bench.press("Reject", Map.of("name", " ")))
        .contains("Write your name in letters that people can see");
    assertThat(ledger(ORDERS).attribute(CaseAttribute.GATE_DECISION)).isEmpty();
    assertThat(bench.press("Reject", ANN)).contains("Rejected. Thank you.");
    bench.run.toTheEnd();
    assertThat(ledger(ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue("rejected");
  }

  /** Two people have the question open; the second one's button is as good as the first's. */
  @Test
  void theSecondAnswerIsRefused() {
    atRequired();
    bench.press("Open", Map.of());
    WidgetBench.Button approve = bench.button("Approve");
    bench.call(bench.button("Reject").parameters(), Map.of("name", "Bob"));

    assertThat(bench.call(approve.parameters(), ANN))
        .contains("This question has been answered already.")
        .contains("Rejected by \"Bob\" in the console")
        .contains("not counted");
    bench.run.toTheEnd();
    assertThat(ledger(ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue("rejected");
    assertThat(bench.call(approve.parameters(), ANN))
        .contains("This question has been answered already.");
    assertThat(history(ORDERS)).doesNotContain("Ann");
  }

  @Test
  void anExpiredQuestionAndOneThatVanishedSaySo() {
    atRequired();
    bench.press("Open", Map.of());
    WidgetBench.Button approve = bench.button("Approve");
    bench.run.toTheEnd();

    assertThat(bench.call(approve.parameters(), ANN)).contains("The time to answer is over.");

    bench.run.forget(ORDERS);
    String gone = bench.call(approve.parameters(), ANN);
    assertThat(gone).contains("This question is not known.");
    assertThat(bench.press("Back to the list", Map.of())).contains("No group is like this.");
  }

  @Test
  void aButtonThatTheWidgetDidNotMakeAnswersNothing() {
    atRequired();
    RemediationCase before = ledger(ORDERS);
    bench.press("Open", Map.of());
    Map<String, Object> real = bench.button("Approve").parameters();
    for (Map.Entry<String, String> wrong :
        Map.of(
                "group", "#roster 111122223333 us-east-1",
                "flow", "another-flow",
                "gate", "retire",
                "until", "some day",
                "decision", "yes")
            .entrySet()) {
      Map<String, Object> changed = new TreeMap<>(real);
      changed.put(wrong.getKey(), wrong.getValue());

      assertThat(bench.call(changed, ANN)).as(wrong.getKey()).doesNotContain("Thank you");
      assertThat(ledger(ORDERS)).as(wrong.getKey()).isEqualTo(before);
    }
  }

  /** Answers while Step Functions does not take it, then lets it. */
  private String answerThatIsNotPassedOn() {
    atRequired();
    bench.press("Open", Map.of());
    bench.run.faults().next("SFN.SendTaskSuccess", InjectedFault.SERVER_ERROR, 10);
    String failed = bench.press("Approve", ANN);
    bench.run.faults().clear();
    return failed;
  }

  @Test
  void anAnswerThatCannotBeHandedOverIsByTheButtonsThatAreShownThen() {
    String failed = answerThatIsNotPassedOn();

    assertThat(failed)
        .contains("The answer could not be passed on just now.")
        .contains("Approved by \"Ann\" in the console")
        .contains("This is recorded, and the flow has not gone on with it yet.")
        .contains("value=\"Ann\"")
        .doesNotContain("Nothing was changed");
    WidgetBench.assertFit(failed);
    assertThat(bench.press("Approve", ANN))
        .contains("The recorded answer has been passed on.")
        .contains("Approved by \"Ann\" in the console")
        .doesNotContain("not counted, and nothing");
    bench.run.toTheEnd();
    assertThat(ledger(ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void anAnswerThatWasNotHandedOverIsFoundInTheListAndHandedOverByWhoeverOpensIt() {
    answerThatIsNotPassedOn();

    String list = bench.press("Back to the list", Map.of("state", "GATE"));
    assertThat(WidgetBench.rows(list))
        .singleElement()
        .asString()
        .contains("an answer is recorded")
        .contains("Open");
    RemediationCase before = ledger(ORDERS);
    assertThat(bench.press("Open", Map.of()))
        .contains("This question has been answered already.")
        .contains("This is recorded, and the flow has not gone on with it yet.");
    assertThat(ledger(ORDERS)).isEqualTo(before);
    assertThat(bench.press("Reject", Map.of("name", "Bob")))
        .contains("The recorded answer has been passed on.")
        .contains("Approved by \"Ann\"")
        .doesNotContain("Bob");
    bench.run.toTheEnd();
    assertThat(ledger(ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
  }

  /** As while the state machine is about to ask anew, with another token. */
  @Test
  void anAnswerToATokenThatIsOverStaysOnRecordAndTheButtonsStay() {
    atRequired();
    String first = ledger(ORDERS).require(CaseAttribute.GATE_TOKEN);
    bench.run.forTime(Duration.ofDays(15));
    String second = ledger(ORDERS).require(CaseAttribute.GATE_TOKEN);
    change(CaseAttribute.GATE_TOKEN, first);
    bench.open();
    bench.press("Open", Map.of());

    assertThat(bench.press("Approve", ANN))
        .contains("This is recorded, and the flow has not gone on with it yet.");

    change(CaseAttribute.GATE_TOKEN, second);
    assertThat(bench.press("Approve", ANN)).contains("The recorded answer has been passed on.");
  }

  private void change(CaseAttribute attribute, String value) {
    bench.run.ledger().change(ledger(ORDERS), c -> c.with(attribute, value));
  }

  /** The answer is with the state machine, and the ledger cannot be read after it. */
  @Test
  void whereAnsweringFailsItIsNotSaidThatNothingWasChanged() {
    atRequired();
    bench.press("Open", Map.of());
    bench.run.faults().next("DynamoDB.GetItem", InjectedFault.NONE, 1);
    bench.run.faults().always("DynamoDB.GetItem", InjectedFault.SERVER_ERROR);

    assertThat(bench.press("Approve", ANN))
        .contains("Something went wrong on our side.")
        .contains("If you sent an answer, it may have been recorded.")
        .doesNotContain("could not be read")
        .doesNotContain("Nothing was changed");
    assertThat(ledger(ORDERS).attribute(CaseAttribute.GATE_DECISION)).isPresent();
  }

  /** The end comes with the call, and its caller may write any other. */
  @Test
  void aQuestionWithAnotherEndThanTheLedgersIsNone() {
    atRequired();
    bench.press("Open", Map.of());
    Map<String, Object> changed = new TreeMap<>(bench.button("Approve").parameters());
    changed.put("until", "2099-01-01T00:00:00Z");

    assertThat(bench.call(changed, ANN)).contains("This question is not known.");
    assertThat(ledger(ORDERS).attribute(CaseAttribute.GATE_DECISION)).isEmpty();
    changed.put("view", "question");
    assertThat(bench.call(changed, Map.of())).contains("This question is not known.");
  }

  @Test
  void markupInWhatAPersonWritesIsShownAsText() {
    atRequired();
    bench.press("Open", Map.of());
    String done =
        bench.press("Reject", Map.of("name", "<h1>\"Bob\"</h1>", "comment", "<script>x</script>"));

    assertThat(done).contains("&lt;h1&gt;").doesNotContain("<h1>\"Bob");
    WidgetBench.assertFit(done);
  }

  @Test
  void whereOnlyCommandsAnswerTheListHasNoButtonAndNoCallDoes() {
    atRequired();
    bench.press("Open", Map.of());
    Map<String, Object> approve = bench.button("Approve").parameters();
    bench.close();
    bench = new WidgetBench(Map.of("DecisionPage", "no"), "light", "en");
    atRequired();

    assertThat(WidgetBench.rows(bench.open()))
        .singleElement()
        .asString()
        .contains("refuse plaintext until ")
        .doesNotContain("Open");
    Map<String, Object> here = new TreeMap<>(approve);
    here.put("flow", ledger(ORDERS).flow());
    assertThat(bench.call(here, ANN)).doesNotContain("Thank you").contains("waiting for an answer");
    assertThat(ledger(ORDERS).attribute(CaseAttribute.GATE_DECISION)).isEmpty();
  }

  @Test
  void inJapanese() {
    bench.close();
    bench = new WidgetBench(Map.of("DecisionPage", "console"), "dark", "ja");
    atRequired();

    assertThat(bench.press("開く", Map.of())).contains("お名前").contains("class=\"ecr dark\"");
    assertThat(bench.press("承認", ANN)).contains("コンソールから").doesNotContain("in the console");
  }
}
