package awsemulator.states;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallerIdentity;
import awsemulator.states.asl.JsonText;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** One machine on a clock of its own, with a function that the test writes. */
public final class Rig {
  public static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  public static final String MACHINE = "arn:aws:states:eu-central-1:111122223333:stateMachine:Flow";
  public static final String ROLE = "arn:aws:iam::111122223333:role/Flow";
  public static final String FUNCTION = "arn:aws:lambda:eu-central-1:111122223333:function:Step";
  private static final CallerIdentity OPERATOR =
      new CallerIdentity(CallerIdentity.OPERATOR, "111122223333", "eu-central-1");

  public final VirtualClock clock = new VirtualClock(START);
  public final List<String> payloads = new ArrayList<>();
  public final List<Duration> invokedAt = new ArrayList<>();
  public final StateMachines machines;
  private final Path folder;

  public Rig(Path folder, LambdaFunctions function) {
    this(folder, function, (caller, need) -> {});
  }

  public Rig(Path folder, LambdaFunctions function, CallAuthorizer authorizer) {
    this.folder = folder;
    LambdaFunctions recorded =
        (name, payload) -> {
          payloads.add(payload);
          invokedAt.add(since());
          return function.invoke(name, payload);
        };
    this.machines = new StateMachines(clock, recorded, authorizer);
  }

  /** A rig for machines that invoke nothing. */
  public static Rig withoutFunctions(Path folder) {
    return new Rig(
        folder,
        (name, payload) -> {
          throw new AssertionError("nothing should be invoked");
        });
  }

  Duration since() {
    return Duration.between(START, clock.instant());
  }

  public Rig deploy(String states) {
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
  public static String flow(String startAt, String states) {
    return """
    {"QueryLanguage": "JSONata", "StartAt": "%s", "States": {%s}}\
    """
        .formatted(startAt, states);
  }

  public ExecutionView start(String input) {
    start("run-" + machines.executions().size(), input);
    return machines.executions().getLast();
  }

  StartExecutionResponse start(String name, String input) {
    return call(
        StartExecutionResponse.class,
        StartExecutionRequest.builder().stateMachineArn(MACHINE).name(name).input(input).build());
  }

  /** Starts, and runs all that is due until nothing is left. */
  public ExecutionView run(String input) {
    ExecutionView execution = start(input);
    drain();
    return execution;
  }

  public void drain() {
    boolean more = true;
    while (more) {
      more = clock.runNext();
    }
  }

  static String code(Throwable fault) {
    return ((AwsFault) fault).code();
  }

  public <R> R call(Class<R> answer, SdkPojo request) {
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

  public static Object json(String text) {
    return JsonText.read(text);
  }
}
