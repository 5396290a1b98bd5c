package remediator.remediation.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.finding.FindingId;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FailureCount;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.FindingUpdater;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.owner.OwnerRecipients;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepDependencies;

/** Holds back from a group that flows have failed on: for a while, and in the end for good. */
public final class FailureBackoff {
  private final Ledger ledger;
  private final FindingUpdater updater;
  private final Notifier notifier;
  private final InstantSource clock;

  public FailureBackoff(StepDependencies dependencies) {
    this.ledger = dependencies.ledger();
    this.updater = dependencies.findingUpdater();
    this.notifier = dependencies.notifier();
    this.clock = dependencies.clock();
  }

  /**
   * Why no flow is started now, as a sentence; empty where one may be.
   *
   * @param known the group's case as it has just been read
   */
  public Optional<String> hold(
      Optional<RemediationCase> known,
      Set<String> controls,
      Policy policy,
      List<FindingId> findings) {
    Optional<RemediationCase> before = known.filter(c -> !c.running());
    if (before.isEmpty()) {
      return Optional.empty();
    }
    int most = policy.number(PolicySetting.MAX_ATTEMPTS);
    if (FailureCount.over(before.get(), most)) {
      OwnerRecipients owner = OwnerRecipients.of(policy.get(PolicySetting.NOTIFY));
      return Optional.of(givenUp(before.get(), controls, most, findings, owner));
    }
    return FailureCount.pausedUntil(before.get())
        .filter(clock.instant()::isBefore)
        .map(
            until ->
                "the last flow for %s has failed: the next one waits until %s, for an evaluation after that"
                    .formatted(before.get().group().id(), until));
  }

  private String givenUp(
      RemediationCase before,
      Set<String> controls,
      int most,
      List<FindingId> findings,
      OwnerRecipients owner) {
    String id = before.group().id();
    String text =
        "%d flows for %s have failed one after the other, and %s is %d: no other is tried. See in the ledger why; then set to a higher number %s, and send the finding again"
            .formatted(
                FailureCount.failed(before),
                id,
                PolicySetting.MAX_ATTEMPTS.key(),
                most,
                PolicySetting.MAX_ATTEMPTS.loosening());
    if (before.attribute(CaseAttribute.GIVEN_UP_AT).isEmpty()) {
      // Told before it is written down that it was: rather twice than never.
      List<String> problems =
          notifier.send(
              Notification.plain(
                  Notification.Type.GIVEN_UP, before.group(), id + ": given up", text + "."),
              owner);
      updater.write(before.group(), controls, findings, text + ".");
      Instant now = clock.instant();
      ledger.change(
          before,
          c -> {
            RemediationCase told =
                c.with(CaseAttribute.GIVEN_UP_AT, now.toString()).withHistory(now, text);
            for (String problem : problems) {
              told = told.withHistory(now, problem);
            }
            return told;
          });
    }
    return text;
  }
}
