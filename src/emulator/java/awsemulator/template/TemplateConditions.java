package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Conditions section; each is evaluated when it is first asked for. */
final class TemplateConditions {
  private final Map<String, Object> section;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  TemplateConditions(Map<String, Object> section) {
    this.section = section;
  }

  boolean holds(String where, String name, IntrinsicResolver resolver) {
    if (known.containsKey(name)) {
      return known.get(name);
    }
    if (!section.containsKey(name)) {
      throw new InvalidTemplate(where, "there is no condition " + name);
    }
    if (!open.add(name)) {
      throw new InvalidTemplate("Conditions." + name, "refers to itself");
    }
    boolean value = evaluate("Conditions." + name, section.get(name), resolver);
    known.put(name, value);
    return value;
  }

  void evaluateAll(IntrinsicResolver resolver) {
    section.keySet().forEach(name -> holds("Conditions", name, resolver));
  }

  private boolean evaluate(String place, Object written, IntrinsicResolver resolver) {
    if (!(written instanceof Map<?, ?> map) || map.size() != 1) {
      throw new InvalidTemplate(place, "must be one condition function");
    }
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    String function = String.valueOf(only.getKey());
    if (function.equals("Condition")) {
      return holds(place, YamlTree.text(place, only.getValue()), resolver);
    }
    List<?> arguments = YamlTree.list(place, only.getValue());
    return switch (function) {
      case "Fn::Equals" -> {
        count(place, arguments, 2, 2);
        yield resolver
            .resolve(place, arguments.get(0))
            .equals(resolver.resolve(place, arguments.get(1)));
      }
      case "Fn::Not" -> {
        count(place, arguments, 1, 1);
        yield !evaluate(place, arguments.get(0), resolver);
      }
      case "Fn::And" -> {
        count(place, arguments, 2, 10);
        yield arguments.stream().allMatch(one -> evaluate(place, one, resolver));
      }
      case "Fn::Or" -> {
        count(place, arguments, 2, 10);
        yield arguments.stream().anyMatch(one -> evaluate(place, one, resolver));
      }
      default -> throw new InvalidTemplate(place, function + " is not known in a condition");
    };
  }

  private static void count(String place, List<?> arguments, int least, int most) {
    if (arguments.size() < least || arguments.size() > most) {
      throw new InvalidTemplate(place, "takes " + least + " to " + most + " arguments");
    }
  }
}
