package remediator.step;

import remediator.aws.Aws;
import remediator.finding.Untrusted;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * The operator's switch for the whole deployment, an SSM parameter, so that it works at once and
 * without a deployment. What cannot be understood holds everything: somebody wanted something.
 */
public final class Switch {
  /** Where it stands. */
  public enum Position {
    /** As the policy says. */
    RUN("run"),
    /** No new flow; those that run go on. */
    START_NOTHING("start-nothing"),
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

  private final Aws aws;
  private final String name;

  /** The deployment's. */
  public Switch(Tools tools) {
    this.aws = tools.aws();
    this.name = tools.endpointPath() + "/switch";
  }

  public Reading read() {
    String value;
    try {
      value = aws.ssm().getParameter(r -> r.name(name)).parameter().value();
    } catch (ParameterNotFoundException _) {
      return new Reading(
          Position.HOLD, "the parameter " + name + " is not there: put it back, to run");
    }
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
            + Untrusted.quote(value)
            + ", which is none of run, start-nothing, hold");
  }

  /** Lets nothing new start; a switch that holds already stays as it is. */
  public Reading startNothing() {
    if (read().position() == Position.RUN) {
      aws.ssm().putParameter(r -> r.name(name).value(Position.START_NOTHING.word).overwrite(true));
    }
    return read();
  }
}
