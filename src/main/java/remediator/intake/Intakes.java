package remediator.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import remediator.finding.Finding;
import remediator.finding.Intake;
import remediator.group.GroupArn;

/**
 * Takes the findings of an event, each on its own: one that fails does not stop the others.
 *
 * <p>Most events ask for nothing, and Lambda bills the time that loading the AWS SDK takes. So
 * nothing here names it, and {@link CaseWork}, which does, is made for the first finding that needs
 * it.
 */
public final class Intakes {
  private final Supplier<CaseWork> factory;
  private CaseWork work;

  /**
   * For one invocation.
   *
   * @param factory called once, and only where a finding needs AWS
   */
  public Intakes(Supplier<CaseWork> factory) {
    this.factory = factory;
  }

  /**
   * Takes them all.
   *
   * @param tell is told of every verdict as it is reached
   * @param timeLeft false as soon as nothing new may be begun
   * @return sentences on what could not be done and must be tried again
   */
  public List<String> take(List<Intake> intakes, Consumer<Verdict> tell, BooleanSupplier timeLeft) {
    List<String> failures = new ArrayList<>();
    Map<GroupArn, List<Finding>> failed = new LinkedHashMap<>();
    for (Intake intake : intakes) {
      switch (intake) {
        case Intake.Failed f ->
            failed.computeIfAbsent(f.finding().group(), _ -> new ArrayList<>()).add(f.finding());
        case Intake.Over over -> work().close(over, tell, failures);
        case Intake.NotOurs no -> tell.accept(Verdict.ignored(no.findingId(), no.reason()));
        case Intake.Unreadable no -> {
          failures.add("finding " + no.findingId() + ": " + no.reason());
          tell.accept(Verdict.ignored(no.findingId(), "not understood: " + no.reason()));
        }
      }
    }
    failed.forEach(
        (group, findings) -> {
          if (timeLeft.getAsBoolean()) {
            work().take(group, findings, tell, failures);
          } else {
            failures.add(group + ": no time was left in this invocation");
          }
        });
    return failures;
  }

  private CaseWork work() {
    if (work == null) {
      work = factory.get();
    }
    return work;
  }
}
