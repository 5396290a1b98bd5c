package remediator.workflow.retire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import remediator.aws.AwsErrorText;
import remediator.finding.TextSanitizer;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FailureCount;
import remediator.ledger.FlowOutcome;
import remediator.ledger.MissingAttributeException;
import remediator.ledger.RemediationCase;
import remediator.ledger.RemediationCase.State;
import remediator.notification.FindingUpdater;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.plan.ResourceTags;
import remediator.workflow.core.CutOverCheck;
import remediator.workflow.core.IacSnippetRecorder;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Ended;
import remediator.workflow.core.StepResult.Unfinished;
import remediator.workflow.guard.FlowEnding;
import remediator.workflow.tls.TlsStateRecorder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Ends a flow: says what has come of it, to the findings, to the owner and to the ledger, and gives
 * the lock back. What was published and no longer holds is taken away.
 */
public final class CompleteFlow implements Step {
  @Override
  public StepResult run(StepContext context) {
    return end(context, FlowEnding.of(context.now(), context.input().last()));
  }

  /** The same of a flow that has done all that was to be done. */
  public static StepResult complete(StepContext context) {
    return end(context, new FlowEnding(FlowOutcome.COMPLETE, ""));
  }

  /** What is answered where a flow has ended so. */
  public static StepResult answer(FlowEnding ending) {
    return ending.outcome() == FlowOutcome.FAILED
        ? new Unfinished(ending.reason().isEmpty() ? "the flow failed" : ending.reason())
        : new Ended(ending.outcome());
  }

  private static StepResult end(StepContext context, FlowEnding ending) {
    FlowOutcome how = ending.outcome();
    boolean complete = how == FlowOutcome.COMPLETE;
    List<String> problems = new ArrayList<>();
    String standing =
        tried(problems, () -> standing(context, complete)).orElseGet(() -> unknown(context));
    String text = OutcomeText.head(how, TextSanitizer.plain(ending.reason(), 300)) + standing;
    // A note is cut at its end, where the remedy stands: the reason gives way.
    int room = FindingUpdater.LONGEST - OutcomeText.head(how, "").length() - standing.length();
    String note =
        OutcomeText.head(how, TextSanitizer.plain(ending.reason(), Math.clamp(room, 180, 300)))
            + standing;
    if (complete) {
      tried(problems, () -> IacSnippetRecorder.note(context));
    }
    RemediationCase c = context.now();
    // Siblings whose events have come have joined the flow; whose have not are looked for here.
    Optional<FindingUpdater.Result> notes =
        tried(
            problems,
            () ->
                context
                    .dependencies()
                    .findingUpdater()
                    .write(c.group(), c.controls(), c.findings(), note));
    notes.ifPresent(n -> problems.addAll(n.problems()));
    tried(problems, () -> publish(context, how, text));
    Instant at = context.instant();
    context.change(
        now -> {
          boolean done = complete && now.attribute(CaseAttribute.TLS_ROLLBACK_TARGET).isEmpty();
          RemediationCase ended =
              FailureCount.ended(now, done ? State.DONE : State.STOPPED, how.word(), at);
          for (String problem : problems) {
            ended = ended.withHistory(at, problem);
          }
          return ended
              .withFindings(notes.map(FindingUpdater.Result::written).orElse(List.of()))
              .withHistory(at, text);
        });
    return answer(ending);
  }

  private static String unknown(StepContext context) {
    return "How "
        + context.group().id()
        + " stands could not be looked at. What the flow has made carries the tag "
        + ResourceTags.FLOW
        + "="
        + context.now().flow()
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
    } catch (MissingAttributeException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    } catch (AwsServiceException e) {
      if (!AwsErrorText.isDefiniteRefusal(e)) {
        throw e;
      }
      problems.add(AwsErrorText.of(e));
      return Optional.empty();
    }
  }

  private static String standing(StepContext context, boolean complete) {
    Optional<GroupState> state = context.state(context.group());
    if (context.now().attribute(CaseAttribute.TLS_STATE).isPresent()) {
      state.ifPresent(s -> TlsStateRecorder.ended(context, s));
    }
    if (complete || context.now().attribute(CaseAttribute.CUT_OVER_AT).isPresent()) {
      return OutcomeText.standing(context.now(), state, RemainingResources.standIn(context));
    }
    new DeletionGuard(context).deleteNextEndpoints();
    Optional<String> sign = CutOverCheck.signOfCutOver(context);
    return sign.map(s -> OutcomeText.inService(context.now(), s, RemainingResources.of(context)))
            .orElseGet(
                () -> OutcomeText.standing(context.now(), state, RemainingResources.of(context)))
        + RemainingResources.suspended(context);
  }

  private static boolean publish(StepContext context, FlowOutcome how, String text) {
    Notification notification =
        FlowEndedNotification.of(context.now(), how, text, message(context, text));
    context.send(notification).forEach(context::note);
    return true;
  }

  private static String message(StepContext context, String text) {
    StringBuilder all =
        new StringBuilder(text).append("\n\nReplication group: ").append(context.group());
    context
        .now()
        .newGroup()
        .ifPresent(
            n ->
                all.append("\nNew group: ")
                    .append(n)
                    .append(" (tag ")
                    .append(ResourceTags.FLOW)
                    .append(")"));
    context
        .now()
        .attribute(CaseAttribute.IAC_SNIPPETS)
        .ifPresent(l -> all.append("\n\nSo that your code agrees with the cloud:\n").append(l));
    all.append("\n\nWhat happened:\n");
    context
        .now()
        .history()
        .forEach(e -> all.append(e.at()).append("  ").append(e.text()).append("\n"));
    return all.append("\n").append(Notifier.NAME).append("\n").toString();
  }
}
