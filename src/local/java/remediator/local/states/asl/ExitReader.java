package remediator.local.states.asl;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads templates, checks what they may use, and remembers which variables are assigned. */
final class ExitReader {
  private final Set<String> assigned = new HashSet<>();
  private final Set<Expression> seen = new LinkedHashSet<>();

  /** A template that may use {@code $states.input}, {@code .context} and these members. */
  Template template(Fields fields, String field, String... members) {
    return fields.has(field) ? compile(fields.place(field), fields.take(field), members) : null;
  }

  Typed typed(Fields fields, String field) {
    Template template = template(fields, field);
    return template == null ? null : new Typed(fields.place(field), template);
  }

  /** Assign, Output and Next or End. */
  Exit exit(Fields fields, String... members) {
    String next = fields.has("Next") ? fields.text("Next") : null;
    boolean end = Boolean.TRUE.equals(fields.take("End"));
    if (end == (next != null)) {
      throw new InvalidDefinition(fields.place(), "needs either Next or \"End\": true");
    }
    return exitTo(next, fields, members);
  }

  Exit exitTo(String next, Fields fields, String... members) {
    return new Exit(assign(fields, members), template(fields, "Output", members), next);
  }

  private Template assign(Fields fields, String... members) {
    Template assign = template(fields, "Assign", members);
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

  private Template compile(String place, Object value, String... members) {
    Template template = Template.compile(place, value);
    template.expressions(expression -> checkMembers(expression, List.of(members)));
    return template;
  }

  private void checkMembers(Expression expression, List<String> members) {
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
    for (Expression expression : seen) {
      for (String name : expression.variables()) {
        if (!assigned.contains(name)) {
          throw new InvalidDefinition(
              expression.place(), "$" + name + " is neither a function nor a variable");
        }
      }
    }
  }
}
