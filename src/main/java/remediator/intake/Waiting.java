package remediator.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.finding.FindingRef;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.ledger.Opening;
import remediator.notice.FindingNotes;
import remediator.step.Tools;

/** Groups that could have no place: listed in the ledger, and told on their findings, once. */
final class Waiting {
  private final Ledger ledger;
  private final Admission admission;
  private final FindingNotes notes;
  private final InstantSource clock;

  Waiting(Tools tools, Admission admission) {
    this.ledger = tools.ledger();
    this.admission = admission;
    this.notes = tools.notes();
    this.clock = tools.clock();
  }

  /**
   * Asks for a place for a flow.
   *
   * @param known what the ledger says of the group
   * @return that it waits and why, as a sentence without a full stop; empty where it has a place
   */
  Optional<String> need(Opening opening, Optional<Case> known) {
    return admission.enter(opening.group()).map(why -> line(opening, known, why));
  }

  private String line(Opening opening, Optional<Case> known, String why) {
    String text =
        "%s waits for a place: %s. Its flow starts by itself".formatted(opening.group().id(), why);
    List<FindingRef> told =
        known.filter(c -> c.state() == Case.State.WAITING).map(Case::findings).orElse(List.of());
    Optional<Case> line = ledger.line(opening, known, clock.instant(), text);
    if (line.isPresent() && !told.containsAll(opening.findings())) {
      FindingNotes.Result result =
          notes.write(opening.group(), opening.controls(), opening.findings(), text + ".");
      ledger.change(
          line.get(), c -> c.state() == Case.State.WAITING ? c.knowing(result.written()) : c);
    }
    return text;
  }

  /** A group that waited, and for which there is nothing left to start. */
  void end(Optional<Case> known, String why) {
    known
        .filter(c -> c.state() == Case.State.WAITING)
        .ifPresent(
            waiting -> {
              ledger.change(
                  waiting,
                  c ->
                      c.state() == Case.State.WAITING
                          ? c.in(Case.State.STOPPED)
                              .noting(clock.instant(), "no longer waits: " + why)
                          : c);
              admission.leave(waiting.group());
            });
  }
}
