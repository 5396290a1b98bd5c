package awsemulator.states.interpreter;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** One execution, as the console would show it; always its present state. */
public interface ExecutionView {
  /** A task that waits for SendTaskSuccess or SendTaskFailure. */
  record OpenToken(String token, String state, Instant since) {}

  String arn();

  String name();

  String machineArn();

  /** JSON text, as it was given. */
  String input();

  ExecutionStatus status();

  Instant started();

  /** Null while it runs. */
  Instant stopped();

  /** JSON text; null unless it succeeded. */
  String output();

  /** Null unless it failed, timed out or was stopped with an error. */
  String error();

  /** Null where there is none. */
  String cause();

  /** State transitions as Step Functions bills them: each state entered, and each retry. */
  int transitions();

  /**
   * Events in the history. As AWS writes them for states and for the optimized Lambda integration;
   * a redrive enters its state anew, which AWS writes with one event less.
   */
  int historyEvents();

  /** The tasks that wait for an answer now. */
  List<OpenToken> openTokens();
}
