package remediator.local.states;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import remediator.local.cloud.Authorizer;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;
import remediator.local.states.asl.Definition;
import remediator.local.states.asl.DefinitionReader;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.DescribeStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.RedriveExecutionRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;

/** Step Functions: standard state machines whose tasks are Lambda functions. */
public final class StateMachines extends AwsService {
  private final VirtualClock clock;
  private final Map<String, Machine> machines = new HashMap<>();
  private final TaskTokens tokens = new TaskTokens();
  private final Runs runs;
  private final Interpreter interpreter;
  private final Starts starts;

  /**
   * @param functions called without the clock's monitor
   * @param authorizer asked for {@code lambda:InvokeFunction} as the machine's role
   */
  public StateMachines(VirtualClock clock, Functions functions, Authorizer authorizer) {
    super("states", Protocol.JSON);
    this.clock = clock;
    this.runs = new Runs(clock);
    this.interpreter = new Interpreter(clock, tokens, new LambdaInvoke(functions, authorizer));
    this.starts = new Starts(clock, interpreter, runs);
    onMachines();
    onExecutions();
    onTasks();
  }

  private void onMachines() {
    on(
        StartExecutionRequest.class,
        (caller, q) -> List.of(new Need("states:StartExecution", named(q.stateMachineArn()))),
        this::start);
    on(
        DescribeStateMachineRequest.class,
        (caller, q) -> List.of(new Need("states:DescribeStateMachine", named(q.stateMachineArn()))),
        this::describe);
  }

  private void onExecutions() {
    Redrives redrives = new Redrives(clock, interpreter);
    ExecutionCalls calls = new ExecutionCalls(runs, redrives, interpreter);
    on(
        DescribeExecutionRequest.class,
        (caller, q) -> List.of(new Need("states:DescribeExecution", named(q.executionArn()))),
        calls::describe);
    on(
        StopExecutionRequest.class,
        (caller, q) -> List.of(new Need("states:StopExecution", named(q.executionArn()))),
        calls::stop);
    on(
        RedriveExecutionRequest.class,
        (caller, q) -> List.of(new Need("states:RedriveExecution", named(q.executionArn()))),
        calls::redrive);
    on(
        ListExecutionsRequest.class,
        (caller, q) -> List.of(new Need("states:ListExecutions", named(q.stateMachineArn()))),
        (caller, q) -> calls.list(machine(q.stateMachineArn()), q));
    on(
        GetExecutionHistoryRequest.class,
        (caller, q) -> List.of(new Need("states:GetExecutionHistory", named(q.executionArn()))),
        new HistoryCalls(runs)::history);
  }

  private void onTasks() {
    TaskCalls calls = new TaskCalls(clock, tokens, interpreter.tasks());
    on(
        SendTaskSuccessRequest.class,
        (caller, q) -> calls.needs("states:SendTaskSuccess", q.taskToken()),
        calls::success);
    on(
        SendTaskFailureRequest.class,
        (caller, q) -> calls.needs("states:SendTaskFailure", q.taskToken()),
        calls::failure);
    on(
        SendTaskHeartbeatRequest.class,
        (caller, q) -> calls.needs("states:SendTaskHeartbeat", q.taskToken()),
        calls::heartbeat);
  }

  /**
   * Creates a machine, or gives an existing one a new definition for its next executions.
   *
   * @param substitutions SAM's DefinitionSubstitutions
   * @throws remediator.local.states.asl.InvalidDefinition naming state and field
   */
  public void deploy(
      String machineArn, String roleArn, Path aslFile, Map<String, String> substitutions) {
    deploy(machineArn, roleArn, read(aslFile, substitutions));
  }

  /** The same with a definition that has been read before. */
  public void deploy(String machineArn, String roleArn, Definition definition) {
    synchronized (clock) {
      machines.put(machineArn, new Machine(machineArn, roleArn, clock.instant(), definition));
    }
  }

  /**
   * Reads a definition, which takes longer than all else that a deployment does. One thread at a
   * time may use it: its compiled expressions keep state while they are evaluated.
   *
   * @throws remediator.local.states.asl.InvalidDefinition naming state and field
   */
  public static Definition read(Path aslFile, Map<String, String> substitutions) {
    try {
      String file = aslFile.getFileName().toString();
      return DefinitionReader.read(
          file, Substitutions.apply(file, Files.readString(aslFile), substitutions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All executions so far, in the order of their starts. */
  public List<Execution> executions() {
    synchronized (clock) {
      return List.copyOf(runs.all());
    }
  }

  /** Tells of every state that an execution enters, on the clock's thread, as it happens. */
  public void onState(Consumer<Entered> listener) {
    interpreter.onState(listener);
  }

  /** Tells of every execution that has ended, on the clock's thread. */
  public void onEnd(Consumer<Execution> listener) {
    interpreter.onEnd(listener);
  }

  private StartExecutionResponse start(Caller caller, StartExecutionRequest request) {
    Faults.refuse("traceHeader", request.traceHeader());
    Run run = starts.start(machine(request.stateMachineArn()), request.name(), request.input());
    return StartExecutionResponse.builder()
        .executionArn(run.arn())
        .startDate(run.started())
        .build();
  }

  private DescribeStateMachineResponse describe(
      Caller caller, DescribeStateMachineRequest request) {
    Faults.refuse("includedData", request.includedDataAsString());
    Machine machine = machine(request.stateMachineArn());
    return DescribeStateMachineResponse.builder()
        .stateMachineArn(machine.arn())
        .name(machine.name())
        .status(StateMachineStatus.ACTIVE)
        .definition(machine.definition().text())
        .roleArn(machine.roleArn())
        .type(StateMachineType.STANDARD)
        .creationDate(machine.created())
        .build();
  }

  private Machine machine(String arn) {
    Machine machine = machines.get(Faults.need("stateMachineArn", arn));
    if (machine == null) {
      throw Faults.noMachine(arn);
    }
    return machine;
  }

  private static String named(String arn) {
    return arn == null ? "*" : arn;
  }
}
