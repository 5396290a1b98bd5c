package awsemulator.events;

import awsemulator.template.TemplateRule;
import awsemulator.template.tree.InvalidTemplate;
import java.io.IOException;
import java.util.List;
import software.amazon.event.ruler.Machine;

/** The default event bus: which of a template's rules an event matches, by AWS's own matcher. */
public final class EventRules {
  private final Machine machine = Machine.builder().build();

  /**
   * @throws InvalidTemplate where EventBridge would refuse a pattern
   */
  public EventRules(List<TemplateRule> rules) {
    for (TemplateRule rule : rules) {
      if (rule.enabled() && rule.eventPattern() != null) {
        try {
          machine.addRule(rule.name(), rule.eventPattern());
        } catch (IOException e) {
          throw new InvalidTemplate(
              "Resources." + rule.logicalId() + ".Properties.EventPattern", e.getMessage());
        }
      }
    }
  }

  /** The names of the enabled rules that an event matches. */
  public List<String> matching(String eventJson) {
    try {
      return machine.rulesForJSONEvent(eventJson);
    } catch (Exception e) {
      throw new IllegalArgumentException("not an event: " + e.getMessage(), e);
    }
  }
}
