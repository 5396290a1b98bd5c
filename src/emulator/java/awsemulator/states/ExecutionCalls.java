package awsemulator.states;

import awsemulator.cloud.CallerIdentity;
import awsemulator.states.interpreter.DeployedMachine;
import awsemulator.states.interpreter.ExecutionRun;
import awsemulator.states.interpreter.StateInterpreter;
import java.util.List;
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
  private final ExecutionStore runs;
  private final RedriveCalls redrives;
  private final StateInterpreter interpreter;

  ExecutionCalls(ExecutionStore runs, RedriveCalls redrives, StateInterpreter interpreter) {
    this.runs = runs;
    this.redrives = redrives;
    this.interpreter = interpreter;
  }

  DescribeExecutionResponse describe(CallerIdentity caller, DescribeExecutionRequest request) {
    StepFunctionsFaults.refuse("includedData", request.includedDataAsString());
    ExecutionRun run = runs.find(request.executionArn());
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

  StopExecutionResponse stop(CallerIdentity caller, StopExecutionRequest request) {
    StepFunctionsFaults.atMost("error", request.error(), 256);
    StepFunctionsFaults.atMost("cause", request.cause(), 32_768);
    ExecutionRun run = runs.find(request.executionArn());
    if (run.running()) {
      interpreter.stop(run, request.error(), request.cause());
    }
    return StopExecutionResponse.builder().stopDate(run.stopped()).build();
  }

  RedriveExecutionResponse redrive(CallerIdentity caller, RedriveExecutionRequest request) {
    ExecutionRun run = runs.find(request.executionArn());
    return RedriveExecutionResponse.builder()
        .redriveDate(redrives.redrive(run, request.clientToken()))
        .build();
  }

  ListExecutionsResponse list(DeployedMachine machine, ListExecutionsRequest request) {
    StepFunctionsFaults.refuse("mapRunArn", request.mapRunArn());
    StepFunctionsFaults.refuse("redriveFilter", request.redriveFilterAsString());
    ExecutionStatus status = request.statusFilter();
    // "Results are sorted by time, with the most recent execution first."
    List<ExecutionRun> matching =
        runs.known().reversed().stream()
            .filter(run -> run.machineArn().equals(machine.arn()))
            .filter(run -> status == null || run.status() == status)
            .toList();
    IndexPage<ExecutionRun> page =
        IndexPage.of(matching, request.maxResults(), request.nextToken());
    return ListExecutionsResponse.builder()
        .executions(page.items().stream().map(ExecutionCalls::item).toList())
        .nextToken(page.next())
        .build();
  }

  private static ExecutionListItem item(ExecutionRun run) {
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
