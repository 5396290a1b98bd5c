package remediator.workflow.gate;

import java.util.List;
import remediator.notification.ApprovalRequest.Row;
import remediator.notification.Gate;
import remediator.workflow.core.StepContext;

/** What a gate's question shows of a group, for tests of other packages. */
public final class ShownTable {
  private ShownTable() {}

  public static List<Row> of(Gate gate, StepContext context) {
    return new BeforeAfterTable(gate, context).rows();
  }

  /** What the question before a replacement says of it. */
  public static List<String> caveats(StepContext context) {
    return ReplacementCaveats.of(context);
  }
}
