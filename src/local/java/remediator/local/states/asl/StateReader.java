package remediator.local.states.asl;

import java.util.ArrayList;
import java.util.List;

/** Reads one state of each type. */
final class StateReader {
  private final ExitReader exits;
  private final TaskReader tasks;

  StateReader(ExitReader exits) {
    this.exits = exits;
    this.tasks = new TaskReader(exits);
  }

  State read(String name, Fields fields) {
    String type = fields.text("Type");
    State state =
        switch (type) {
          case "Task" -> tasks.read(name, fields);
          case "Choice" -> choice(name, fields);
          case "Wait" -> wait(name, fields);
          case "Pass" -> new State.Pass(name, exits.exit(fields));
          case "Succeed" ->
              new State.Succeed(name, new Exit(null, exits.template(fields, "Output"), null));
          case "Fail" ->
              new State.Fail(name, exits.typed(fields, "Error"), exits.typed(fields, "Cause"));
          default -> throw fields.problem("Type", type + " is not known to the local cloud");
        };
    fields.end();
    return state;
  }

  private State choice(String name, Fields fields) {
    List<State.Rule> rules = new ArrayList<>();
    fields.list("Choices").forEach(rule -> rules.add(rule(fields, rules.size(), rule)));
    Exit otherwise = null;
    for (String field : List.of("Assign", "Output")) {
      if (fields.has(field)) {
        // The guide can be read in two ways: with Default only, or with every rule as well.
        throw fields.problem(field, "of a whole Choice is not known to the local cloud");
      }
    }
    if (fields.has("Default")) {
      otherwise = new Exit(null, null, fields.text("Default"));
    }
    return new State.Choice(name, rules, otherwise);
  }

  private State.Rule rule(Fields state, int index, Object written) {
    Fields rule = new Fields(state.place("Choices") + "[" + index + "]", written);
    if (!rule.has("Condition")) {
      rule.text("Condition");
    }
    Typed condition = exits.typed(rule, "Condition");
    Exit exit = exits.exitTo(rule.text("Next"), rule);
    rule.end();
    return new State.Rule(condition, exit);
  }

  private State wait(String name, Fields fields) {
    Typed seconds = exits.typed(fields, "Seconds");
    Typed timestamp = exits.typed(fields, "Timestamp");
    if ((seconds == null) == (timestamp == null)) {
      throw new InvalidDefinition(fields.place(), "needs either Seconds or Timestamp");
    }
    return new State.Wait(name, seconds, timestamp, exits.exit(fields));
  }
}
