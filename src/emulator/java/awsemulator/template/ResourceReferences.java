package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What Ref and Fn::GetAtt give: for parameters, and for the resources that are made. */
final class ResourceReferences {
  private static final String ALIAS = ".Alias";

  private final StackLocation place;
  private final Map<String, Object> parameters;
  private final Map<String, DeclaredResource> resources;
  private final Deque<String> naming = new ArrayDeque<>();

  /**
   * @param resources those whose condition holds
   */
  ResourceReferences(
      StackLocation place,
      Map<String, Object> parameters,
      Map<String, DeclaredResource> resources) {
    this.place = place;
    this.parameters = parameters;
    this.resources = resources;
  }

  Object ref(String where, String name, IntrinsicResolver resolver) {
    if (parameters.containsKey(name)) {
      return parameters.get(name);
    }
    Object pseudo = place.pseudoParameters().get(name);
    if (pseudo != null) {
      return pseudo;
    }
    if (name.endsWith(ALIAS)) {
      return aliasArn(where, name.substring(0, name.length() - ALIAS.length()), resolver);
    }
    DeclaredResource resource = resource(where, name);
    return fill(name, resource, ResourceType.of(where, resource.type()).ref(), resolver);
  }

  /**
   * "Referencing resources" of SAM: the alias that AutoPublishAlias makes, whose Ref is its ARN.
   */
  private String aliasArn(String where, String function, IntrinsicResolver resolver) {
    if (!resource(where, function).properties().containsKey("AutoPublishAlias")) {
      throw new InvalidTemplate(where, function + " has no AutoPublishAlias");
    }
    return getAtt(where, function, "Arn", resolver)
        + ":"
        + YamlTree.text(where, property(function, "AutoPublishAlias", resolver));
  }

  Object getAtt(String where, String name, String attribute, IntrinsicResolver resolver) {
    DeclaredResource resource = resource(where, name);
    String pattern = ResourceType.of(where, resource.type()).attributes().get(attribute);
    if (pattern == null) {
      throw new InvalidTemplate(where, resource.type() + " has no attribute " + attribute);
    }
    return fill(name, resource, pattern, resolver);
  }

  /** The name that the template chose, or one made of the stack's and the resource's. */
  String name(String logicalId, IntrinsicResolver resolver) {
    DeclaredResource resource = resources.get(logicalId);
    String property = ResourceType.of(logicalId, resource.type()).nameProperty();
    Object chosen = property == null ? null : resource.properties().get(property);
    if (resource.type().equals("AWS::Lambda::Url")) {
      String arn = YamlTree.text(logicalId, property(logicalId, "TargetFunctionArn", resolver));
      return arn.substring(arn.lastIndexOf(':') + 1);
    }
    Object name = chosen == null ? null : property(logicalId, property, resolver);
    return name == null ? place.stack() + "-" + logicalId : YamlTree.text(logicalId, name);
  }

  /** The resource's ARN, or null for a type that has none. */
  String arn(String logicalId, IntrinsicResolver resolver) {
    DeclaredResource resource = resources.get(logicalId);
    ResourceType type = ResourceType.of(logicalId, resource.type());
    for (String attribute : List.of("Arn", "TopicArn", "PolicyArn", "ActionTargetArn", "Id")) {
      String pattern = type.attributes().get(attribute);
      if (pattern != null) {
        return fill(logicalId, resource, pattern, resolver);
      }
    }
    return null;
  }

  private Object property(String logicalId, String property, IntrinsicResolver resolver) {
    if (naming.contains(logicalId)) {
      throw new InvalidTemplate("Resources." + logicalId, "its name refers to itself");
    }
    naming.push(logicalId);
    try {
      Object written = resources.get(logicalId).properties().get(property);
      return resolver.resolve("Resources." + logicalId + ".Properties." + property, written);
    } finally {
      naming.pop();
    }
  }

  private String fill(
      String logicalId, DeclaredResource resource, String pattern, IntrinsicResolver resolver) {
    String path = "/";
    if (pattern.contains("{path}") && resource.properties().containsKey("Path")) {
      path = YamlTree.text(logicalId, property(logicalId, "Path", resolver));
    }
    return ResourceType.fill(pattern, place, name(logicalId, resolver), path, logicalId);
  }

  private DeclaredResource resource(String where, String name) {
    DeclaredResource resource = resources.get(name);
    if (resource == null) {
      throw new InvalidTemplate(
          where, "there is no parameter or resource " + name + " (or its condition is false)");
    }
    return resource;
  }
}
