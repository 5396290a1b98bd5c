package remediator.remediation;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.finding.FindingId;
import remediator.ledger.Ledger;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase;
import remediator.notification.FindingUpdater;
import remediator.remediation.flow.ConcurrencyLimiter;
import remediator.workflow.core.StepDependencies;

/** Groups that could have no place: listed in the ledger, and told on their findings, once. */
final class QueuedCases {
  private final Ledger ledger;
  private final ConcurrencyLimiter limiter;
  private final FindingUpdater updater;
  private final InstantSource clock;

  QueuedCases(StepDependencies dependencies, ConcurrencyLimiter limiter) {
    this.ledger = dependencies.ledger();
    this.limiter = limiter;
    this.updater = dependencies.findingUpdater();
    this.clock = dependencies.clock();
  }

  /**
   * Asks for a place for a flow.
   *
   * @param known what the ledger says of the group
   * @return that it waits and why, as a sentence without a full stop; empty where it has a place
   */
  Optional<String> need(NewCase newCase, Optional<RemediationCase> known) {
    return limiter.enter(newCase.group()).map(why -> line(newCase, known, why));
  }

  private String line(NewCase newCase, Optional<RemediationCase> known, String why) {
    String text =
        "%s is queued: %s. Its flow starts by itself".formatted(newCase.group().id(), why);
    List<FindingId> told =
        known
            .filter(c -> c.state() == RemediationCase.State.WAITING)
            .map(RemediationCase::findings)
            .orElse(List.of());
    Optional<RemediationCase> line = ledger.enqueue(newCase, known, clock.instant(), text);
    if (line.isPresent() && !told.containsAll(newCase.findings())) {
      FindingUpdater.Result result =
          updater.write(newCase.group(), newCase.controls(), newCase.findings(), text + ".");
      ledger.change(
          line.get(),
          c -> c.state() == RemediationCase.State.WAITING ? c.withFindings(result.written()) : c);
    }
    return text;
  }

  /** A group that waited, and for which there is nothing left to start. */
  void end(Optional<RemediationCase> known, String why) {
    known
        .filter(c -> c.state() == RemediationCase.State.WAITING)
        .ifPresent(
            waiting -> {
              ledger.change(
                  waiting,
                  c ->
                      c.state() == RemediationCase.State.WAITING
                          ? c.withState(RemediationCase.State.STOPPED)
                              .withHistory(clock.instant(), "no longer waits: " + why)
                          : c);
              limiter.leave(waiting.group());
            });
  }
}
