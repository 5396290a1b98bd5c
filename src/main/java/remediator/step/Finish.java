package remediator.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import remediator.aws.AwsErrorText;
import remediator.finding.Untrusted;
import remediator.group.GroupState;
import remediator.ledger.Attempts;
import remediator.ledger.Case;
import remediator.ledger.Case.State;
import remediator.ledger.Fact;
import remediator.ledger.FlowOutcome;
import remediator.ledger.MissingFactException;
import remediator.notice.FindingNotes;
import remediator.notice.Notice;
import remediator.notice.Notices;
import remediator.plan.OurTags;
import remediator.step.Answer.Ended;
import remediator.step.Answer.Unfinished;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Ends a flow: says what has come of it, to the findings, to the owner and to the ledger, and gives
 * the lock back. What was published and no longer holds is taken away.
 */
final class Finish implements Step {
  @Override
  public Answer run(Work work) {
    return end(work, FlowEnding.of(work.now(), work.input().last()));
  }

  /** The same of a flow that has done all that was to be done. */
  static Answer complete(Work work) {
    return end(work, new FlowEnding(FlowOutcome.COMPLETE, ""));
  }

  /** What is answered where a flow has ended so. */
  static Answer answer(FlowEnding ending) {
    return ending.outcome() == FlowOutcome.FAILED
        ? new Unfinished(ending.reason().isEmpty() ? "the flow failed" : ending.reason())
        : new Ended();
  }

  private static Answer end(Work work, FlowEnding ending) {
    FlowOutcome how = ending.outcome();
    boolean complete = how == FlowOutcome.COMPLETE;
    List<String> problems = new ArrayList<>();
    String standing =
        tried(problems, () -> standing(work, complete)).orElseGet(() -> unknown(work));
    String text = Words.head(how, Untrusted.plain(ending.reason(), 300)) + standing;
    if (complete) {
      tried(problems, () -> Lines.note(work));
    }
    Case c = work.now();
    // Siblings whose events have come have joined the flow; whose have not are looked for here.
    Optional<FindingNotes.Result> notes =
        tried(
            problems,
            () -> work.tools().notes().write(c.group(), c.controls(), c.findings(), text));
    notes.ifPresent(n -> problems.addAll(n.problems()));
    tried(problems, () -> publish(work, how, text));
    Instant at = work.instant();
    work.remember(
        now -> {
          boolean done = complete && now.fact(Fact.BACK).isEmpty();
          Case ended = Attempts.ended(now, done ? State.DONE : State.STOPPED, how.word(), at);
          for (String problem : problems) {
            ended = ended.noting(at, problem);
          }
          return ended
              .knowing(notes.map(FindingNotes.Result::written).orElse(List.of()))
              .noting(at, text);
        });
    return answer(ending);
  }

  private static String unknown(Work work) {
    return "How "
        + work.group().id()
        + " stands could not be looked at. What the flow has made carries the tag "
        + OurTags.FLOW
        + "="
        + work.now().flow()
        + "; look at it before you delete it.";
  }

  /**
   * What AWS clearly refuses here, and what a row that was put back in time does not tell, is
   * written down and does not hold up the rest: the flow has ended, whether or not that can be
   * told, and the lock must be given back.
   */
  private static <T> Optional<T> tried(List<String> problems, Supplier<T> work) {
    try {
      return Optional.of(work.get());
    } catch (MissingFactException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    } catch (AwsServiceException e) {
      if (!Steps.isClear(e)) {
        throw e;
      }
      problems.add(AwsErrorText.of(e));
      return Optional.empty();
    }
  }

  private static String standing(Work work, boolean complete) {
    Optional<GroupState> state = work.state(work.group());
    if (work.now().fact(Fact.TLS).isPresent()) {
      state.ifPresent(s -> Stages.standing(work, s.transit()));
    }
    if (complete || work.now().fact(Fact.CUT_OVER_AT).isPresent()) {
      return Words.standing(work.now(), state, Leftovers.standIn(work));
    }
    new DeletionGuard(work).deleteNextEndpoints();
    Optional<String> sign = TakeOverCheck.signOfCutOver(work);
    return sign.map(s -> Words.inService(work.now(), s, Leftovers.of(work)))
            .orElseGet(() -> Words.standing(work.now(), state, Leftovers.of(work)))
        + Leftovers.suspended(work);
  }

  private static boolean publish(Work work, FlowOutcome how, String text) {
    Notice notice = EndNotice.of(work.now(), how, text, message(work, text));
    work.tools().notices().tell(notice).forEach(work::note);
    return true;
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
    work.now()
        .fact(Fact.CODE_LINES)
        .ifPresent(l -> all.append("\n\nSo that your code agrees with the cloud:\n").append(l));
    all.append("\n\nWhat happened:\n");
    work.now()
        .history()
        .forEach(e -> all.append(e.at()).append("  ").append(e.text()).append("\n"));
    return all.append("\n").append(Notices.NAME).append("\n").toString();
  }
}
