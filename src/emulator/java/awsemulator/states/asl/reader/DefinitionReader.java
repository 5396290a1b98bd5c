package awsemulator.states.asl.reader;

import awsemulator.states.asl.DefinitionText;
import awsemulator.states.asl.InvalidDefinition;
import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.TypedTemplate;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads a definition in the Amazon States Language, JSONata only. Strict: what the local cloud does
 * not know, and what AWS would refuse, is an {@link InvalidDefinition}.
 */
public final class DefinitionReader {
  private final ExitReader exits = new ExitReader();
  private final Map<String, MachineState> states = new LinkedHashMap<>();
  private final String file;

  private DefinitionReader(String file) {
    this.file = file;
  }

  /**
   * @param file named in errors
   */
  public static MachineDefinition read(String file, String text) {
    Object read = DefinitionText.read(file, text);
    return new DefinitionReader(file)
        .definition(new DefinitionFields(file, read), JsonText.write(read));
  }

  private MachineDefinition definition(DefinitionFields fields, String json) {
    if (!fields.textOr("QueryLanguage", "JSONPath").equals("JSONata")) {
      throw fields.problem("QueryLanguage", "must be JSONata");
    }
    if (!fields.textOr("Version", "1.0").equals("1.0")) {
      throw fields.problem("Version", "must be 1.0");
    }
    String startAt = fields.text("StartAt");
    Integer timeout = fields.wholeOr("TimeoutSeconds", null, 1, TypedTemplate.MOST_SECONDS);
    readStates(fields);
    fields.end();
    exits.checkVariables();
    checkTargets(startAt);
    Duration bound = timeout == null ? null : Duration.ofSeconds(timeout);
    return new MachineDefinition(json, startAt, bound, Map.copyOf(states));
  }

  private void readStates(DefinitionFields fields) {
    if (!(fields.need("States") instanceof Map<?, ?> map)) {
      throw fields.problem("States", "must be an object");
    }
    StateReader reader = new StateReader(exits);
    map.forEach(
        (key, value) -> {
          String name = (String) key;
          if (name.isEmpty() || name.length() > 80) {
            throw fields.problem("States", "a state's name has 1 to 80 characters: " + name);
          }
          states.put(
              name, reader.read(name, new DefinitionFields(file + ", state " + name, value)));
        });
  }

  private void checkTargets(String startAt) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    follow(file, startAt, reached, open);
    while (!open.isEmpty()) {
      MachineState state = states.get(open.remove());
      for (String target : state.targets()) {
        follow(file + ", state " + state.name(), target, reached, open);
      }
    }
    for (String name : states.keySet()) {
      if (!reached.contains(name)) {
        throw new InvalidDefinition(file, "state " + name + " cannot be reached");
      }
    }
  }

  private void follow(String place, String target, Set<String> reached, Deque<String> open) {
    if (!states.containsKey(target)) {
      throw new InvalidDefinition(place, "there is no state " + target);
    }
    if (reached.add(target)) {
      open.add(target);
    }
  }
}
