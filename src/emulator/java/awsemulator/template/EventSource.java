package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An entry of a function's or state machine's Events, as the rule that SAM makes of it. */
final class EventSource {
  private static final Set<String> COPIED = Set.of("EventBusName", "State", "Description");
  private static final Set<String> TARGET =
      Set.of("Input", "InputPath", "DeadLetterConfig", "RetryPolicy", "RoleArn");

  private EventSource() {}

  /**
   * @param aliased whether the owner is a function with an alias, which SAM's rules start
   */
  static Map<String, Object> rule(String place, String owner, boolean aliased, Object written) {
    Map<String, Object> event = YamlTree.map(place, written);
    String type = YamlTree.text(place + ".Type", event.get("Type"));
    if (!Set.of("EventBridgeRule", "CloudWatchEvent", "Schedule").contains(type)) {
      throw new InvalidTemplate(place, "the event type " + type + " is not known");
    }
    Map<String, Object> rule = new LinkedHashMap<>();
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("Id", owner);
    target.put(
        "Arn",
        aliased ? Map.of("Ref", owner + ".Alias") : Map.of("Fn::GetAtt", List.of(owner, "Arn")));
    YamlTree.map(place + ".Properties", event.get("Properties"))
        .forEach(
            (property, value) -> {
              switch (property) {
                case "Pattern" -> rule.put("EventPattern", value);
                case "Schedule" -> rule.put("ScheduleExpression", value);
                case "RuleName", "Name" -> rule.put("Name", value);
                case "Enabled" -> rule.put("State", enabled(place, value));
                default -> {
                  if (COPIED.contains(property)) {
                    rule.put(property, value);
                  } else if (TARGET.contains(property)) {
                    target.put(property, value);
                  } else {
                    throw new InvalidTemplate(place, property + " is not known");
                  }
                }
              }
            });
    rule.put("Targets", List.of(target));
    return rule;
  }

  private static String enabled(String place, Object value) {
    return Boolean.parseBoolean(YamlTree.text(place + ".Enabled", value)) ? "ENABLED" : "DISABLED";
  }
}
