package awsemulator.states.asl.reader;

import awsemulator.states.asl.InvalidDefinition;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.StateExit;
import awsemulator.states.asl.TypedTemplate;
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

  MachineState read(String name, DefinitionFields fields) {
    String type = fields.text("Type");
    MachineState state =
        switch (type) {
          case "Task" -> tasks.read(name, fields);
          case "Choice" -> choice(name, fields);
          case "Wait" -> wait(name, fields);
          case "Pass" -> new MachineState.Pass(name, exits.exit(fields));
          case "Succeed" ->
              new MachineState.Succeed(
                  name, new StateExit(null, exits.template(fields, "Output"), null));
          case "Fail" ->
              new MachineState.Fail(
                  name, exits.typed(fields, "Error"), exits.typed(fields, "Cause"));
          default -> throw fields.problem("Type", type + " is not known to the local cloud");
        };
    fields.end();
    return state;
  }

  private MachineState choice(String name, DefinitionFields fields) {
    List<MachineState.Rule> rules = new ArrayList<>();
    fields.list("Choices").forEach(rule -> rules.add(rule(fields, rules.size(), rule)));
    StateExit otherwise = null;
    for (String field : List.of("Assign", "Output")) {
      if (fields.has(field)) {
        // The guide can be read in two ways: with Default only, or with every rule as well.
        throw fields.problem(field, "of a whole Choice is not known to the local cloud");
      }
    }
    if (fields.has("Default")) {
      otherwise = new StateExit(null, null, fields.text("Default"));
    }
    return new MachineState.Choice(name, rules, otherwise);
  }

  private MachineState.Rule rule(DefinitionFields state, int index, Object written) {
    DefinitionFields rule =
        new DefinitionFields(state.place("Choices") + "[" + index + "]", written);
    if (!rule.has("Condition")) {
      rule.text("Condition");
    }
    TypedTemplate condition = exits.typed(rule, "Condition");
    StateExit exit = exits.exitTo(rule.text("Next"), rule);
    rule.end();
    return new MachineState.Rule(condition, exit);
  }

  private MachineState wait(String name, DefinitionFields fields) {
    TypedTemplate seconds = exits.typed(fields, "Seconds");
    TypedTemplate timestamp = exits.typed(fields, "Timestamp");
    if ((seconds == null) == (timestamp == null)) {
      throw new InvalidDefinition(fields.place(), "needs either Seconds or Timestamp");
    }
    return new MachineState.Wait(name, seconds, timestamp, exits.exit(fields));
  }
}
