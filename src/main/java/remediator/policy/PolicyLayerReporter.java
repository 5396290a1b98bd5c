package remediator.policy;

import java.time.InstantSource;
import remediator.group.GroupArn;
import remediator.ledger.ToldFindings;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.plan.Policy;

/**
 * Tells people once of each version of a policy layer that is not as it should be: it stops an
 * account, or all of them, and their groups are many.
 */
public final class PolicyLayerReporter {
  private final ToldFindings told;
  private final Notifier notifier;
  private final InstantSource clock;

  /** Keeps what was told with the told findings. */
  public PolicyLayerReporter(ToldFindings told, Notifier notifier, InstantSource clock) {
    this.told = told;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Sends a message for each that none has been sent for.
   *
   * @param group that was found to be kept by it
   */
  public void report(GroupArn group, Policy policy) {
    for (Policy.Restraint restraint : policy.restraints()) {
      restraint
          .mark()
          .filter(mark -> !told.contains(mark))
          .ifPresent(mark -> report(group, restraint.reason(), mark));
    }
  }

  private void report(GroupArn group, String reason, String mark) {
    notifier.send(
        Notification.plain(
            Notification.Type.POLICY_LAYER,
            group,
            "policy layer stops everything",
            "Nothing is begun and nothing is deleted where it counts, only planned: "
                + reason
                + ". This is not told for each group that it stops; "
                + group.id()
                + " is the first."));
    // After the message: whoever dies between the two tells it twice rather than never.
    told.add(mark, clock.instant());
  }
}
