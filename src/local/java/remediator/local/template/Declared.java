package remediator.local.template;

import java.util.Map;
import java.util.Set;

/**
 * A resource as it is declared, not yet resolved.
 *
 * @param condition null where it is always made
 */
record Declared(String type, String condition, Map<String, Object> properties) {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "Metadata",
          "DeletionPolicy",
          "UpdateReplacePolicy");

  static Declared of(String place, Object written, Globals globals) {
    Map<String, Object> resource = Tree.map(place, written);
    for (String attribute : resource.keySet()) {
      if (!ATTRIBUTES.contains(attribute)) {
        throw new InvalidTemplate(place, "the attribute " + attribute + " is not known");
      }
    }
    String type = Tree.text(place + ".Type", resource.get("Type"));
    ResourceType.of(place, type);
    Object condition = resource.get("Condition");
    Map<String, Object> own = Tree.map(place + ".Properties", resource.get("Properties"));
    return new Declared(
        type,
        condition == null ? null : Tree.text(place + ".Condition", condition),
        globals.applied(type, own));
  }
}
