package remediator.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.RemediationCase;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The executions that run now. */
final class RunningExecutions {
  /** One that runs. */
  record Running(String name, String arn) {}

  private final SfnClient client;
  private final List<String> machines;

  RunningExecutions(SfnClient client, List<String> machines) {
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

  /**
   * Those that no running case names: none of their steps does anything.
   *
   * @param unreadable groups whose case may name one, if only it could be read
   */
  void unknownExecutions(
      List<Running> running,
      List<RemediationCase> cases,
      Set<GroupArn> unreadable,
      List<Discrepancy> found) {
    Set<String> known =
        cases.stream()
            .filter(RemediationCase::running)
            .map(RemediationCase::execution)
            .collect(Collectors.toSet());
    for (Running execution : running) {
      if (!known.contains(execution.name())) {
        DescribeExecutionResponse now =
            client.describeExecution(r -> r.executionArn(execution.arn()));
        // One that has just ended has given its lock back.
        GroupArn group = group(now.input()).orElseGet(() -> inHome(execution.name()));
        if (now.status() == ExecutionStatus.RUNNING && !unreadable.contains(group)) {
          found.add(unknownExecution(execution, group));
        }
      }
    }
  }

  /** What is of no group is told under an id in our own account and Region. */
  GroupArn inHome(String id) {
    String[] machine = machines.getFirst().split(":", -1);
    return new GroupArn(machine[1], machine[3], machine[4], id);
  }

  private static Discrepancy unknownExecution(Running execution, GroupArn group) {
    return new Discrepancy(
        "stranger " + execution.name(),
        group,
        execution.name(),
        "An execution runs that the ledger knows nothing of, so that none of its steps will do"
            + " anything. Stop it: aws stepfunctions stop-execution --execution-arn "
            + execution.arn());
  }

  /** Empty where somebody has started the execution by hand, with an input of their own. */
  private static Optional<GroupArn> group(String input) {
    try {
      return Optional.of(GroupArn.parse(String.valueOf(StrictJson.readObject(input).get("group"))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
