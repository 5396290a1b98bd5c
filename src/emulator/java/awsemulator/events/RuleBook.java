package awsemulator.events;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/** The rules of one default event bus that somebody has put there, by name, and their targets. */
public final class RuleBook {
  private static final String ONE = "rule";

  private record StoredRule(String pattern, Map<String, String> targets) {}

  private final Map<String, StoredRule> rules = new LinkedHashMap<>();

  /**
   * Whether an event matches a pattern, by AWS's own matcher.
   *
   * @throws IllegalArgumentException where either is not what it should be
   */
  public static boolean matches(String pattern, String event) {
    Machine machine = Machine.builder().build();
    try {
      machine.addRule(ONE, pattern);
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Event pattern is not valid. Reason: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalArgumentException("Parameter Event is not valid.", e);
    }
  }

  /** The names of all rules. */
  public List<String> names() {
    return List.copyOf(rules.keySet());
  }

  public boolean has(String rule) {
    return rules.containsKey(rule);
  }

  /** Makes a rule, or gives an existing one another pattern. */
  public void put(String rule, String pattern) {
    StoredRule before = rules.get(rule);
    matches(pattern, "{}");
    rules.put(
        rule, new StoredRule(pattern, before == null ? new LinkedHashMap<>() : before.targets()));
  }

  /** The targets of a rule, ARN by id; may be changed. */
  public Map<String, String> targets(String rule) {
    return rules.get(rule).targets();
  }

  public void remove(String rule) {
    rules.remove(rule);
  }

  /** The ARNs of the targets of all rules that an event matches. */
  public List<String> targetsFor(String event) {
    return rules.values().stream()
        .filter(r -> matches(r.pattern(), event))
        .flatMap(r -> r.targets().values().stream())
        .toList();
  }
}
