package awsemulator.states.interpreter;

import awsemulator.states.asl.MachineState;
import awsemulator.time.VirtualClock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/** What an execution is made of. Guarded by the clock's monitor, as all state of the cloud is. */
public final class ExecutionRun implements ExecutionView {
  private final VirtualClock clock;
  private final DeployedMachine machine;
  private final String name;
  private final String input;
  private final Object inputValue;
  private final Instant started;
  private final ExecutionHistory history = new ExecutionHistory();
  private final Map<String, Object> variables = new HashMap<>();
  private ExecutionStatus status = ExecutionStatus.RUNNING;
  private Outcome outcome = Outcome.NONE;
  private StateVisit visit;
  private TaskAttempt attempt;
  private int transitions;
  private int redrives;
  private Instant redriven;

  /** How it ended; all null while it runs. */
  private record Outcome(Instant at, String output, String error, String cause) {
    static final Outcome NONE = new Outcome(null, null, null, null);
  }

  public ExecutionRun(
      VirtualClock clock, DeployedMachine machine, String name, String input, Object inputValue) {
    this.clock = clock;
    this.machine = machine;
    this.name = name;
    this.input = input;
    this.inputValue = inputValue;
    this.started = clock.instant();
  }

  VirtualClock clock() {
    return clock;
  }

  DeployedMachine machine() {
    return machine;
  }

  Object inputValue() {
    return inputValue;
  }

  public ExecutionHistory history() {
    return history;
  }

  Map<String, Object> variables() {
    return variables;
  }

  StateVisit visit() {
    return visit;
  }

  public boolean running() {
    return status == ExecutionStatus.RUNNING;
  }

  public int redrives() {
    return redrives;
  }

  /** When it was last redriven, or null. */
  public Instant redriven() {
    return redriven;
  }

  void record(HistoryEventType type, String state, String json) {
    history.add(clock.instant(), type, state, json);
  }

  StateVisit enter(MachineState state, Object input) {
    transitions++;
    visit = new StateVisit(this, state, input, clock.instant());
    return visit;
  }

  void countRetry() {
    transitions++;
  }

  void attempt(TaskAttempt current) {
    attempt = current;
  }

  /** Ends it; a token that is still open is closed with it. */
  void end(ExecutionStatus how, String output, String error, String cause) {
    status = how;
    outcome = new Outcome(clock.instant(), output, error, cause);
    if (attempt != null) {
      attempt.close();
    }
  }

  void redrive() {
    status = ExecutionStatus.RUNNING;
    outcome = Outcome.NONE;
    redrives++;
    redriven = clock.instant();
  }

  @Override
  public String arn() {
    return machine.executionArn(name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String machineArn() {
    return machine.arn();
  }

  @Override
  public String input() {
    return input;
  }

  @Override
  public Instant started() {
    return started;
  }

  @Override
  public ExecutionStatus status() {
    synchronized (clock) {
      return status;
    }
  }

  @Override
  public Instant stopped() {
    synchronized (clock) {
      return outcome.at();
    }
  }

  @Override
  public String output() {
    synchronized (clock) {
      return outcome.output();
    }
  }

  @Override
  public String error() {
    synchronized (clock) {
      return outcome.error();
    }
  }

  @Override
  public String cause() {
    synchronized (clock) {
      return outcome.cause();
    }
  }

  @Override
  public int transitions() {
    synchronized (clock) {
      return transitions;
    }
  }

  @Override
  public int historyEvents() {
    synchronized (clock) {
      return history.size();
    }
  }

  @Override
  public List<OpenToken> openTokens() {
    synchronized (clock) {
      return attempt == null || attempt.closed() || attempt.token() == null
          ? List.of()
          : List.of(new OpenToken(attempt.token(), visit.state.name(), attempt.since()));
    }
  }
}
