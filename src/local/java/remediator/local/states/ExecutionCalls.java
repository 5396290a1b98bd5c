package remediator.local.states;

import java.util.List;
import remediator.local.cloud.Caller;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionRedriveStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** The operations on executions that have started. */
final class ExecutionCalls {
  private final Runs runs;
  private final Redrives redrives;
  private final Interpreter interpreter;

  ExecutionCalls(Runs runs, Redrives redrives, Interpreter interpreter) {
    this.runs = runs;
    this.redrives = redrives;
    this.interpreter = interpreter;
  }

  DescribeExecutionResponse describe(Caller caller, DescribeExecutionRequest request) {
    Faults.refuse("includedData", request.includedDataAsString());
    Run run = runs.find(request.executionArn());
    DescribeExecutionResponse.Builder answer =
        DescribeExecutionResponse.builder()
            .executionArn(run.arn())
            .stateMachineArn(run.machineArn())
            .name(run.name())
            .status(run.status())
            .startDate(run.started())
            .stopDate(run.stopped())
            .input(run.input())
            .inputDetails(d -> d.included(true))
            .output(run.output())
            .error(run.error())
            .cause(run.cause())
            .redriveCount(run.redrives())
            .redriveDate(run.redriven());
    if (run.output() != null) {
      answer.outputDetails(d -> d.included(true));
    }
    String obstacle = redrives.obstacle(run);
    return obstacle == null
        ? answer.redriveStatus(ExecutionRedriveStatus.REDRIVABLE).build()
        : answer
            .redriveStatus(ExecutionRedriveStatus.NOT_REDRIVABLE)
            .redriveStatusReason(obstacle)
            .build();
  }

  StopExecutionResponse stop(Caller caller, StopExecutionRequest request) {
    Faults.atMost("error", request.error(), 256);
    Faults.atMost("cause", request.cause(), 32_768);
    Run run = runs.find(request.executionArn());
    if (run.running()) {
      interpreter.stop(run, request.error(), request.cause());
    }
    return StopExecutionResponse.builder().stopDate(run.stopped()).build();
  }

  RedriveExecutionResponse redrive(Caller caller, RedriveExecutionRequest request) {
    Run run = runs.find(request.executionArn());
    return RedriveExecutionResponse.builder()
        .redriveDate(redrives.redrive(run, request.clientToken()))
        .build();
  }

  ListExecutionsResponse list(Machine machine, ListExecutionsRequest request) {
    Faults.refuse("mapRunArn", request.mapRunArn());
    Faults.refuse("redriveFilter", request.redriveFilterAsString());
    ExecutionStatus status = request.statusFilter();
    // "Results are sorted by time, with the most recent execution first."
    List<Run> matching =
        runs.known().reversed().stream()
            .filter(run -> run.machineArn().equals(machine.arn()))
            .filter(run -> status == null || run.status() == status)
            .toList();
    Page<Run> page = Page.of(matching, request.maxResults(), request.nextToken());
    return ListExecutionsResponse.builder()
        .executions(page.items().stream().map(ExecutionCalls::item).toList())
        .nextToken(page.next())
        .build();
  }

  private static ExecutionListItem item(Run run) {
    return ExecutionListItem.builder()
        .executionArn(run.arn())
        .stateMachineArn(run.machineArn())
        .name(run.name())
        .status(run.status())
        .startDate(run.started())
        .stopDate(run.stopped())
        .redriveCount(run.redrives())
        .redriveDate(run.redriven())
        .build();
  }
}
