package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SAM's Globals section. "Overridable fields": a resource's own value replaces a global one, maps
 * are merged, lists are joined with the global entries first.
 */
final class SamGlobals {
  private static final Map<String, String> TYPES =
      Map.of(
          "Function", "AWS::Serverless::Function", "StateMachine", "AWS::Serverless::StateMachine");

  private final Map<String, Map<String, Object>> byType = new LinkedHashMap<>();

  SamGlobals(Map<String, Object> section) {
    section.forEach(
        (kind, properties) -> {
          String type = TYPES.get(kind);
          if (type == null) {
            throw new InvalidTemplate("Globals." + kind, "is not known");
          }
          byType.put(type, YamlTree.map("Globals." + kind, properties));
        });
  }

  Map<String, Object> applied(String type, Map<String, Object> properties) {
    Map<String, Object> globals = byType.get(type);
    return globals == null ? properties : merged(globals, properties);
  }

  private static Map<String, Object> merged(Map<?, ?> global, Map<?, ?> own) {
    Map<String, Object> merged = new LinkedHashMap<>();
    global.forEach((key, value) -> merged.put((String) key, value));
    own.forEach(
        (key, value) -> merged.merge((String) key, value, (before, after) -> one(before, after)));
    return merged;
  }

  private static Object one(Object global, Object own) {
    if (YamlTree.intrinsic(global) != null || YamlTree.intrinsic(own) != null) {
      return own;
    }
    if (global instanceof Map<?, ?> before && own instanceof Map<?, ?> after) {
      return merged(before, after);
    }
    if (global instanceof List<?> before && own instanceof List<?> after) {
      List<Object> joined = new ArrayList<>(before);
      joined.addAll(after);
      return joined;
    }
    return own;
  }
}
