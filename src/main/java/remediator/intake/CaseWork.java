package remediator.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import remediator.aws.AwsErrorText;
import remediator.finding.Finding;
import remediator.finding.Intake;
import remediator.group.GroupArn;
import remediator.step.Steps;
import remediator.step.Switch;
import remediator.step.Tools;
import software.amazon.awssdk.core.exception.SdkException;

/** What findings lead to that needs AWS: cases are opened and closed. */
public final class CaseWork {
  private final GroupIntake groups;
  private final Closing closing;
  private final Line line;
  private final Switch stop;

  /**
   * Puts the parts together for one invocation.
   *
   * @param environment of the function: the policy's first layer
   * @param machines that flows are executions of
   */
  public CaseWork(Tools tools, Map<String, String> environment, Machines machines) {
    FlowStarter flows = new FlowStarter(tools.aws(), machines);
    TakeOver takeOver =
        new TakeOver(
            tools.ledger(),
            flows,
            new RestoredRowSettler(tools.aws(), tools.ledger(), tools.notices(), tools.clock()),
            tools.clock());
    UnderWay underWay = new UnderWay(tools.ledger(), takeOver, tools.notes());
    Function<Admission, GroupIntake> with =
        admission ->
            new GroupIntake(
                tools,
                environment,
                admission,
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

  void close(Intake.Over over, Consumer<Verdict> tell, List<String> failures) {
    attempt(
        failures,
        over.finding().group(),
        () -> tell.accept(closing.close(over.finding(), over.why())));
  }

  void take(GroupArn group, List<Finding> findings, Consumer<Verdict> tell, List<String> failures) {
    attempt(failures, group, () -> groups.take(group, findings).forEach(tell));
  }

  private static void attempt(List<String> failures, GroupArn group, Runnable work) {
    try {
      work.run();
    } catch (SdkException | IllegalStateException e) {
      failures.add(group + ": " + AwsErrorText.of(e));
    }
  }
}
