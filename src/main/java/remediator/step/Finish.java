package remediator.step;

import java.time.Instant;
import java.util.Optional;
import remediator.finding.Untrusted;
import remediator.group.GroupState;
import remediator.ledger.Case;
import remediator.ledger.Case.State;
import remediator.ledger.Fact;
import remediator.notice.FindingNotes;
import remediator.notice.Notices;
import remediator.plan.OurTags;
import remediator.step.Answer.Done;

/**
 * Ends a flow: says what has come of it, to the findings, to the owner and to the ledger, and gives
 * the lock back. What was published and no longer holds is taken away.
 */
final class Finish implements Step {
  @Override
  public Answer run(Work work) {
    String how = work.text("outcome");
    boolean complete = how.equals("complete");
    Optional<GroupState> state = work.state(work.group());
    if (!complete && work.now().fact(Fact.CUT_OVER_AT).isEmpty()) {
      new EndpointParameters(work).remove("next");
    }
    String text = Words.end(work.now(), state, how, Untrusted.plain(work.text("reason"), 300));
    FindingNotes.Result notes =
        work.tools()
            .notes()
            .write(work.group(), work.now().controls(), work.now().findings(), text);
    work.tools()
        .notices()
        .publish("[ElastiCache encryption] " + work.group().id() + ": " + how, message(work, text));
    Instant at = work.instant();
    work.remember(
        c -> {
          Case ended = c.in(complete ? State.DONE : State.STOPPED).with(Fact.OUTCOME, how);
          for (String problem : notes.problems()) {
            ended = ended.noting(at, problem);
          }
          return ended.knowing(notes.written()).noting(at, text);
        });
    return new Done();
  }

  private static String message(Work work, String text) {
    StringBuilder all =
        new StringBuilder(text).append("\n\nReplication group: ").append(work.group());
    work.now()
        .newGroup()
        .ifPresent(
            n ->
                all.append("\nNew group: ")
                    .append(n)
                    .append(" (tag ")
                    .append(OurTags.FLOW)
                    .append(")"));
    all.append("\n\nWhat happened:\n");
    work.now()
        .history()
        .forEach(e -> all.append(e.at()).append("  ").append(e.text()).append("\n"));
    return all.append("\n").append(Notices.NAME).append("\n").toString();
  }
}
