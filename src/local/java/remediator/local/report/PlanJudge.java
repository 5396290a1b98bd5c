package remediator.local.report;

import java.util.List;
import remediator.local.report.EventReport.FindingReport;
import remediator.notification.Gate;
import remediator.plan.Control;

/** Whether a finding ended as its plan said, given how gates were to be answered. */
final class PlanJudge {
  private final GateScript script;

  PlanJudge(GateScript script) {
    this.script = script;
  }

  boolean asPlanned(FindingReport finding) {
    if (finding.transitions() == 0) {
      // No flow was to be started: refused, nothing to do, or plan-only.
      return finding.outcome().equals("UNCHANGED");
    }
    return finding.gates().stream().allMatch(this::asTold)
        && expected(finding).contains(finding.outcome());
  }

  /** Nobody's yes is no yes; a gate that opens by itself is recorded as such. */
  private boolean asTold(GateOutcome gate) {
    return switch (script.at(gate.gate())) {
      case APPROVE -> !gate.refused();
      case REJECT -> gate.refused() || !gate.answered();
      case EXPIRE -> !gate.answered();
    };
  }

  private static List<String> expected(FindingReport finding) {
    List<GateOutcome> gates = finding.gates();
    if (!gates.isEmpty() && gates.getLast().refused()) {
      return refused(gates.getLast().gate(), finding.decision());
    }
    return List.of(answers(finding) ? "COMPLIANT" : "HALF_DONE");
  }

  /** What is left of a flow that ended with a no. */
  private static List<String> refused(String gate, String decision) {
    return switch (Gate.of(gate).orElseThrow()) {
      case UPGRADE, REPLACE -> List.of("UNCHANGED");
      case PREFERRED -> List.of(decision.equals("UPGRADE_THEN_TLS") ? "HALF_DONE" : "UNCHANGED");
      case REQUIRED -> List.of("HALF_DONE");
      case CUT_OVER -> List.of("ROLLED_BACK");
      // Both groups stay, and the old one goes on failing; where it must go before the new one can
      // have its id, nothing has been switched yet.
      case RETIRE -> List.of("WAITING", "ROLLED_BACK");
      // TLS is required, and no token needed.
      case AUTH, OFF -> List.of("COMPLIANT");
    };
  }

  /** Whether the plan was to meet the finding's own control, or another one first. */
  private static boolean answers(FindingReport finding) {
    return finding.decision().equals("REPLACE")
        || Control.find(finding.control())
            .map(c -> c.remedy() == Control.Remedy.SWITCH_TLS_ON)
            .orElse(true);
  }
}
