package remediator.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.ledger.Case;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The executions that run now. */
final class Executions {
  /** One that runs. */
  record Running(String name, String arn) {}

  private final SfnClient client;
  private final List<String> machines;

  Executions(SfnClient client, List<String> machines) {
    this.client = client;
    this.machines = machines;
  }

  List<Running> running() {
    List<Running> all = new ArrayList<>();
    for (String machine : machines) {
      client
          .listExecutionsPaginator(
              r ->
                  r.stateMachineArn(machine).statusFilter(ExecutionStatus.RUNNING).maxResults(1000))
          .executions()
          .forEach(e -> all.add(new Running(e.name(), e.executionArn())));
    }
    return all;
  }

  /** Those that no running case names: none of their steps does anything. */
  void strangers(List<Running> running, List<Case> cases, List<Disagreement> found) {
    Set<String> known =
        cases.stream().filter(Case::running).map(Case::execution).collect(Collectors.toSet());
    for (Running execution : running) {
      if (!known.contains(execution.name()) && stillRuns(execution)) {
        found.add(
            new Disagreement(
                "stranger " + execution.name(),
                execution.name(),
                "An execution runs that the ledger knows nothing of, so that none of its steps will"
                    + " do anything. Stop it: aws stepfunctions stop-execution --execution-arn "
                    + execution.arn()));
      }
    }
  }

  /** One that has just ended has given its lock back. */
  private boolean stillRuns(Running execution) {
    return client.describeExecution(r -> r.executionArn(execution.arn())).status()
        == ExecutionStatus.RUNNING;
  }
}
