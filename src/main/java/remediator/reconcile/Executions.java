package remediator.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.json.Json;
import remediator.ledger.Case;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
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
      if (!known.contains(execution.name())) {
        DescribeExecutionResponse now =
            client.describeExecution(r -> r.executionArn(execution.arn()));
        // One that has just ended has given its lock back.
        if (now.status() == ExecutionStatus.RUNNING) {
          found.add(stranger(execution, now.input()));
        }
      }
    }
  }

  private static Disagreement stranger(Running execution, String input) {
    return new Disagreement(
        "stranger " + execution.name(),
        group(input),
        execution.name(),
        "An execution runs that the ledger knows nothing of, so that none of its steps will do"
            + " anything. Stop it: aws stepfunctions stop-execution --execution-arn "
            + execution.arn());
  }

  private static GroupArn group(String input) {
    try {
      return GroupArn.parse(
          String.valueOf(Json.readObject(input.getBytes(StandardCharsets.UTF_8)).get("group")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
