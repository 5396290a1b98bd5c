package remediator.local.report;

import java.util.Map;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Control;
import remediator.plan.Plan.Decision;

/** The word for how a flow ended, by the groups as they are and not by what the product says. */
public final class OutcomeWord {
  /** What each word means, for the reader of a report. */
  static final Map<String, String> LEGEND =
      Map.of(
          "COMPLIANT", "the controls that the policy acts on are met, and all keys are there",
          "HALF_DONE", "TLS is on, and plaintext is still accepted; or the engine is upgraded only",
          "WAITING", "a flow is still at work, or both groups stand",
          "UNCHANGED", "the group is as it was",
          "ROLLED_BACK", "the group is as it was; what was made meanwhile is gone",
          "FAILED", "it ended otherwise than it may: look at what happened");

  private OutcomeWord() {}

  /**
   * @param control that the finding is of
   * @param another whether a flow works on the group for another finding
   * @param before the group when the event came
   * @param old the same group now, or null where it is gone
   * @param serving the group that serves now, or null
   * @param dataWhole whether all keys are there
   */
  public static String of(
      Optional<RemediationCase> flow,
      String control,
      boolean another,
      GroupPicture before,
      GroupPicture old,
      GroupPicture serving,
      boolean dataWhole) {
    if (flow.isEmpty()) {
      return another || before == null || before.equals(old) ? "UNCHANGED" : "FAILED";
    }
    if (flow.get().running()) {
      return "WAITING";
    }
    if (serving == null || !dataWhole) {
      return "FAILED";
    }
    boolean replaced =
        flow.get().attribute(CaseAttribute.CUT_OVER_AT).isPresent()
            && flow.get().newGroup().isPresent();
    boolean met = Control.areSatisfiedBy(flow.get().controls(), serving.settings());
    boolean own = Control.find(control).map(c -> c.isSatisfiedBy(serving.settings())).orElse(met);
    if (replaced) {
      return met && (old == null || old.arn().equals(serving.arn())) ? "COMPLIANT" : "WAITING";
    }
    if (met && own) {
      return "COMPLIANT";
    }
    // An upgrade alone is the first half of switching TLS on.
    if (met
        || serving.transitEncryptionMode().equals("preferred")
        || isUpgraded(flow.get(), before, serving)) {
      return "HALF_DONE";
    }
    if (!before.withoutStatus().equals(serving.withoutStatus())) {
      return "FAILED";
    }
    boolean made = flow.get().attribute(CaseAttribute.SNAPSHOT).isPresent();
    return made ? "ROLLED_BACK" : "UNCHANGED";
  }

  private static boolean isUpgraded(
      RemediationCase flow, GroupPicture before, GroupPicture serving) {
    return flow.decision() == Decision.UPGRADE_THEN_TLS
        && !before.engineVersion().equals(serving.engineVersion());
  }
}
