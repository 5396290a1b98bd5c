package remediator.workflow.retire;

import java.util.List;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.ledger.RemediationCase;

/** How a flow's end is told, for tests of other packages. */
public final class ToldOutcome {
  private ToldOutcome() {}

  public static String of(RemediationCase c, Optional<GroupState> state) {
    return OutcomeText.standing(c, state, List.of());
  }
}
