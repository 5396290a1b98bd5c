package remediator.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.FindingRef;
import remediator.ledger.Attempts;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.notice.Notice;
import remediator.notice.Notices;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.step.Tools;

/** Holds back from a group that flows have failed on: for a while, and in the end for good. */
final class Restraint {
  private final Ledger ledger;
  private final FindingNotes notes;
  private final Notices notices;
  private final InstantSource clock;

  Restraint(Tools tools) {
    this.ledger = tools.ledger();
    this.notes = tools.notes();
    this.notices = tools.notices();
    this.clock = tools.clock();
  }

  /**
   * Why no flow is started now, as a sentence; empty where one may be.
   *
   * @param known the group's case as it has just been read
   */
  Optional<String> hold(
      Optional<Case> known, Set<String> controls, Policy policy, List<FindingRef> findings) {
    Optional<Case> before = known.filter(c -> !c.running());
    if (before.isEmpty()) {
      return Optional.empty();
    }
    int most = policy.number(Setting.MAX_ATTEMPTS);
    if (Attempts.over(before.get(), most)) {
      return Optional.of(givenUp(before.get(), controls, most, findings));
    }
    return Attempts.pausedUntil(before.get())
        .filter(clock.instant()::isBefore)
        .map(
            until ->
                "the last flow for %s has failed: the next one waits until %s, for an evaluation after that"
                    .formatted(before.get().group().id(), until));
  }

  private String givenUp(Case before, Set<String> controls, int most, List<FindingRef> findings) {
    String id = before.group().id();
    String text =
        "%d flows for %s have failed one after the other, and %s is %d: no other is tried. See in the ledger why; then set to a higher number %s, and send the finding again"
            .formatted(
                Attempts.failed(before),
                id,
                Setting.MAX_ATTEMPTS.key(),
                most,
                Setting.MAX_ATTEMPTS.loosening());
    if (before.fact(Fact.GIVEN_UP_AT).isEmpty()) {
      // Told before it is written down that it was: rather twice than never.
      List<String> problems =
          notices.tell(
              Notice.plain(
                  Notice.Type.GIVEN_UP,
                  before.group(),
                  before.group().conversationId(),
                  id + ": given up",
                  text + "."));
      notes.write(before.group(), controls, findings, text + ".");
      Instant now = clock.instant();
      ledger.change(
          before,
          c -> {
            Case told = c.with(Fact.GIVEN_UP_AT, now.toString()).noting(now, text);
            for (String problem : problems) {
              told = told.noting(now, problem);
            }
            return told;
          });
    }
    return text;
  }
}
