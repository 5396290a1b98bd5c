package remediator.workflow.copy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.workflow.core.CutOverCheck;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.KeyWork.Work;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.core.WriteHold;

/**
 * Has all keys of the old group copied to the new one while writes are refused, and then all of
 * them compared, both ways; the function in the VPC works some minutes at a time. A copy may begin
 * anew at any time: what it writes replaces what is there. The new group is not in use meanwhile.
 */
public final class CopyKeys implements Step {
  private static final String NAME = "CopyKeys";

  @Override
  public StepResult run(StepContext context) {
    GroupArn made = context.now().newGroup().orElseThrow();
    Optional<String> objection = objection(context, made);
    if (objection.isPresent()) {
      return new Failed(objection.get());
    }
    Optional<KeyAnswer> answer = KeyAnswer.of(context.input().last().get("seen"));
    return answer.isEmpty() || !hasBegun(context.now())
        ? begin(context, made)
        : goOn(context, made, answer.get());
  }

  private static Optional<String> objection(StepContext context, GroupArn made) {
    RemediationCase c = context.now();
    if (!WriteHold.isCopied(c) || c.attribute(CaseAttribute.NEW_CREATED).isEmpty()) {
      return Optional.of("the ledger of " + c.group().id() + " tells of no copy of its keys");
    }
    if (!WriteHold.isOn(c)) {
      return Optional.of(
          "writes to " + c.group().id() + " are not refused, so its keys are not copied");
    }
    // What its keys would be overwritten with is older.
    return c.attribute(CaseAttribute.CUT_OVER_AT)
        .map(at -> made.id() + " has taken over at " + at)
        .or(() -> CutOverCheck.signOfCutOver(context))
        .map(sign -> sign + ": nothing is copied into a group that may be in use");
  }

  /** Under the present hold, and into the present group. */
  private static boolean hasBegun(RemediationCase c) {
    return c.attribute(CaseAttribute.COPY_TARGET_CREATED)
            .equals(c.attribute(CaseAttribute.NEW_CREATED))
        && c.attribute(CaseAttribute.SNAPSHOT_AT)
            .map(Instant::parse)
            .filter(at -> !at.isBefore(Instant.parse(c.require(CaseAttribute.WRITES_HELD_AT))))
            .isPresent();
  }

  private static StepResult begin(StepContext context, GroupArn made) {
    String at = context.instant().toString();
    context.change(
        c ->
            c.without(CaseAttribute.KEYS_COMPARED_AT, CaseAttribute.KEYS_DIFFERING)
                .with(CaseAttribute.SNAPSHOT_AT, at)
                .with(CaseAttribute.COPY_TARGET_CREATED, c.require(CaseAttribute.NEW_CREATED)));
    context.note("copying the keys of " + context.group().id() + " to " + made.id());
    return KeyCopy.ask(context, NAME, Work.COPY, Map.of());
  }

  private static StepResult goOn(StepContext context, GroupArn made, KeyAnswer answer) {
    Optional<String> problem = answer.problem();
    if (problem.isPresent()) {
      return answer.isPassing()
          ? new Pending(
              PollingSchedule.next(context.elapsed(), Duration.ZERO),
              "the keys of " + context.group().id() + " are copied once more: " + problem.get())
          : notCopied(context, problem.get());
    }
    if (answer.isOf(Work.COPY)) {
      return copied(context, made, answer);
    }
    return answer.isOf(Work.COMPARE)
        ? compared(context, made, answer)
        : notCopied(context, "the function in the VPC gave another answer");
  }

  private static StepResult copied(StepContext context, GroupArn made, KeyAnswer answer) {
    if (!answer.isDone()) {
      return KeyCopy.ask(context, NAME, Work.COPY, answer.position());
    }
    context.note(
        "%d keys in %d bytes have been copied to %s; all are being compared"
            .formatted(answer.number("keys"), answer.number("bytes"), made.id()));
    return KeyCopy.ask(context, NAME, Work.COMPARE, Map.of());
  }

  private static StepResult compared(StepContext context, GroupArn made, KeyAnswer answer) {
    long differing = answer.number("differing");
    if (differing > 0) {
      return notCopied(
          context,
          "%d of %d keys that were compared differ between it and %s (%s)"
              .formatted(
                  differing, answer.number("compared"), made.id(), answer.someDifferences()));
    }
    if (!answer.isDone()) {
      return KeyCopy.ask(context, NAME, Work.COMPARE, answer.position());
    }
    if (!answer.has("compared") || !answer.has("differing")) {
      return notCopied(context, "the function in the VPC did not tell what it compared");
    }
    String at = context.instant().toString();
    context.change(
        c ->
            c.with(CaseAttribute.KEYS_COMPARED_AT, at)
                .with(CaseAttribute.COMPARED_ITEMS, Long.toString(answer.number("compared")))
                .with(CaseAttribute.KEYS_DIFFERING, "0"));
    context.note(
        "%d keys of %s and %s have been compared, and none differs; %d have expired meanwhile"
            .formatted(
                answer.number("compared"),
                context.group().id(),
                made.id(),
                answer.number("expired")));
    return new Done();
  }

  private static StepResult notCopied(StepContext context, String why) {
    return new Failed(
        "the keys of "
            + context.group().id()
            + " could not be copied as they are: "
            + why
            + ". See whether its nodes are well, then send the finding again, or set the policy"
            + " data to freeze");
  }
}
