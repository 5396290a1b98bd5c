package awsemulator.states;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.MalformedJsonException;
import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.StatesError;
import awsemulator.states.interpreter.LambdaTasks;
import awsemulator.states.interpreter.TaskTokens;
import awsemulator.time.VirtualClock;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;

/** Answers to task tokens. */
final class TaskCalls {
  private final VirtualClock clock;
  private final TaskTokens tokens;
  private final LambdaTasks tasks;

  TaskCalls(VirtualClock clock, TaskTokens tokens, LambdaTasks tasks) {
    this.clock = clock;
    this.tokens = tokens;
    this.tasks = tasks;
  }

  /** A policy may name the machine or, as in most examples, {@code *}; both match its ARN. */
  List<RequiredRight> needs(String action, String token) {
    String machine = tokens.machineArn(token);
    return List.of(new RequiredRight(action, machine == null ? "*" : machine));
  }

  SendTaskSuccessResponse success(CallerIdentity caller, SendTaskSuccessRequest request) {
    String output = StepFunctionsFaults.need("output", request.output());
    if (JsonText.overQuota(output)) {
      throw StepFunctionsFaults.validation("the output is larger than 262144 bytes");
    }
    Object value;
    try {
      value = JsonText.read(output);
    } catch (MalformedJsonException e) {
      throw StepFunctionsFaults.invalidOutput(e.getMessage());
    }
    tasks.succeedByToken(tokens.find(request.taskToken()), value);
    return SendTaskSuccessResponse.builder().build();
  }

  SendTaskFailureResponse failure(CallerIdentity caller, SendTaskFailureRequest request) {
    StepFunctionsFaults.atMost("error", request.error(), 256);
    StepFunctionsFaults.atMost("cause", request.cause(), 32_768);
    String name = request.error() == null ? "States.TaskFailed" : request.error();
    tasks.failByToken(tokens.find(request.taskToken()), new StatesError(name, request.cause()));
    return SendTaskFailureResponse.builder().build();
  }

  SendTaskHeartbeatResponse heartbeat(CallerIdentity caller, SendTaskHeartbeatRequest request) {
    tokens.find(request.taskToken()).beat(clock.instant());
    return SendTaskHeartbeatResponse.builder().build();
  }
}
