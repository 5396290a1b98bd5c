package remediator.remediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import remediator.finding.Finding;
import remediator.finding.FindingResult;
import remediator.group.GroupArn;

/**
 * Takes the findings of events, each on its own: one that fails does not stop the others. Those of
 * one group are taken together, whatever event they came with: Security Hub tells of both controls,
 * and of one control for each standard, at about the same time.
 *
 * <p>Most events ask for nothing, and Lambda bills the time that loading the AWS SDK takes. So
 * nothing here names it, and {@link RemediationService}, which does, is made for the first finding
 * that needs it.
 */
public final class FindingDispatcher {
  /** The findings of an event, and what came of them. */
  public static final class IncomingFindings {
    private final List<FindingResult> read;
    private final List<RemediationResult> verdicts = new ArrayList<>();
    private final Set<String> failures = new LinkedHashSet<>();

    public IncomingFindings(List<FindingResult> read) {
      this.read = List.copyOf(read);
    }

    public List<RemediationResult> verdicts() {
      return List.copyOf(verdicts);
    }

    /** Sentences on what could not be done and must be tried again. */
    public List<String> failures() {
      return List.copyOf(failures);
    }

    private boolean has(RemediationResult verdict) {
      return read.stream()
          .anyMatch(
              r ->
                  r instanceof FindingResult.FailedControl(Finding finding)
                      && finding.group().toString().equals(verdict.group())
                      && finding.control().equals(verdict.control())
                      && finding.reference().id().equals(verdict.finding()));
    }
  }

  /** The failed controls of one group. */
  private static final class GroupFindings {
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<IncomingFindings> of = new LinkedHashSet<>();
  }

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
   * @param broken is given what nobody has foreseen, with the events that it is about
   */
  public void take(
      Collection<IncomingFindings> events,
      Consumer<RemediationResult> tell,
      BooleanSupplier timeLeft,
      Broken broken) {
    Map<GroupArn, GroupFindings> failed = new LinkedHashMap<>();
    for (IncomingFindings event : events) {
      guarded(
          List.of(event),
          broken,
          () -> {
            if (timeLeft.getAsBoolean()) {
              sort(event, tell, failed);
            } else {
              event.failures.add("no time was left in this invocation");
            }
          });
    }
    if (failed.size() > 1) {
      guarded(events, broken, () -> work().expect(failed.keySet()));
    }
    failed.forEach(
        (group, some) ->
            guarded(
                some.of,
                broken,
                () -> {
                  if (timeLeft.getAsBoolean()) {
                    take(group, some, tell);
                  } else {
                    some.of.forEach(
                        e -> e.failures.add(group + ": no time was left in this invocation"));
                  }
                }));
  }

  /** What nobody has foreseen stops neither the other events nor the other groups. */
  public interface Broken {
    void accept(Collection<IncomingFindings> events, RuntimeException cause);
  }

  private static void guarded(Collection<IncomingFindings> events, Broken broken, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      broken.accept(events, e);
    }
  }

  /** Deals with all but failed controls. */
  private void sort(
      IncomingFindings event,
      Consumer<RemediationResult> tell,
      Map<GroupArn, GroupFindings> failed) {
    List<String> failures = new ArrayList<>();
    Consumer<RemediationResult> verdict =
        v -> {
          event.verdicts.add(v);
          tell.accept(v);
        };
    List<FindingResult.UnknownResource> unknown = new ArrayList<>();
    for (FindingResult result : event.read) {
      switch (result) {
        case FindingResult.FailedControl(Finding finding) -> {
          GroupFindings some = failed.computeIfAbsent(finding.group(), _ -> new GroupFindings());
          some.findings.add(finding);
          some.of.add(event);
        }
        case FindingResult.Closed over -> work().close(over, verdict, failures);
        case FindingResult.Ignored no ->
            verdict.accept(RemediationResult.ignored(no.findingId(), no.reason()));
        case FindingResult.UnknownResource no -> {
          unknown.add(no);
          verdict.accept(RemediationResult.ignored(no.findingId(), no.reason()));
        }
        case FindingResult.Malformed no -> {
          failures.add("finding " + no.findingId() + ": " + no.reason());
          verdict.accept(
              RemediationResult.ignored(no.findingId(), "not understood: " + no.reason()));
        }
      }
    }
    if (!unknown.isEmpty()) {
      work().report(unknown, failures);
    }
    event.failures.addAll(failures);
  }

  private void take(GroupArn group, GroupFindings some, Consumer<RemediationResult> tell) {
    List<String> failures = new ArrayList<>();
    for (RemediationResult verdict : work().take(group, List.copyOf(some.findings), failures)) {
      tell.accept(verdict);
      for (IncomingFindings event : some.of) {
        if (event.has(verdict)) {
          event.verdicts.add(verdict);
          verdict
              .untold()
              .forEach(problem -> event.failures.add(group + ": nobody could be told: " + problem));
        }
      }
    }
    some.of.forEach(event -> event.failures.addAll(failures));
  }

  private RemediationService work() {
    if (work == null) {
      work = factory.get();
    }
    return work;
  }
}
