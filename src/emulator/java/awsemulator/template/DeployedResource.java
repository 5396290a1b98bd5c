package awsemulator.template;

import awsemulator.template.tree.YamlTree;
import java.util.Map;

/**
 * A resource that a deployment makes.
 *
 * @param name its physical name
 * @param arn null for a type that has none
 * @param properties with all functions replaced
 */
public record DeployedResource(
    String logicalId, String type, String name, String arn, Map<String, Object> properties) {
  String place(String property) {
    return "Resources." + logicalId + ".Properties." + property;
  }

  String text(String property) {
    return YamlTree.text(place(property), properties.get(property));
  }

  Map<String, Object> map(String property) {
    return YamlTree.map(place(property), properties.get(property));
  }
}
