package remediator.workflow.guard;

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
import remediator.approval.GateAnswers;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FlowOutcome;
import remediator.notification.Gate;
import remediator.notification.GateDecision;
import remediator.plan.PolicySetting;
import remediator.workflow.StepBench;
import remediator.workflow.StepExecutor;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.GateClosed;
import remediator.workflow.core.StepResult.NotApproved;

/** A step behind a gate runs upon a clear yes that is on record, or where nobody need be asked. */
class GateCheckTest {
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
            c.with(CaseAttribute.GATE, gate.key())
                .with(CaseAttribute.GATE_TOKEN, "token")
                .with(CaseAttribute.GATE_UNTIL, until)
                .with(CaseAttribute.GATE_TIMES_ASKED, Integer.toString(times)));
  }

  private Optional<StepResult> hold(String step, Map<String, Object> last) {
    StepContext context = bench.workAfter(last);
    Optional<StepResult> answer = GateCheck.hold(step, context);
    context.saveBeforeCall();
    return answer;
  }

  private static Map<String, Object> reply(Object reply) {
    return Map.of("gate", "replace", "reply", reply);
  }

  private static Map<String, Object> error(Gate gate, Map<String, Object> error) {
    return Map.of("gate", gate.key(), "error", error);
  }

  @ParameterizedTest
  @CsvSource({
    "accept-loss, skip, 0, false",
    "accept-loss, skip, 1, true",
    "accept-loss, skip, 49, true",
    "accept-loss, ask, 0, true",
    "accept-loss, ask, 2, true",
    "accept-loss, again, 0, true",
    "freeze, skip, 0, false",
    "freeze, ask, 0, false",
    "freeze, ask, 2, false",
    "freeze, again, 0, true"
  })
  void atCutOverAPersonIsAskedWhereThePolicySaysSoOrSomethingDiffersButNotWhileWritesAreHeld(
      String data, String policy, int differences, boolean asked) {
    given(Map.of(PolicySetting.DATA.key(), data, PolicySetting.GATE_CUT_OVER.key(), policy));
    bench.given(
        c -> c.with(CaseAttribute.DIFFERENCES, "x is 1, wanted 2\n".repeat(differences).strip()));

    assertThat(hold("SwitchEndpoints", Map.of()).isPresent()).isEqualTo(asked);
  }

  @Test
  void aStepThatIsDoneSaysThatTheNextGateIsClosed() {
    given(Map.of());
    GateClosed retire = new GateClosed(Gate.RETIRE, Duration.ofDays(12), List.of());
    assertThat(GateCheck.ahead("RetainOldGroup", bench.work())).hasValue(retire);
    assertThat(GateCheck.ahead("TakeSnapshot", bench.work())).isEmpty();
    assertThat(StepExecutor.first(bench.kept()).toMap())
        .containsEntry("status", "ask")
        .containsEntry("gate", "replace")
        .containsEntry("wait", Duration.ofDays(12).toSeconds());

    bench.given(
        c ->
            GateAnswers.record(
                c, Gate.RETIRE, GateDecision.APPROVED, Instant.parse("2030-01-01T00:00:00Z"), ""));
    assertThat(GateCheck.ahead("RetainOldGroup", bench.work())).isEmpty();
  }

  @Test
  void aFlowWhoseFirstGateIsSkippedBeginsAtOnceAndOneThatIsToEndSaysSo() {
    given(
        Map.of(
            PolicySetting.GATE_REPLACE.key(), "skip", PolicySetting.GATE_CUT_OVER.key(), "skip"));
    assertThat(StepExecutor.first(bench.kept())).isEqualTo(new StepResult.Done());

    bench.given(c -> c.with(CaseAttribute.EXECUTION_FAILURE, "timed out"));
    assertThat(StepExecutor.first(bench.kept()))
        .isEqualTo(new Failed(bench.kept().flow() + " timed out"));
  }

  @Test
  void whereWritesAreHeldTheQuestionBeforeTheCutOverComesWithTheFirst() {
    given(Map.of(PolicySetting.GATE_REPLACE.key(), "skip"));
    assertThat(StepExecutor.first(bench.kept())).isInstanceOf(GateClosed.class);
  }

  @Test
  void whileWritesAreHeldAQuestionIsOpenNoLongerThanTheyMayBe() {
    given(
        Map.of(
            PolicySetting.GATE_CUT_OVER.key(), "again", PolicySetting.FREEZE_MINUTES.key(), "60"));
    held(Duration.ofMinutes(20));
    assertThat(hold("SwitchEndpoints", Map.of()))
        .hasValue(new GateClosed(Gate.CUT_OVER, Duration.ofMinutes(40), List.of()));

    open(Gate.CUT_OVER, 1);
    assertThat(hold("SwitchEndpoints", error(Gate.CUT_OVER, TIMEOUT)))
        .hasValue(new NotApproved(FlowOutcome.EXPIRED, ""));
  }

  private void held(Duration ago) {
    String since = bench.workAfter(Map.of()).instant().minus(ago).toString();
    bench.given(
        c ->
            c.with(CaseAttribute.WRITE_HOLD_PARAMETER, "min-replicas-to-write")
                .with(CaseAttribute.WRITE_HOLD_ORIGINAL_VALUE, "0")
                .with(CaseAttribute.ORIGINAL_PARAMETER_GROUP, "default.redis7")
                .with(CaseAttribute.FREEZE_PARAMETER_GROUP, "elasticache-encryption-freeze-x")
                .with(CaseAttribute.WRITES_HELD_AT, since));
  }

  @Test
  void whoHasBeenCutOverIsNotAskedAgain() {
    given(Map.of());
    bench.given(c -> c.with(CaseAttribute.CUT_OVER_AT, "2030-01-01T00:00:00Z"));

    assertThat(hold("SwitchEndpoints", Map.of())).isEmpty();
  }

  @Test
  void gatesOfOneStepAreAskedOneAfterTheOther() {
    given(Map.of(PolicySetting.NEW_ID.key(), "same"));
    Duration patience = Duration.ofDays(12);
    assertThat(hold("MarkReplaced", Map.of()))
        .hasValue(new GateClosed(Gate.CUT_OVER, patience, List.of()));

    open(Gate.CUT_OVER, 1);
    Map<String, Object> yes = Map.of("gate", "cut-over", "reply", Map.of("decision", "approved"));
    assertThat(hold("MarkReplaced", yes))
        .hasValue(new GateClosed(Gate.RETIRE, patience, List.of()));

    open(Gate.RETIRE, 1);
    assertThat(
            hold("MarkReplaced", Map.of("gate", "retire", "reply", Map.of("decision", "approved"))))
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
    assertThat(bench.kept().attribute(CaseAttribute.GATE)).isEmpty();
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
    StepResult unclear = new NotApproved(FlowOutcome.REJECTED, "the answer was not \"approved\"");
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
                "what was chosen at the gate is not legal: gate replace does not offer the choice"
                    + " auth; it offers data, gate-cut-over, kms-key")),
        Arguments.of(
            error(Gate.REPLACE, Map.of("Error", "Rejected", "Cause", "not today")),
            new NotApproved(FlowOutcome.REJECTED, "not today")),
        Arguments.of(
            error(Gate.REPLACE, Map.of("Error", "Rejected")),
            new NotApproved(FlowOutcome.REJECTED, "")));
  }

  @ParameterizedTest
  @MethodSource("noes")
  void anythingButAClearYesIsANoAndStaysOne(Map<String, Object> last, StepResult result) {
    given(Map.of());
    open(Gate.REPLACE, 1);

    assertThat(hold("SuspendScaling", last)).hasValue(result);
    assertThat(bench.kept().attribute(CaseAttribute.GATE)).isEmpty();
    assertThat(GateAnswers.isApproved(bench.kept(), Gate.REPLACE)).isFalse();
    // The answer was lost, and the call is made again.
    assertThat(hold("SuspendScaling", last)).hasValue(result);
  }

  @Test
  void silenceIsRemindedOfOnceAndThenANo() {
    given(Map.of(PolicySetting.GATE_DAYS.key(), "3"));
    open(Gate.REPLACE, 1);
    Map<String, Object> silence = error(Gate.REPLACE, TIMEOUT);
    assertThat(hold("SuspendScaling", silence))
        .hasValue(new GateClosed(Gate.REPLACE, Duration.ofHours(36), List.of()));

    open(Gate.REPLACE, 2);
    StepResult expired = new NotApproved(FlowOutcome.EXPIRED, "");
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
    given(Map.of(PolicySetting.PREFERRED_DAYS.key(), "5"));
    Map<String, Object> silence = error(Gate.REQUIRED, TIMEOUT);
    for (int times = 1; times <= 2; times++) {
      open(Gate.REQUIRED, times);
      assertThat(hold("EnableTlsRequired", silence))
          .hasValue(new GateClosed(Gate.REQUIRED, Duration.ofDays(5), List.of()));
    }
    open(Gate.REQUIRED, 3);
    assertThat(hold("EnableTlsRequired", silence))
        .hasValue(new NotApproved(FlowOutcome.EXPIRED, ""));
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
    given(Map.of(PolicySetting.GATE_PREFERRED.key(), "ask"));
    assertThat(hold("EnableTlsPreferred", Map.of())).isPresent();

    bench.given(c -> c.with(CaseAttribute.TLS_STATE, "turning-on"));
    assertThat(hold("EnableTlsPreferred", Map.of())).isEmpty();
  }
}
