package remediator.workflow;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.core.StepResult;
import remediator.workflow.retire.DeletionGuard;

/** The steps that delete, with a guard that says yes to everything: a mistake to be found. */
public final class UnguardedSteps {
  private UnguardedSteps() {}

  /** The same steps as {@link StepExecutor#retiring(StepDependencies)}. */
  public static StepExecutor retiring(StepDependencies dependencies) {
    return StepExecutor.retiring(dependencies, NoGuard::new);
  }

  private static final class NoGuard extends DeletionGuard {
    NoGuard(StepContext context) {
      super(context);
    }

    @Override
    public Optional<StepResult> unless(
        String what, List<Supplier<Optional<StepResult>>> demands, Runnable request) {
      request.run();
      return Optional.empty();
    }
  }
}
