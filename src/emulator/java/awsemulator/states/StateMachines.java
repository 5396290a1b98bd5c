package awsemulator.states;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.states.asl.reader.DefinitionReader;
import awsemulator.states.interpreter.DeployedMachine;
import awsemulator.states.interpreter.ExecutionRun;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.states.interpreter.LambdaInvoke;
import awsemulator.states.interpreter.SdkIntegration;
import awsemulator.states.interpreter.StateEntered;
import awsemulator.states.interpreter.StateInterpreter;
import awsemulator.states.interpreter.TaskTokens;
import awsemulator.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionRequest;

/** Step Functions: standard state machines whose tasks are Lambda functions. */
public final class StateMachines extends AwsService {
  private final VirtualClock clock;
  private final Map<String, DeployedMachine> machines = new HashMap<>();
  private final TaskTokens tokens = new TaskTokens();
  private final ExecutionStore runs;
  private final StateInterpreter interpreter;
  private final StartCalls starts;

  /**
   * @param functions called without the clock's monitor
   * @param authorizer asked for {@code lambda:InvokeFunction} as the machine's role
   */
  public StateMachines(VirtualClock clock, LambdaFunctions functions, CallAuthorizer authorizer) {
    this(clock, functions, authorizer, Map.of());
  }

  /** The same with services that machines call by themselves, by their names. */
  public StateMachines(
      VirtualClock clock,
      LambdaFunctions functions,
      CallAuthorizer authorizer,
      Map<String, SdkIntegration.Service> services) {
    super("states", Protocol.JSON);
    this.clock = clock;
    this.runs = new ExecutionStore(clock);
    this.interpreter =
        new StateInterpreter(
            clock,
            tokens,
            new LambdaInvoke(functions, authorizer),
            new SdkIntegration(services, authorizer));
    this.starts = new StartCalls(clock, interpreter, runs);
    onMachines();
    onDefinitions();
    onExecutions();
    onTasks();
  }

  private void onMachines() {
    on(
        StartExecutionRequest.class,
        (caller, q) ->
            List.of(new RequiredRight("states:StartExecution", named(q.stateMachineArn()))),
        this::start);
    on(
        DescribeStateMachineRequest.class,
        (caller, q) ->
            List.of(new RequiredRight("states:DescribeStateMachine", named(q.stateMachineArn()))),
        this::describe);
  }

  private void onDefinitions() {
    DefinitionCalls calls = new DefinitionCalls(clock);
    on(
        ValidateStateMachineDefinitionRequest.class,
        (c, q) -> List.of(new RequiredRight("states:ValidateStateMachineDefinition", "*")),
        calls::validate);
    on(
        TestStateRequest.class,
        (c, q) -> List.of(new RequiredRight("states:TestState", "*")),
        calls::test);
  }

  private void onExecutions() {
    RedriveCalls redrives = new RedriveCalls(clock, interpreter);
    ExecutionCalls calls = new ExecutionCalls(runs, redrives, interpreter);
    on(
        DescribeExecutionRequest.class,
        (caller, q) ->
            List.of(new RequiredRight("states:DescribeExecution", named(q.executionArn()))),
        calls::describe);
    on(
        StopExecutionRequest.class,
        (caller, q) -> List.of(new RequiredRight("states:StopExecution", named(q.executionArn()))),
        calls::stop);
    on(
        RedriveExecutionRequest.class,
        (caller, q) ->
            List.of(new RequiredRight("states:RedriveExecution", named(q.executionArn()))),
        calls::redrive);
    on(
        ListExecutionsRequest.class,
        (caller, q) ->
            List.of(new RequiredRight("states:ListExecutions", named(q.stateMachineArn()))),
        (caller, q) -> calls.list(machine(q.stateMachineArn()), q));
    on(
        GetExecutionHistoryRequest.class,
        (caller, q) ->
            List.of(new RequiredRight("states:GetExecutionHistory", named(q.executionArn()))),
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
   * @throws awsemulator.states.asl.InvalidDefinition naming state and field
   */
  public void deploy(
      String machineArn, String roleArn, Path aslFile, Map<String, String> substitutions) {
    deploy(machineArn, roleArn, read(aslFile, substitutions));
  }

  /** The same with a definition that has been read before. */
  public void deploy(String machineArn, String roleArn, MachineDefinition definition) {
    synchronized (clock) {
      machines.put(
          machineArn, new DeployedMachine(machineArn, roleArn, clock.instant(), definition));
    }
  }

  /**
   * Reads a definition, which takes longer than all else that a deployment does. One thread at a
   * time may use it: its compiled expressions keep state while they are evaluated.
   *
   * @throws awsemulator.states.asl.InvalidDefinition naming state and field
   */
  public static MachineDefinition read(Path aslFile, Map<String, String> substitutions) {
    try {
      String file = aslFile.getFileName().toString();
      return DefinitionReader.read(
          file, DefinitionSubstitutions.apply(file, Files.readString(aslFile), substitutions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a machine away; executions of it go on to their end. */
  public void remove(String machineArn) {
    synchronized (clock) {
      machines.remove(machineArn);
    }
  }

  /** All executions so far, in the order of their starts. */
  public List<ExecutionView> executions() {
    synchronized (clock) {
      return List.copyOf(runs.all());
    }
  }

  /** Tells of every state that an execution enters, on the clock's thread, as it happens. */
  public void onState(Consumer<StateEntered> listener) {
    interpreter.onState(listener);
  }

  /** Tells of every execution that has ended, on the clock's thread. */
  public void onEnd(Consumer<ExecutionView> listener) {
    interpreter.onEnd(listener);
  }

  private StartExecutionResponse start(CallerIdentity caller, StartExecutionRequest request) {
    StepFunctionsFaults.refuse("traceHeader", request.traceHeader());
    ExecutionRun run =
        starts.start(machine(request.stateMachineArn()), request.name(), request.input());
    return StartExecutionResponse.builder()
        .executionArn(run.arn())
        .startDate(run.started())
        .build();
  }

  private DescribeStateMachineResponse describe(
      CallerIdentity caller, DescribeStateMachineRequest request) {
    StepFunctionsFaults.refuse("includedData", request.includedDataAsString());
    DeployedMachine machine = machine(request.stateMachineArn());
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

  private DeployedMachine machine(String arn) {
    DeployedMachine machine = machines.get(StepFunctionsFaults.need("stateMachineArn", arn));
    if (machine == null) {
      throw StepFunctionsFaults.noMachine(arn);
    }
    return machine;
  }

  private static String named(String arn) {
    return arn == null ? "*" : arn;
  }
}
