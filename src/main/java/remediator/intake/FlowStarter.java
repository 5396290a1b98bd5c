package remediator.intake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.Aws;
import remediator.group.TransitMode;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.step.Steps;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/**
 * Starts the execution of a case, and looks at it. Name and input are made of the case alone, so
 * starting it again starts nothing: Step Functions answers with the execution that runs, or that
 * there was one.
 */
public final class FlowStarter {
  /** How long before its end a gate is asked about once more: two days, or half of its time. */
  private static final int REMINDER = 2 * 86_400;

  private final Aws aws;
  private final Machines machines;

  public FlowStarter(Aws aws, Machines machines) {
    this.aws = aws;
    this.machines = machines;
  }

  /** Whether it runs now: false where an execution of that name has run before and is over. */
  public boolean start(Case c) {
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
  Optional<ExecutionState> find(Case c, String execution) {
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

  private static String input(Case c) {
    Policy policy = Policy.of(Map.of(), Map.of()).with(c.policy());
    Map<String, Boolean> ask = new TreeMap<>();
    for (Gate gate : Gate.values()) {
      ask.put(gate.key(), policy.is(gate.setting(), "ask"));
    }
    // Where TLS is there or on its way, that question comes too late.
    ask.computeIfPresent(Gate.PREFERRED.key(), (_, asked) -> asked && c.fact(Fact.TLS).isEmpty());
    Map<String, Object> input = new TreeMap<>();
    input.put("group", c.group().toString());
    input.put("upgrade", c.decision().equals("UPGRADE_THEN_TLS"));
    input.put("ask", ask);
    input.put("sameId", policy.is(Setting.NEW_ID, "same"));
    int seconds = policy.days(Setting.GATE_DAYS) * 86_400;
    input.put("gateSeconds", seconds);
    input.put("remindSeconds", seconds - Math.min(REMINDER, seconds / 2));
    input.put("preferredSeconds", policy.days(Setting.PREFERRED_DAYS) * 86_400);
    // What has been asked for already needs no look before it can be done.
    input.put("wait", c.fact(Fact.ASKED).isPresent() ? Steps.FIRST_LOOK.toSeconds() : 0);
    input.put("auth", policy.is(Setting.AUTH, "token"));
    input.put("off", c.fact(Fact.BACK).equals(Optional.of(TransitMode.NONE.word())));
    // Not there for the flow's own execution; where it is, the machine only ends the flow.
    c.fact(Fact.DIED_OF).ifPresent(how -> input.put("ending", c.flow() + " " + how));
    return StrictJson.write(input);
  }
}
