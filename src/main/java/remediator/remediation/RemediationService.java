package remediator.remediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import remediator.aws.AwsErrorText;
import remediator.finding.Finding;
import remediator.finding.FindingResult;
import remediator.group.GroupArn;
import remediator.policy.PolicyReader;
import remediator.remediation.flow.ConcurrencyLimiter;
import remediator.remediation.flow.ExecutionStarter;
import remediator.remediation.flow.FailureBackoff;
import remediator.remediation.flow.FlowRecovery;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.remediation.flow.StateMachineArns;
import remediator.workflow.StepExecutor;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.guard.KillSwitch;
import software.amazon.awssdk.core.exception.SdkException;

/** What findings lead to that needs AWS: cases are opened and closed. */
public final class RemediationService {
  private final GroupRemediator groups;
  private final CaseCloser closer;
  private final QueueProcessor queue;
  private final KillSwitch stop;
  private final UnknownResourceReporter unknown;
  private final PolicyReader policies;

  /**
   * Puts the parts together for one invocation.
   *
   * @param environment of the function: how much at once
   * @param catalog of all invocations
   * @param machines that flows are executions of
   */
  public RemediationService(
      StepDependencies dependencies,
      Map<String, String> environment,
      EngineVersionCatalog catalog,
      StateMachineArns machines) {
    ExecutionStarter flows = new ExecutionStarter(dependencies.aws(), machines);
    FlowRecovery recovery =
        new FlowRecovery(
            dependencies.ledger(),
            flows,
            new RestoredLedgerRecovery(
                dependencies.aws(),
                dependencies.ledger(),
                dependencies.notifier(),
                dependencies.clock()),
            dependencies.clock());
    RunningFlowHandler underWay =
        new RunningFlowHandler(dependencies.ledger(), recovery, dependencies.findingUpdater());
    Function<ConcurrencyLimiter, GroupRemediator> with =
        limiter ->
            new GroupRemediator(
                dependencies,
                catalog,
                limiter,
                underWay,
                new PlanExecutor(
                    dependencies.ledger(),
                    recovery,
                    underWay,
                    new FailureBackoff(dependencies),
                    new QueuedCases(dependencies, limiter),
                    StepExecutor.working(dependencies),
                    dependencies.findingUpdater(),
                    dependencies.notifier()));
    this.groups = with.apply(ConcurrencyLimiter.ofNew(dependencies, environment));
    ConcurrencyLimiter inLine = ConcurrencyLimiter.ofLine(dependencies, environment);
    this.queue = new QueueProcessor(dependencies.ledger(), inLine, with.apply(inLine));
    this.stop = new KillSwitch(dependencies);
    this.policies = dependencies.policies();
    this.unknown =
        new UnknownResourceReporter(
            dependencies.ledger().toldFindings(), dependencies.notifier(), dependencies.clock());
    this.closer = new CaseCloser(dependencies.ledger(), dependencies.clock());
  }

  /**
   * These are taken one right after the other: policy layers are read for some accounts at once.
   */
  public void expect(List<MaintenanceCommand> commands) {
    Set<String> accounts = new LinkedHashSet<>();
    for (MaintenanceCommand command : commands) {
      if (command instanceof MaintenanceCommand.ProcessQueue(GroupArn group)) {
        accounts.add(group.account());
      }
    }
    policies.expect(accounts);
  }

  /**
   * Takes what a rule of ours asks for.
   *
   * @return what came of it
   */
  public List<RemediationResult> take(MaintenanceCommand work) {
    return switch (work) {
      case MaintenanceCommand.ProcessQueue(GroupArn group) -> queue.callUp(group);
      case MaintenanceCommand.PauseNewFlows _ ->
          List.of(RemediationResult.ignored("", stop.pauseNewFlows().words()));
    };
  }

  void close(FindingResult.Closed over, Consumer<RemediationResult> tell, List<String> failures) {
    attempt(
        failures,
        over.finding().group().toString(),
        () -> tell.accept(closer.close(over.finding(), over.why())));
  }

  /** Tells people of findings that nothing can be done about. */
  void report(List<FindingResult.UnknownResource> findings, List<String> failures) {
    attempt(failures, "resources that are not understood", () -> unknown.report(findings));
  }

  /** These are taken one right after the other. */
  void expect(Collection<GroupArn> some) {
    groups.expect(some);
  }

  /** Returns a verdict on each, or none where it could not be dealt with. */
  List<RemediationResult> take(GroupArn group, List<Finding> findings, List<String> failures) {
    List<RemediationResult> results = new ArrayList<>();
    attempt(failures, group.toString(), () -> results.addAll(groups.take(group, findings)));
    return results;
  }

  private static void attempt(List<String> failures, String what, Runnable work) {
    try {
      work.run();
    } catch (SdkException | IllegalStateException e) {
      failures.add(what + ": " + AwsErrorText.of(e));
    }
  }
}
