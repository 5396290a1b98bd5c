package remediator.workflow;

import java.util.List;
import java.util.stream.Stream;

/** The steps that delete groups or snapshots, for tests of other packages. */
public final class DeletingSteps {
  private DeletingSteps() {}

  /** Those that the function without the right to delete would run all the same. */
  public static List<String> namesThatTheWorkingFunctionHas() {
    return Stream.of("DeleteOldGroup", "DeleteStandIn", "RollBack")
        .filter(StepRegistry.WORKING::containsKey)
        .toList();
  }
}
