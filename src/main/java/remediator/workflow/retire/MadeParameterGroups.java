package remediator.workflow.retire;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;

/** Parameter groups that a flow has made for itself, and that nobody needs once it is over. */
final class MadeParameterGroups {
  private MadeParameterGroups() {}

  /**
   * Names of the one by which writes are held, and of the one that a replacement's new group is
   * upgraded with as long as that group has not taken over. A group that is upgraded in place keeps
   * the one that it was given.
   */
  static List<String> of(RemediationCase c) {
    Optional<String> upgrade =
        c.decision() == Decision.REPLACE
                && c.attribute(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP).isPresent()
                && c.attribute(CaseAttribute.CUT_OVER_AT).isEmpty()
            ? c.attribute(CaseAttribute.UPGRADE_PARAMETER_GROUP)
            : Optional.empty();
    return Stream.of(c.attribute(CaseAttribute.FREEZE_PARAMETER_GROUP), upgrade)
        .flatMap(Optional::stream)
        .toList();
  }
}
