package remediator.remediation.flow;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.AwsClients;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.StepExecutor;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/**
 * Starts the execution of a case, and looks at it. Name and input are made of the case alone, so
 * starting it again starts nothing: Step Functions answers with the execution that runs, or that
 * there was one.
 */
public final class ExecutionStarter {
  private final AwsClients aws;
  private final StateMachineArns machines;

  public ExecutionStarter(AwsClients aws, StateMachineArns machines) {
    this.aws = aws;
    this.machines = machines;
  }

  /** Whether it runs now: false where an execution of that name has run before and is over. */
  public boolean start(RemediationCase c) {
    try {
      aws.stepFunctions()
          .startExecution(
              r ->
                  r.stateMachineArn(machines.of(c.decision())).name(c.execution()).input(input(c)));
      return true;
    } catch (ExecutionAlreadyExistsException _) {
      // Where the input differs, also of one that runs.
      return find(c, c.execution()).filter(ExecutionState::runs).isPresent();
    }
  }

  /**
   * How an execution for a case stands.
   *
   * @param execution its name
   * @return empty where Step Functions knows none: it was never started, or ended more than 90 days
   *     ago
   */
  Optional<ExecutionState> find(RemediationCase c, String execution) {
    String arn =
        machines.of(c.decision()).replace(":stateMachine:", ":execution:") + ":" + execution;
    try {
      DescribeExecutionResponse found =
          aws.stepFunctions().describeExecution(r -> r.executionArn(arn));
      return Optional.of(
          new ExecutionState(
              found.status(),
              Optional.ofNullable(found.error()),
              Optional.ofNullable(found.stopDate())));
    } catch (ExecutionDoesNotExistException _) {
      return Optional.empty();
    }
  }

  /**
   * Its group, where that stands, which way it goes where that is fixed, and what the state before
   * came to.
   */
  private static String input(RemediationCase c) {
    Map<String, Object> input = new TreeMap<>();
    input.put("group", c.group().toString());
    input.put("upgrade", c.decision() == Decision.UPGRADE_THEN_TLS);
    input.put("sameId", Policy.recorded(c.policy()).is(PolicySetting.NEW_ID, "same"));
    c.attribute(CaseAttribute.NETWORK)
        .ifPresent(network -> input.put("network", StrictJson.readObject(network)));
    input.putAll(StepExecutor.first(c).toMap());
    return StrictJson.write(input);
  }
}
