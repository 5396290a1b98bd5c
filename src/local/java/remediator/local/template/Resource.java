package remediator.local.template;

import java.util.Map;

/**
 * A resource that a deployment makes.
 *
 * @param name its physical name
 * @param arn null for a type that has none
 * @param properties with all functions replaced
 */
public record Resource(
    String logicalId, String type, String name, String arn, Map<String, Object> properties) {
  String place(String property) {
    return "Resources." + logicalId + ".Properties." + property;
  }

  String text(String property) {
    return Tree.text(place(property), properties.get(property));
  }

  Map<String, Object> map(String property) {
    return Tree.map(place(property), properties.get(property));
  }
}
