package remediator.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * Sees that a flow that the ledger calls running does run. One that was never started is started.
 * One whose execution is over without having said so in the ledger (stopped, timed out, or unable
 * to write) is ended by another execution: it removes what was made before cut-over, tells what
 * stands, and gives the lock back. It does not go on where the other died: nobody knows why it did.
 */
public final class TakeOver {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(50);
  private static final int MOST_DOUBLINGS = 5;
  private static final int NAMES = 20;

  private final Ledger ledger;
  private final FlowStarter flows;
  private final InstantSource clock;

  public TakeOver(Ledger ledger, FlowStarter flows, InstantSource clock) {
    this.ledger = ledger;
    this.flows = flows;
    this.clock = clock;
  }

  /**
   * Starts a flow that has just been opened. Step Functions may know its name from before: the
   * ledger can be younger, made anew or put back from a backup. Then it takes the next one.
   */
  public Case begin(Case opened) {
    Case c = opened;
    for (int i = 0; i < NAMES; i++) {
      if (flows.start(c)) {
        return c;
      }
      c = ledger.renamed(c);
    }
    throw new IllegalStateException(
        "Step Functions knows the names of flows for " + c.group() + " up to " + c.flow());
  }

  /**
   * Looks at the execution of a running case.
   *
   * @return what was wrong and what is done about it, as a sentence; empty where all is well
   */
  public Optional<String> look(Case c) {
    Optional<ExecutionStatus> status = flows.status(c);
    if (status.isEmpty() && startable(c)) {
      return flows.start(c)
          ? Optional.of("the flow " + c.execution() + " had not been started; it is now")
          : Optional.empty();
    }
    if (status.filter(ExecutionStatus.RUNNING::equals).isPresent()) {
      return Optional.empty();
    }
    return end(c, status.map(TakeOver::words).orElse("is no longer known to Step Functions"));
  }

  /**
   * An execution is forgotten after 90 days. Begun anew after cut-over, a flow would look for what
   * is no longer there.
   */
  private static boolean startable(Case c) {
    return c.fact(Fact.EXECUTION).isPresent() || c.fact(Fact.CUT_OVER_AT).isEmpty();
  }

  private static String words(ExecutionStatus status) {
    return switch (status) {
      case ABORTED -> "was stopped by somebody";
      case TIMED_OUT -> "has timed out";
      default -> "is over without having ended its work";
    };
  }

  private Optional<String> end(Case dead, String how) {
    Optional<Instant> again = pausedUntil(dead);
    if (again.filter(clock.instant()::isBefore).isPresent()) {
      return Optional.of("%s %s; another try at %s".formatted(dead.execution(), how, again.get()));
    }
    Optional<Case> taken = ledger.takeOver(dead, how, clock.instant());
    taken.ifPresent(flows::start);
    return taken.map(c -> dead.execution() + " " + how + "; " + c.execution() + " ends its work");
  }

  /** What ends a flow can fail as well, as long as AWS refuses it something: an hour, two, four. */
  private static Optional<Instant> pausedUntil(Case c) {
    int before = c.fact(Fact.TAKE_OVERS).map(Integer::parseInt).orElse(0);
    Duration pause =
        FIRST_PAUSE.multipliedBy(1L << Math.max(0, Math.min(before - 1, MOST_DOUBLINGS)));
    return c.fact(Fact.TAKEN_OVER_AT).map(Instant::parse).map(at -> at.plus(pause));
  }
}
