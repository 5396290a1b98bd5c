package remediator.remediation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import remediator.finding.Finding;
import remediator.finding.FindingResult;
import remediator.group.GroupArn;

/**
 * Takes the findings of an event, each on its own: one that fails does not stop the others.
 *
 * <p>Most events ask for nothing, and Lambda bills the time that loading the AWS SDK takes. So
 * nothing here names it, and {@link RemediationService}, which does, is made for the first finding
 * that needs it.
 */
public final class FindingDispatcher {
  private final Supplier<RemediationService> factory;
  private RemediationService work;

  /**
   * For one invocation.
   *
   * @param factory called once, and only where a finding needs AWS
   */
  public FindingDispatcher(Supplier<RemediationService> factory) {
    this.factory = factory;
  }

  /**
   * Takes them all.
   *
   * @param tell is told of every verdict as it is reached
   * @param timeLeft false as soon as nothing new may be begun
   * @return sentences on what could not be done and must be tried again
   */
  public List<String> take(
      List<FindingResult> results, Consumer<RemediationResult> tell, BooleanSupplier timeLeft) {
    List<String> failures = new ArrayList<>();
    Map<GroupArn, List<Finding>> failed = new LinkedHashMap<>();
    List<FindingResult.UnknownResource> unknown = new ArrayList<>();
    for (FindingResult result : results) {
      switch (result) {
        case FindingResult.FailedControl f ->
            failed.computeIfAbsent(f.finding().group(), _ -> new ArrayList<>()).add(f.finding());
        case FindingResult.Closed over -> work().close(over, tell, failures);
        case FindingResult.Ignored no ->
            tell.accept(RemediationResult.ignored(no.findingId(), no.reason()));
        case FindingResult.UnknownResource no -> {
          unknown.add(no);
          tell.accept(RemediationResult.ignored(no.findingId(), no.reason()));
        }
        case FindingResult.Malformed no -> {
          failures.add("finding " + no.findingId() + ": " + no.reason());
          tell.accept(RemediationResult.ignored(no.findingId(), "not understood: " + no.reason()));
        }
      }
    }
    if (!unknown.isEmpty()) {
      work().report(unknown, failures);
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

  private RemediationService work() {
    if (work == null) {
      work = factory.get();
    }
    return work;
  }
}
