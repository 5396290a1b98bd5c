package remediator.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.ledger.Fact;
import remediator.ledger.FlowOutcome;
import remediator.notice.Gate;
import remediator.plan.Setting;
import remediator.step.Answer.Failed;
import remediator.step.Answer.GateClosed;
import remediator.step.Answer.NotApproved;

/** A step behind a gate runs upon a clear yes that is on record, or where nobody need be asked. */
class GateBarrierTest {
  private static final Map<String, Object> TIMEOUT = Map.of("Error", "States.Timeout");
  private final StepBench bench = new StepBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private void given(Map<String, String> policy) {
    bench.with(StepBench.small(), policy);
  }

  private void open(Gate gate, int times) {
    String until = Instant.parse("2030-01-01T00:00:00Z").toString();
    bench.given(
        c ->
            c.with(Fact.GATE, gate.key())
                .with(Fact.GATE_TOKEN, "token")
                .with(Fact.GATE_UNTIL, until)
                .with(Fact.ASKED_TIMES, Integer.toString(times)));
  }

  private Optional<Answer> hold(String step, Map<String, Object> last) {
    Work work = bench.workAfter(last);
    Optional<Answer> answer = GateBarrier.hold(step, work);
    work.flush();
    return answer;
  }

  private static Map<String, Object> reply(Object reply) {
    return Map.of("gate", "replace", "reply", reply);
  }

  private static Map<String, Object> error(Gate gate, Map<String, Object> error) {
    return Map.of("gate", gate.key(), "error", error);
  }

  @ParameterizedTest
  @CsvSource({"skip, 0, false", "skip, 1, true", "skip, 49, true", "ask, 0, true", "ask, 2, true"})
  void atCutOverAPersonIsAskedWhereThePolicySaysSoOrSomethingDiffers(
      String policy, int differences, boolean asked) {
    given(Map.of(Setting.GATE_CUT_OVER.key(), policy));
    bench.given(c -> c.with(Fact.DIFFERENCES, "x is 1, wanted 2\n".repeat(differences).strip()));

    assertThat(hold("SwitchEndpoints", Map.of()).isPresent()).isEqualTo(asked);
  }

  @Test
  void aStepThatIsDoneSaysThatTheNextGateIsClosed() {
    given(Map.of());
    GateClosed retire = new GateClosed(Gate.RETIRE, Duration.ofDays(12), List.of());
    assertThat(GateBarrier.ahead("KeepOld", bench.work())).hasValue(retire);
    assertThat(GateBarrier.ahead("TakeSnapshot", bench.work())).isEmpty();
    assertThat(Steps.first(bench.kept()).toMap())
        .containsEntry("status", "ask")
        .containsEntry("gate", "replace")
        .containsEntry("wait", Duration.ofDays(12).toSeconds());

    bench.given(
        c ->
            GateAnswers.record(c, "retire", "approved", Instant.parse("2030-01-01T00:00:00Z"), ""));
    assertThat(GateBarrier.ahead("KeepOld", bench.work())).isEmpty();
  }

  @Test
  void aFlowWhoseFirstGateIsSkippedBeginsAtOnceAndOneThatIsToEndSaysSo() {
    given(Map.of(Setting.GATE_REPLACE.key(), "skip"));
    assertThat(Steps.first(bench.kept())).isEqualTo(new Answer.Done());

    bench.given(c -> c.with(Fact.DIED_OF, "timed out"));
    assertThat(Steps.first(bench.kept())).isEqualTo(new Failed(bench.kept().flow() + " timed out"));
  }

  @Test
  void whoHasBeenCutOverIsNotAskedAgain() {
    given(Map.of());
    bench.given(c -> c.with(Fact.CUT_OVER_AT, "2030-01-01T00:00:00Z"));

    assertThat(hold("SwitchEndpoints", Map.of())).isEmpty();
  }

  @Test
  void gatesOfOneStepAreAskedOneAfterTheOther() {
    given(Map.of());
    Duration patience = Duration.ofDays(12);
    assertThat(hold("GiveWay", Map.of()))
        .hasValue(new GateClosed(Gate.CUT_OVER, patience, List.of()));

    open(Gate.CUT_OVER, 1);
    Map<String, Object> yes = Map.of("gate", "cut-over", "reply", Map.of("decision", "approved"));
    assertThat(hold("GiveWay", yes)).hasValue(new GateClosed(Gate.RETIRE, patience, List.of()));

    open(Gate.RETIRE, 1);
    assertThat(hold("GiveWay", Map.of("gate", "retire", "reply", Map.of("decision", "approved"))))
        .isEmpty();
    assertThat(GateAnswers.isApproved(bench.kept(), Gate.RETIRE)).isTrue();
  }

  @Test
  void aYesOpensTheGateForThisCallAndTheNext() {
    given(Map.of());
    open(Gate.REPLACE, 1);
    Map<String, Object> yes =
        reply(Map.of("decision", "approved", "choices", Map.of("data", "accept-loss")));

    assertThat(hold("SuspendScaling", yes)).isEmpty();
    assertThat(bench.kept().fact(Fact.GATE)).isEmpty();
    assertThat(bench.kept().policy()).containsEntry("data", "accept-loss");
    assertThat(hold("SuspendScaling", yes)).isEmpty();
    assertThat(hold("SuspendScaling", Map.of("status", "pending"))).isEmpty();
  }

  @Test
  void aYesToAQuestionThatIsNotOnRecordOpensNothing() {
    given(Map.of());

    assertThat(hold("SuspendScaling", reply(Map.of("decision", "approved"))).orElseThrow())
        .isInstanceOf(GateClosed.class);
  }

  private static Stream<Arguments> noes() {
    Answer unclear = new NotApproved(FlowOutcome.REJECTED, "the answer was not \"approved\"");
    return Stream.of(
        Arguments.of(reply(Map.of("decision", "approved ")), unclear),
        Arguments.of(reply(Map.of("decision", "APPROVED")), unclear),
        Arguments.of(reply(Map.of("decision", List.of("approved"))), unclear),
        Arguments.of(reply(Map.of("decision", true)), unclear),
        Arguments.of(reply(Map.of()), unclear),
        Arguments.of(reply("approved"), unclear),
        Arguments.of(reply(List.of(Map.of("decision", "approved"))), unclear),
        Arguments.of(
            reply(Map.of("decision", "approved", "choices", "data")),
            new Failed(
                "what was chosen at the gate is not legal: the choices are no object of settings"
                    + " and values but \"data\"")),
        Arguments.of(
            reply(Map.of("decision", "approved", "choices", Map.of("auth", "token"))),
            new Failed(
                "what was chosen at the gate is not legal: the choice auth is none of gate replace,"
                    + " which offers data, kms-key")),
        Arguments.of(
            error(Gate.REPLACE, Map.of("Error", "Rejected", "Cause", "not today")),
            new NotApproved(FlowOutcome.REJECTED, "not today")),
        Arguments.of(
            error(Gate.REPLACE, Map.of("Error", "Rejected")),
            new NotApproved(FlowOutcome.REJECTED, "")));
  }

  @ParameterizedTest
  @MethodSource("noes")
  void anythingButAClearYesIsANoAndStaysOne(Map<String, Object> last, Answer answer) {
    given(Map.of());
    open(Gate.REPLACE, 1);

    assertThat(hold("SuspendScaling", last)).hasValue(answer);
    assertThat(bench.kept().fact(Fact.GATE)).isEmpty();
    assertThat(GateAnswers.isApproved(bench.kept(), Gate.REPLACE)).isFalse();
    // The answer was lost, and the call is made again.
    assertThat(hold("SuspendScaling", last)).hasValue(answer);
  }

  @Test
  void silenceIsRemindedOfOnceAndThenANo() {
    given(Map.of(Setting.GATE_DAYS.key(), "3"));
    open(Gate.REPLACE, 1);
    Map<String, Object> silence = error(Gate.REPLACE, TIMEOUT);
    assertThat(hold("SuspendScaling", silence))
        .hasValue(new GateClosed(Gate.REPLACE, Duration.ofHours(36), List.of()));

    open(Gate.REPLACE, 2);
    Answer expired = new NotApproved(FlowOutcome.EXPIRED, "");
    assertThat(hold("SuspendScaling", silence)).hasValue(expired);
    assertThat(hold("SuspendScaling", silence)).hasValue(expired);
  }

  @Test
  void silenceAtAGateThatWasNeverPutOnRecordIsANo() {
    given(Map.of());

    assertThat(hold("SuspendScaling", error(Gate.REPLACE, TIMEOUT)))
        .hasValue(new NotApproved(FlowOutcome.EXPIRED, ""));
  }

  @Test
  void halfDoneIsRaisedThreeTimes() {
    given(Map.of(Setting.PREFERRED_DAYS.key(), "5"));
    Map<String, Object> silence = error(Gate.REQUIRED, TIMEOUT);
    for (int times = 1; times <= 2; times++) {
      open(Gate.REQUIRED, times);
      assertThat(hold("TlsRequired", silence))
          .hasValue(new GateClosed(Gate.REQUIRED, Duration.ofDays(5), List.of()));
    }
    open(Gate.REQUIRED, 3);
    assertThat(hold("TlsRequired", silence)).hasValue(new NotApproved(FlowOutcome.EXPIRED, ""));
  }

  @Test
  void whereNobodyCouldBeAskedTheFlowEndsAndSaysWhy() {
    given(Map.of());
    Map<String, Object> thrown =
        Map.of(
            "Error",
            "java.lang.IllegalStateException",
            "Cause",
            "{\"errorMessage\":\"nobody could be asked: no topic\",\"stackTrace\":[]}");

    assertThat(hold("SuspendScaling", error(Gate.REPLACE, thrown)))
        .hasValue(new Failed("nobody could be asked: no topic"));
  }

  @Test
  void theQuestionBeforePreferredComesTooLateOnceTlsIsOnItsWay() {
    given(Map.of(Setting.GATE_PREFERRED.key(), "ask"));
    assertThat(hold("TlsPreferred", Map.of())).isPresent();

    bench.given(c -> c.with(Fact.TLS, "turning-on"));
    assertThat(hold("TlsPreferred", Map.of())).isEmpty();
  }
}
