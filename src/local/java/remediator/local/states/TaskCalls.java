package remediator.local.states;

import java.util.List;
import remediator.json.InvalidJsonException;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;
import remediator.local.states.asl.JsonText;
import remediator.local.states.asl.StatesError;
import remediator.local.time.VirtualClock;
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
  List<Need> needs(String action, String token) {
    String machine = tokens.machineArn(token);
    return List.of(new Need(action, machine == null ? "*" : machine));
  }

  SendTaskSuccessResponse success(Caller caller, SendTaskSuccessRequest request) {
    String output = Faults.need("output", request.output());
    if (JsonText.overQuota(output)) {
      throw Faults.validation("the output is larger than 262144 bytes");
    }
    Object value;
    try {
      value = JsonText.read(output);
    } catch (InvalidJsonException e) {
      throw Faults.invalidOutput(e.getMessage());
    }
    tasks.succeedByToken(tokens.find(request.taskToken()), value);
    return SendTaskSuccessResponse.builder().build();
  }

  SendTaskFailureResponse failure(Caller caller, SendTaskFailureRequest request) {
    Faults.atMost("error", request.error(), 256);
    Faults.atMost("cause", request.cause(), 32_768);
    String name = request.error() == null ? "States.TaskFailed" : request.error();
    tasks.failByToken(tokens.find(request.taskToken()), new StatesError(name, request.cause()));
    return SendTaskFailureResponse.builder().build();
  }

  SendTaskHeartbeatResponse heartbeat(Caller caller, SendTaskHeartbeatRequest request) {
    tokens.find(request.taskToken()).beat(clock.instant());
    return SendTaskHeartbeatResponse.builder().build();
  }
}
