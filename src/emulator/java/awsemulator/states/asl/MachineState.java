package awsemulator.states.asl;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One state of a machine. */
public sealed interface MachineState {
  String name();

  /** The ways out; an empty list for a state at which the execution ends. */
  List<StateExit> exits();

  /** The states that may follow. */
  default List<String> targets() {
    return exits().stream().map(StateExit::next).filter(Objects::nonNull).toList();
  }

  /** The type as it is written in the definition. */
  default String type() {
    return getClass().getSimpleName();
  }

  /** What is done when one of the errors occurs. */
  record Catcher(ErrorEquals errors, StateExit exit) {}

  /**
   * A Lambda invocation, or a call of AWS's SDK integrations.
   *
   * @param api such as {@code ec2:describeSecurityGroups}; empty for Lambda
   * @param waitsForToken whether it ends by SendTaskSuccess and not by the function's answer
   * @param timeout seconds, or null for none
   * @param heartbeat seconds, or null for none
   */
  record Task(
      String name,
      String api,
      boolean waitsForToken,
      JsonTemplate arguments,
      TypedTemplate timeout,
      TypedTemplate heartbeat,
      List<RetryRule> retriers,
      List<Catcher> catchers,
      StateExit exit)
      implements MachineState {
    @Override
    public List<StateExit> exits() {
      List<StateExit> all = new ArrayList<>(List.of(exit));
      catchers.forEach(catcher -> all.add(catcher.exit()));
      return all;
    }
  }

  /** A choice rule. */
  record Rule(TypedTemplate condition, StateExit exit) {}

  /**
   * @param otherwise the way out by Default, or null where there is none
   */
  record Choice(String name, List<Rule> rules, StateExit otherwise) implements MachineState {
    @Override
    public List<StateExit> exits() {
      List<StateExit> all = new ArrayList<>();
      rules.forEach(rule -> all.add(rule.exit()));
      if (otherwise != null) {
        all.add(otherwise);
      }
      return all;
    }
  }

  /** Exactly one of the two is not null. */
  record Wait(String name, TypedTemplate seconds, TypedTemplate timestamp, StateExit exit)
      implements MachineState {
    @Override
    public List<StateExit> exits() {
      return List.of(exit);
    }
  }

  record Pass(String name, StateExit exit) implements MachineState {
    @Override
    public List<StateExit> exits() {
      return List.of(exit);
    }
  }

  record Succeed(String name, StateExit exit) implements MachineState {
    @Override
    public List<StateExit> exits() {
      return List.of(exit);
    }
  }

  /**
   * @param error null where the definition names none
   * @param cause null where the definition names none
   */
  record Fail(String name, TypedTemplate error, TypedTemplate cause) implements MachineState {
    @Override
    public List<StateExit> exits() {
      return List.of();
    }
  }
}
