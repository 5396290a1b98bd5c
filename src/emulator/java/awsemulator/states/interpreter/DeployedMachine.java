package awsemulator.states.interpreter;

import awsemulator.cloud.CallerIdentity;
import awsemulator.states.asl.MachineDefinition;
import java.time.Instant;

/** A deployed standard state machine. */
public record DeployedMachine(
    String arn, String roleArn, Instant created, MachineDefinition definition) {
  public String name() {
    return ArnParts.of(arn).name();
  }

  /** What its tasks are done as. */
  CallerIdentity caller() {
    return ArnParts.caller(roleArn, ArnParts.of(arn).region());
  }

  public String executionArn(String execution) {
    return arn.replace(":stateMachine:", ":execution:") + ":" + execution;
  }

  /** The ARN of a function that a task names by ARN or by name. */
  String functionArn(String function) {
    if (function.startsWith("arn:")) {
      return function;
    }
    ArnParts own = ArnParts.of(arn);
    return String.join(
        ":", "arn", own.partition(), "lambda", own.region(), own.account(), "function", function);
  }
}
