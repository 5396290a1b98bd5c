package remediator.local.states;

import java.time.Instant;
import remediator.local.cloud.Caller;
import remediator.local.states.asl.Definition;

/** A deployed standard state machine. */
record Machine(String arn, String roleArn, Instant created, Definition definition) {
  String name() {
    return Arn.of(arn).name();
  }

  /** What its tasks are done as. */
  Caller caller() {
    return Arn.caller(roleArn, Arn.of(arn).region());
  }

  String executionArn(String execution) {
    return arn.replace(":stateMachine:", ":execution:") + ":" + execution;
  }

  /** The ARN of a function that a task names by ARN or by name. */
  String functionArn(String function) {
    if (function.startsWith("arn:")) {
      return function;
    }
    Arn own = Arn.of(arn);
    return String.join(
        ":", "arn", own.partition(), "lambda", own.region(), own.account(), "function", function);
  }
}
