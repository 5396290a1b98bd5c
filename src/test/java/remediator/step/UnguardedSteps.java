package remediator.step;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The steps that delete, with a guard that says yes to everything: a mistake to be found. */
public final class UnguardedSteps {
  private UnguardedSteps() {}

  /** The same steps as {@link Steps#retiring(Tools)}. */
  public static Steps retiring(Tools tools) {
    return Steps.retiring(tools, NoGuard::new);
  }

  private static final class NoGuard extends DeletionGuard {
    NoGuard(Work work) {
      super(work);
    }

    @Override
    Optional<Answer> unless(
        String what, List<Supplier<Optional<Answer>>> demands, Runnable request) {
      request.run();
      return Optional.empty();
    }
  }
}
