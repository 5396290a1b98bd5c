package remediator.finding;

import java.util.function.Function;
import remediator.finding.Intake.Failed;
import remediator.finding.Intake.NotOurs;
import remediator.finding.Intake.Over;

/** What the status fields of a finding say, before its resources are looked at. */
final class Judgement {
  private final Function<Finding, Intake> verdict;

  private Judgement(Function<Finding, Intake> verdict) {
    this.verdict = verdict;
  }

  static Judgement over(String why) {
    return new Judgement(finding -> new Over(finding, why));
  }

  static Judgement notOurs(String reason) {
    return new Judgement(finding -> new NotOurs(finding.reference().id(), reason));
  }

  /**
   * A failed control acts while its workflow is NEW. A person who sends it by hand overrules
   * NOTIFIED and RESOLVED (a RESOLVED finding of a periodic control can still be failing), but not
   * SUPPRESSED: that is an exemption somebody has decided on.
   */
  static Judgement byWorkflow(String workflow, boolean byHand) {
    return switch (workflow) {
      case "NEW" -> new Judgement(Failed::new);
      case "NOTIFIED", "RESOLVED" ->
          byHand
              ? new Judgement(Failed::new)
              : notOurs("its workflow status is " + workflow + ": it has been dealt with");
      case "SUPPRESSED" -> notOurs("its workflow status is SUPPRESSED: it is exempt");
      default ->
          throw new NotUnderstood(
              "the workflow status is " + Untrusted.quote(workflow) + ", which is unknown");
    };
  }

  Intake of(Finding finding) {
    return verdict.apply(finding);
  }
}
