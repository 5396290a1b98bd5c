package remediator.finding;

import java.util.function.Function;
import remediator.finding.FindingResult.Closed;
import remediator.finding.FindingResult.FailedControl;
import remediator.finding.FindingResult.Ignored;

/** What the status fields of a finding say, before its resources are looked at. */
final class FindingStatus {
  private final Function<Finding, FindingResult> verdict;

  private FindingStatus(Function<Finding, FindingResult> verdict) {
    this.verdict = verdict;
  }

  static FindingStatus closed(String why) {
    return new FindingStatus(finding -> new Closed(finding, why));
  }

  static FindingStatus ignored(String reason) {
    return new FindingStatus(finding -> new Ignored(finding.reference().id(), reason));
  }

  /**
   * A failed control acts while its workflow is NEW. A person who sends it by hand overrules
   * NOTIFIED and RESOLVED (a RESOLVED finding of a periodic control can still be failing), but not
   * SUPPRESSED: that is an exemption somebody has decided on.
   */
  static FindingStatus byWorkflow(String workflow, boolean manual) {
    return switch (workflow) {
      case "NEW" -> new FindingStatus(FailedControl::new);
      case "NOTIFIED", "RESOLVED" ->
          manual
              ? new FindingStatus(FailedControl::new)
              : ignored("its workflow status is " + workflow + ": it has been dealt with");
      case "SUPPRESSED" -> ignored("its workflow status is SUPPRESSED: it is exempt");
      default ->
          throw new InvalidEventException(
              "the workflow status is " + TextSanitizer.quote(workflow) + ", which is unknown");
    };
  }

  FindingResult of(Finding finding) {
    return verdict.apply(finding);
  }
}
