package remediator.workflow.guard;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.finding.TextSanitizer;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FlowOutcome;
import remediator.ledger.RemediationCase;
import remediator.workflow.core.StepContext;

/**
 * How and why a flow ends short of its goal. A flow that is rolled back has this on record from its
 * first step back: what comes after may fail too, and must not hide why.
 *
 * @param reason what the person or the failure said, as plain text, or empty
 */
public record FlowEnding(FlowOutcome outcome, String reason) {
  private static final int LONGEST = 600;

  /** How Lambda tells that a function threw: an object, perhaps cut off. */
  private static final Pattern THROWN =
      Pattern.compile("\\{.*?\"errorMessage\":\"((?:[^\"\\\\]|\\\\.)*).*", Pattern.DOTALL);

  /** By what is on record, and by what the state before came to. */
  public static FlowEnding of(RemediationCase c, Map<?, ?> last) {
    Optional<FlowEnding> before = recorded(c);
    Optional<FlowEnding> now = brought(last);
    if (before.isPresent() && now.isPresent()) {
      return before.get().and(now.get());
    }
    return before.or(() -> now).orElseGet(() -> new FlowEnding(FlowOutcome.FAILED, ""));
  }

  /** Puts on record what the state before came to, where that is an end. */
  public static void note(StepContext context) {
    if (brought(context.input().last()).isPresent()) {
      FlowEnding all = of(context.now(), context.input().last());
      context.change(
          c ->
              c.with(CaseAttribute.ENDING, all.outcome().word())
                  .with(CaseAttribute.ENDING_REASON, all.reason()));
    }
  }

  /** An error as Step Functions tells it, in a line. */
  static String words(Map<?, ?> error) {
    String cause = error.get("Cause") instanceof String text ? text : "";
    Matcher thrown = THROWN.matcher(cause);
    return plain(
        thrown.matches()
            ? thrown.group(1)
            : error.get("Error") + (cause.isEmpty() ? "" : ": " + cause));
  }

  private static Optional<FlowEnding> recorded(RemediationCase c) {
    return c.attribute(CaseAttribute.ENDING)
        .flatMap(FlowOutcome::of)
        .map(o -> new FlowEnding(o, c.attribute(CaseAttribute.ENDING_REASON).orElse("")));
  }

  private static Optional<FlowEnding> brought(Map<?, ?> last) {
    if ("failed".equals(last.get("status"))) {
      String reason = last.get("reason") instanceof String text ? plain(text) : "";
      return Optional.of(
          new FlowEnding(FlowOutcome.of(last.get("outcome")).orElse(FlowOutcome.FAILED), reason));
    }
    return last.containsKey("Error")
        ? Optional.of(new FlowEnding(FlowOutcome.FAILED, words(last)))
        : Optional.empty();
  }

  /** What went wrong on the way back comes on top; a repeated call brings it again. */
  private FlowEnding and(FlowEnding later) {
    if (reason.contains(later.reason)) {
      return this;
    }
    return new FlowEnding(
        later.outcome, plain(reason.isEmpty() ? later.reason : reason + "; " + later.reason));
  }

  private static String plain(String text) {
    return TextSanitizer.plain(text, LONGEST);
  }
}
