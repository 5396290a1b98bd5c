package remediator.step;

/**
 * One step of a flow. It looks at reality, does what is missing, and answers. Run twice, killed
 * half way or run after a later one, it leads to the same end.
 */
interface Step {
  Answer run(Work work);

  /** Nothing to do. */
  static Step nothing() {
    return _ -> new Answer.Done();
  }
}
