package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.Map;
import java.util.Set;

/**
 * A resource as it is declared, not yet resolved.
 *
 * @param condition null where it is always made
 */
record DeclaredResource(String type, String condition, Map<String, Object> properties) {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy");

  static DeclaredResource of(String place, Object written, SamGlobals globals) {
    Map<String, Object> resource = YamlTree.map(place, written);
    for (String attribute : resource.keySet()) {
      if (!ATTRIBUTES.contains(attribute)) {
        throw new InvalidTemplate(place, "the attribute " + attribute + " is not known");
      }
    }
    String type = YamlTree.text(place + ".Type", resource.get("Type"));
    ResourceType.of(place, type);
    Object condition = resource.get("Condition");
    Map<String, Object> own = YamlTree.map(place + ".Properties", resource.get("Properties"));
    return new DeclaredResource(
        type,
        condition == null ? null : YamlTree.text(place + ".Condition", condition),
        globals.applied(type, own));
  }
}
