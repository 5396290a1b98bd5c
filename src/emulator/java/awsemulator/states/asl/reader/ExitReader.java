package awsemulator.states.asl.reader;

import awsemulator.states.asl.InvalidDefinition;
import awsemulator.states.asl.JsonTemplate;
import awsemulator.states.asl.JsonataExpression;
import awsemulator.states.asl.StateExit;
import awsemulator.states.asl.TypedTemplate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads templates, checks what they may use, and remembers which variables are assigned. */
final class ExitReader {
  private final Set<String> assigned = new HashSet<>();
  private final Set<JsonataExpression> seen = new LinkedHashSet<>();

  /** A template that may use {@code $states.input}, {@code .context} and these members. */
  JsonTemplate template(DefinitionFields fields, String field, String... members) {
    return fields.has(field) ? compile(fields.place(field), fields.take(field), members) : null;
  }

  TypedTemplate typed(DefinitionFields fields, String field) {
    JsonTemplate template = template(fields, field);
    return template == null ? null : new TypedTemplate(fields.place(field), template);
  }

  /** Assign, Output and Next or End. */
  StateExit exit(DefinitionFields fields, String... members) {
    String next = fields.has("Next") ? fields.text("Next") : null;
    boolean end = Boolean.TRUE.equals(fields.take("End"));
    if (end == (next != null)) {
      throw new InvalidDefinition(fields.place(), "needs either Next or \"End\": true");
    }
    return exitTo(next, fields, members);
  }

  StateExit exitTo(String next, DefinitionFields fields, String... members) {
    return new StateExit(assign(fields, members), template(fields, "Output", members), next);
  }

  private JsonTemplate assign(DefinitionFields fields, String... members) {
    JsonTemplate assign = template(fields, "Assign", members);
    if (assign == null) {
      return null;
    }
    if (!(assign.written() instanceof Map<?, ?> map)) {
      throw fields.problem("Assign", "must be an object");
    }
    for (Object key : map.keySet()) {
      String name = (String) key;
      // "Variable names ... maximum length is 80 characters"; Unicode identifiers.
      if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,79}") || name.equals("states")) {
        throw fields.problem("Assign", name + " cannot be a variable");
      }
      assigned.add(name);
    }
    return assign;
  }

  private JsonTemplate compile(String place, Object value, String... members) {
    JsonTemplate template = JsonTemplate.compile(place, value);
    template.expressions(expression -> checkMembers(expression, List.of(members)));
    return template;
  }

  private void checkMembers(JsonataExpression expression, List<String> members) {
    seen.add(expression);
    for (String member : expression.statesMembers()) {
      if (!member.equals("input") && !member.equals("context") && !members.contains(member)) {
        throw new InvalidDefinition(
            expression.place(), "$states." + member + " does not exist here");
      }
    }
  }

  /** To be called when all states are read: every variable used must be assigned somewhere. */
  void checkVariables() {
    for (JsonataExpression expression : seen) {
      for (String name : expression.variables()) {
        if (!assigned.contains(name)) {
          throw new InvalidDefinition(
              expression.place(), "$" + name + " is neither a function nor a variable");
        }
      }
    }
  }
}
