package remediator.workflow.core;

/**
 * One step of a flow. It looks at reality, does what is missing, and answers. Run twice, killed
 * half way or run after a later one, it leads to the same end.
 */
public interface Step {
  StepResult run(StepContext context);

  /** Nothing to do. */
  static Step nothing() {
    return _ -> new StepResult.Done();
  }
}
