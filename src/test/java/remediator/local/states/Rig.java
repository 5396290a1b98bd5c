package remediator.local.states;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.local.cloud.Authorizer;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.Caller;
import remediator.local.states.asl.JsonText;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** One machine on a clock of its own, with a function that the test writes. */
final class Rig {
  static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  static final String MACHINE = "arn:aws:states:eu-central-1:111122223333:stateMachine:Flow";
  static final String ROLE = "arn:aws:iam::111122223333:role/Flow";
  static final String FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:Step";
  private static final Caller OPERATOR =
      new Caller(Caller.OPERATOR, "111122223333", "eu-central-1");

  final VirtualClock clock = new VirtualClock(START);
  final List<String> payloads = new ArrayList<>();
  final List<Duration> invokedAt = new ArrayList<>();
  final StateMachines machines;
  private final Path folder;

  Rig(Path folder, Functions function) {
    this(folder, function, (caller, need) -> {});
  }

  Rig(Path folder, Functions function, Authorizer authorizer) {
    this.folder = folder;
    Functions recorded =
        (name, payload) -> {
          payloads.add(payload);
          invokedAt.add(since());
          return function.invoke(name, payload);
        };
    this.machines = new StateMachines(clock, recorded, authorizer);
  }

  /** A rig for machines that invoke nothing. */
  static Rig withoutFunctions(Path folder) {
    return new Rig(
        folder,
        (name, payload) -> {
          throw new AssertionError("nothing should be invoked");
        });
  }

  Duration since() {
    return Duration.between(START, clock.instant());
  }

  Rig deploy(String states) {
    return deploy(states, Map.of());
  }

  Rig deploy(String definition, Map<String, String> substitutions) {
    try {
      Path file = Files.writeString(folder.resolve("flow.asl.json"), definition);
      machines.deploy(MACHINE, ROLE, file, substitutions);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A definition that waits a minute. */
  static String waiting() {
    return flow("A", "\"A\": {\"Type\": \"Wait\", \"Seconds\": 60, \"End\": true}");
  }

  /** A definition whose states are these. */
  static String flow(String startAt, String states) {
    return """
    {"QueryLanguage": "JSONata", "StartAt": "%s", "States": {%s}}\
    """
        .formatted(startAt, states);
  }

  Execution start(String input) {
    start("run-" + machines.executions().size(), input);
    return machines.executions().getLast();
  }

  StartExecutionResponse start(String name, String input) {
    return call(
        StartExecutionResponse.class,
        StartExecutionRequest.builder().stateMachineArn(MACHINE).name(name).input(input).build());
  }

  /** Starts, and runs all that is due until nothing is left. */
  Execution run(String input) {
    Execution execution = start(input);
    drain();
    return execution;
  }

  void drain() {
    boolean more = true;
    while (more) {
      more = clock.runNext();
    }
  }

  static String code(Throwable fault) {
    return ((AwsFault) fault).code();
  }

  <R> R call(Class<R> answer, SdkPojo request) {
    return answer.cast(call(machines, clock, request));
  }

  /** Calls an operation as its endpoint does: with the clock's monitor. */
  static SdkPojo call(StateMachines machines, VirtualClock clock, SdkPojo request) {
    String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
    @SuppressWarnings("unchecked") // operations are registered by their request's name
    AwsService.Operation<SdkPojo> operation =
        (AwsService.Operation<SdkPojo>) machines.operation(name);
    synchronized (clock) {
      return operation.body().apply(OPERATOR, request);
    }
  }

  static Object json(String text) {
    return JsonText.read(text);
  }
}
