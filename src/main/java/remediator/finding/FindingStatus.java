package remediator.finding;

import java.util.function.Function;
import remediator.finding.FindingResult.Closed;
import remediator.finding.FindingResult.FailedControl;
import remediator.finding.FindingResult.Ignored;

/** What the status fields of a finding say, before its resources are looked at. */
final class FindingStatus {
  private final Function<Finding, FindingResult> verdict;
  private final boolean open;

  private FindingStatus(Function<Finding, FindingResult> verdict, boolean open) {
    this.verdict = verdict;
    this.open = open;
  }

  private static FindingStatus open() {
    return new FindingStatus(FailedControl::new, true);
  }

  static FindingStatus closed(String why) {
    return new FindingStatus(finding -> new Closed(finding, why), false);
  }

  static FindingStatus ignored(String reason) {
    return new FindingStatus(finding -> new Ignored(finding.reference().id(), reason), false);
  }

  /**
   * A failed control acts while its workflow is NEW. A person who sends it by hand overrules
   * NOTIFIED and RESOLVED (a RESOLVED finding of a periodic control can still be failing), but not
   * SUPPRESSED: that is an exemption somebody has decided on.
   */
  static FindingStatus byWorkflow(String workflow, boolean manual) {
    return switch (workflow) {
      case "NEW" -> open();
      case "NOTIFIED", "RESOLVED" ->
          manual
              ? open()
              : ignored("its workflow status is " + workflow + ": it has been dealt with");
      case "SUPPRESSED" -> ignored("its workflow status is SUPPRESSED: it is exempt");
      default ->
          throw new InvalidEventException(
              "the workflow status is " + TextSanitizer.quote(workflow) + ", which is unknown");
    };
  }

  /** Whether there is something to be done about it. */
  boolean isOpen() {
    return open;
  }

  FindingResult of(Finding finding) {
    return verdict.apply(finding);
  }
}
