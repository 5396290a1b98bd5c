package remediator.remediation.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.workflow.StepExecutor;

/**
 * Sees that a flow that the ledger calls running does run. One that was never started is started.
 * One whose execution is over without having said so in the ledger (stopped, timed out, or unable
 * to write) is ended by another execution: it removes what was made before cut-over, tells what
 * stands, and gives the lock back. It does not go on where the other died: nobody knows why it did.
 *
 * <p>The row itself may be wrong: put back from a backup, it tells of a flow that has long ended.
 * Then nothing is started, since to end that flow would be to remove what may be in service.
 */
public final class FlowRecovery {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(50);
  private static final int MOST_DOUBLINGS = 5;
  private static final int NAMES = 20;

  /** Step Functions forgets an execution 90 days after its end; what is named sooner it knows. */
  private static final Duration SURELY_KNOWN = Duration.ofDays(1);

  /** Facts that only an execution leaves, or what is begun as its first step. */
  private static final List<CaseAttribute> BEGUN =
      List.of(
          CaseAttribute.STEP,
          CaseAttribute.LAST_REQUEST,
          CaseAttribute.GATE,
          CaseAttribute.SNAPSHOT,
          CaseAttribute.NEW_GROUP,
          CaseAttribute.CUT_OVER_AT);

  private final Ledger ledger;
  private final ExecutionStarter flows;
  private final RestoredLedgerRecovery settler;
  private final InstantSource clock;

  public FlowRecovery(
      Ledger ledger, ExecutionStarter flows, RestoredLedgerRecovery settler, InstantSource clock) {
    this.ledger = ledger;
    this.flows = flows;
    this.settler = settler;
    this.clock = clock;
  }

  /**
   * What was wrong with a flow and what is done about it.
   *
   * @param text a sentence without a full stop
   * @param settled whether the case has ended thereby, and people have been told
   */
  public record Outcome(String text, boolean settled) {}

  /**
   * Starts a flow that has just been opened. Step Functions may know its name from before: the
   * ledger can be younger, made anew or put back from a backup. Then it takes the next one.
   */
  public RemediationCase begin(RemediationCase opened) {
    RemediationCase c = opened;
    for (int i = 0; i < NAMES; i++) {
      if (flows.start(c)) {
        return c;
      }
      c = ledger.withNextAttempt(c);
    }
    throw new IllegalStateException(
        "Step Functions knows the names of flows for " + c.group() + " up to " + c.flow());
  }

  /** Looks at the execution of a running case; empty where all is well. */
  public Optional<Outcome> look(RemediationCase c) {
    Optional<ExecutionState> found = flows.find(c, c.execution());
    if (found.isEmpty()) {
      return startable(c) ? start(c) : settle(c, forgotten(c.execution()));
    }
    ExecutionState state = found.get();
    if (state.runs()) {
      return Optional.empty();
    }
    if (state.hasEndedItself()) {
      return settle(c, ended(c.execution(), state));
    }
    // It was ended already, if the execution that would do so has been started.
    String next = Ledger.ending(c);
    Optional<ExecutionState> before = flows.find(c, next);
    return before.isPresent() ? settle(c, ended(next, before.get())) : end(c, state.words());
  }

  /**
   * Whether it was surely never started. Begun anew after its end, a flow would work on what is no
   * longer there, and to end it would remove what may be in service. A name that is young would be
   * known if it had been started, whatever the row says of it.
   */
  private boolean startable(RemediationCase c) {
    if (c.attribute(CaseAttribute.EXECUTION).isPresent()) {
      return isRecent(c.attribute(CaseAttribute.RECOVERED_AT).map(Instant::parse));
    }
    return BEGUN.stream().allMatch(f -> c.attribute(f).isEmpty())
        || (StepExecutor.isBegunByFinding(c)
            && isRecent(c.attribute(CaseAttribute.STEP_SINCE).map(Instant::parse)));
  }

  private boolean isRecent(Optional<Instant> at) {
    return at.map(i -> i.plus(SURELY_KNOWN)).filter(clock.instant()::isBefore).isPresent();
  }

  private Optional<Outcome> start(RemediationCase c) {
    return flows.start(c)
        ? Optional.of(
            new Outcome("the flow " + c.execution() + " had not been started; it is now", false))
        : Optional.empty();
  }

  private Optional<Outcome> settle(RemediationCase c, String why) {
    return settler.settle(c, why).map(text -> new Outcome(text, true));
  }

  private static String forgotten(String execution) {
    return "Step Functions no longer knows the execution "
        + execution
        + ", which it forgets 90 days after its end";
  }

  private static String ended(String execution, ExecutionState state) {
    return state.runs()
        ? execution + " ends that flow already"
        : "%s ended at %s (%s)"
            .formatted(
                execution,
                state.stopped().map(Instant::toString).orElse("a time that is not told"),
                state.status());
  }

  private Optional<Outcome> end(RemediationCase dead, String how) {
    Optional<Instant> again = pausedUntil(dead);
    if (again.filter(clock.instant()::isBefore).isPresent()) {
      return Optional.of(
          new Outcome(
              "%s %s; another try at %s".formatted(dead.execution(), how, again.get()), false));
    }
    Optional<RemediationCase> taken = ledger.takeOver(dead, how, clock.instant());
    taken.ifPresent(flows::start);
    return taken.map(
        c ->
            new Outcome(
                dead.execution() + " " + how + "; " + c.execution() + " ends its work", false));
  }

  /** What ends a flow can fail as well, as long as AWS refuses it something: an hour, two, four. */
  private static Optional<Instant> pausedUntil(RemediationCase c) {
    int before = c.attribute(CaseAttribute.RECOVERIES).map(Integer::parseInt).orElse(0);
    Duration pause =
        FIRST_PAUSE.multipliedBy(1L << Math.max(0, Math.min(before - 1, MOST_DOUBLINGS)));
    return c.attribute(CaseAttribute.RECOVERED_AT).map(Instant::parse).map(at -> at.plus(pause));
  }
}
