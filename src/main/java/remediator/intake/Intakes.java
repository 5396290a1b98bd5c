package remediator.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import remediator.finding.Finding;
import remediator.finding.Intake;
import remediator.finding.Untrusted;
import remediator.group.GroupArn;
import remediator.step.Steps;
import remediator.step.Switch;
import remediator.step.Tools;
import software.amazon.awssdk.core.exception.SdkException;

/** Takes the findings of an event, each on its own: one that fails does not stop the others. */
public final class Intakes {
  private final GroupIntake groups;
  private final Closing closing;
  private final BackIntake back;
  private final Line line;
  private final Switch stop;

  /**
   * Puts the parts together for one invocation.
   *
   * @param environment of the function: the policy's first layer
   * @param machines that flows are executions of
   */
  public Intakes(Tools tools, Map<String, String> environment, Machines machines) {
    FlowStarter flows = new FlowStarter(tools.aws().stepFunctions(), machines);
    TakeOver takeOver = new TakeOver(tools.ledger(), flows, tools.clock());
    this.back = new BackIntake(tools, environment, takeOver);
    UnderWay underWay = new UnderWay(tools.ledger(), takeOver, tools.notes());
    Function<Admission, GroupIntake> with =
        admission ->
            new GroupIntake(
                tools,
                environment,
                underWay,
                new PlanOutcome(
                    tools.ledger(),
                    takeOver,
                    underWay,
                    new Restraint(tools),
                    new Waiting(tools, admission),
                    Steps.working(tools),
                    tools.notes(),
                    tools.notices()));
    this.groups = with.apply(Admission.ofNew(tools, environment));
    Admission inLine = Admission.ofLine(tools, environment);
    this.line = new Line(tools.ledger(), inLine, with.apply(inLine));
    this.stop = new Switch(tools);
    this.closing = new Closing(tools.ledger(), tools.clock());
  }

  /** Takes a person's command to go back. */
  public Verdict take(BackCommand command) {
    return back.take(command);
  }

  /**
   * Takes what a rule of ours asks for.
   *
   * @return what came of it
   */
  public List<Verdict> take(Housekeeping work) {
    return switch (work) {
      case Housekeeping.CallUp(Optional<GroupArn> group) ->
          group.map(line::callUp).orElseGet(line::callUpAll);
      case Housekeeping.StartNothing _ -> List.of(Verdict.ignored("", stop.startNothing().words()));
    };
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
        case Intake.Over over ->
            attempt(
                failures,
                over.finding().group(),
                () -> tell.accept(closing.close(over.finding(), over.why())));
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
            attempt(failures, group, () -> groups.take(group, findings).forEach(tell));
          } else {
            failures.add(group + ": no time was left in this invocation");
          }
        });
    return failures;
  }

  private static void attempt(List<String> failures, GroupArn group, Runnable work) {
    try {
      work.run();
    } catch (SdkException | IllegalStateException e) {
      failures.add(group + ": " + Untrusted.plain(e.getMessage(), 500));
    }
  }
}
