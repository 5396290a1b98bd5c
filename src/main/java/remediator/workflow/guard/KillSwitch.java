package remediator.workflow.guard;

import java.util.Optional;
import remediator.aws.AwsClients;
import remediator.finding.TextSanitizer;
import remediator.policy.OperatorParameters;
import remediator.workflow.core.StepDependencies;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * The operator's switch for the whole deployment, an SSM parameter, so that it works at once and
 * without a deployment. An unknown value means HOLD (fail closed).
 */
public final class KillSwitch {
  /** Where it stands. */
  public enum Position {
    /** As the policy says. */
    RUN("run"),
    /** No new flow; those that run go on. */
    PAUSE_NEW_FLOWS("pause-new-flows"),
    /** No new flow, and those that run go no further than their next gate. */
    HOLD("hold");

    private final String word;

    Position(String word) {
      this.word = word;
    }
  }

  /**
   * What was read.
   *
   * @param words where it stands, as the part of a sentence
   */
  public record Reading(Position position, String words) {}

  private final AwsClients aws;
  private final String name;

  /** The deployment's. */
  public KillSwitch(StepDependencies dependencies) {
    this.aws = dependencies.aws();
    this.name = dependencies.endpointPath() + "/switch";
  }

  public Reading read() {
    try {
      return reading(Optional.of(aws.ssm().getParameter(r -> r.name(name)).parameter().value()));
    } catch (ParameterNotFoundException _) {
      return reading(Optional.empty());
    }
  }

  /** As it was when these were read. */
  public Reading read(OperatorParameters set) {
    return set.refusal()
        .map(why -> new Reading(Position.HOLD, why))
        .orElseGet(() -> reading(set.switchValue()));
  }

  private Reading reading(Optional<String> set) {
    if (set.isEmpty()) {
      return new Reading(
          Position.HOLD, "the parameter " + name + " is not there: put it back, to run");
    }
    String value = set.get();
    for (Position position : Position.values()) {
      if (position.word.equals(value)) {
        return new Reading(position, "the switch " + name + " is set to " + value);
      }
    }
    return new Reading(
        Position.HOLD,
        "the switch "
            + name
            + " is set to "
            + TextSanitizer.quote(value)
            + ", which is none of run, pause-new-flows, hold");
  }

  /** Lets nothing new start; a switch that holds already stays as it is. */
  public Reading pauseNewFlows() {
    if (read().position() == Position.RUN) {
      aws.ssm()
          .putParameter(r -> r.name(name).value(Position.PAUSE_NEW_FLOWS.word).overwrite(true));
    }
    return read();
  }
}
