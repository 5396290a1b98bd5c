package remediator.workflow.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;

/**
 * When to look again: when it can be done, and from then on in steps that grow with the time that
 * it takes. A change of an hour costs few looks, and one that is done is seen soon; nothing is
 * learnt by looking earlier.
 */
public final class PollingSchedule {
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration SHORTEST = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofHours(25);
  private static final Duration OTHERS = Duration.ofHours(6);
  private static final Duration WEEK_AND_A_DAY = Duration.ofDays(8);
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private PollingSchedule() {}

  /**
   * An answer that says to look again.
   *
   * @param typical how long it takes on a small group, as far as is known
   */
  public static StepResult lookAgain(StepContext context, Duration typical, String why) {
    if (context.elapsed().compareTo(PATIENCE) > 0) {
      return new Failed(
          "after a day it is still so that "
              + why
              + "; look at "
              + context.group().id()
              + " in the console");
    }
    return new Pending(next(context.elapsed(), typical), why);
  }

  /**
   * Whether somebody else has changes waiting for the maintenance window, as the group tells it.
   * Whatever is asked with "apply immediately" would apply them too.
   */
  public static boolean forOthers(GroupState state) {
    return state.status().equals("available")
        && !state.pending().isEmpty()
        && state.pending().stream()
            .noneMatch(
                p ->
                    p.startsWith("TransitEncryption")
                        || p.startsWith("AuthToken")
                        || p.equals("UserGroups"));
  }

  /**
   * Waits for a maintenance window, which comes once a week.
   *
   * @param pending names of what waits
   */
  public static StepResult othersFirst(StepContext context, List<String> pending) {
    String waiting = String.join(", ", pending);
    Instant now = context.instant();
    Instant since =
        context
            .now()
            .attribute(CaseAttribute.WAITING_FOR_OTHERS_SINCE)
            .map(Instant::parse)
            .orElse(now);
    // The time that others take is none of the step's own.
    context.change(
        c ->
            c.with(CaseAttribute.WAITING_FOR_OTHERS_SINCE, since.toString())
                .with(CaseAttribute.STEP_SINCE, now.toString()));
    if (Duration.between(since, now).compareTo(WEEK_AND_A_DAY) > 0) {
      return new Failed(
          "somebody else's changes of "
              + context.group().id()
              + " have been pending for more than a week: "
              + waiting
              + "; apply them or take them back, then send the finding again");
    }
    return new Pending(
        OTHERS, "somebody else's changes wait for the maintenance window: " + waiting);
  }

  public static Duration next(Duration elapsed, Duration typical) {
    Duration expected = typical.plus(MARGIN);
    if (elapsed.compareTo(expected) < 0) {
      return expected.minus(elapsed);
    }
    Duration share = elapsed.dividedBy(20);
    return share.compareTo(SHORTEST) < 0
        ? SHORTEST
        : share.compareTo(LONGEST) > 0 ? LONGEST : share;
  }
}
