package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The resources that SAM makes besides the declared ones ("Generated CloudFormation resources for
 * AWS SAM"): a role for a function or state machine without one, a rule for an event, a URL.
 */
final class SamExpansion {
  private static final Map<String, String> SERVICES =
      Map.of(
          "AWS::Serverless::Function", "lambda.amazonaws.com",
          "AWS::Serverless::StateMachine", "states.amazonaws.com");

  private SamExpansion() {}

  static Map<String, DeclaredResource> expand(Map<String, DeclaredResource> declared) {
    Map<String, DeclaredResource> all = new LinkedHashMap<>(declared);
    declared.forEach(
        (id, resource) -> {
          if (SERVICES.containsKey(resource.type())) {
            expand(id, resource, all);
          }
        });
    return all;
  }

  private static void expand(
      String id, DeclaredResource resource, Map<String, DeclaredResource> all) {
    Map<String, Object> properties = resource.properties();
    if (!properties.containsKey("Role")) {
      add(all, id + "Role", "AWS::IAM::Role", resource, role(id, resource));
    }
    if (properties.containsKey("FunctionUrlConfig")) {
      Map<String, Object> url =
          Map.of("TargetFunctionArn", Map.of("Fn::GetAtt", List.of(id, "Arn")));
      add(all, id + "Url", "AWS::Lambda::Url", resource, url);
    }
    String place = "Resources." + id + ".Properties.Events";
    YamlTree.map(place, properties.get("Events"))
        .forEach(
            (event, written) ->
                add(
                    all,
                    id + event,
                    "AWS::Events::Rule",
                    resource,
                    EventSource.rule(
                        place + "." + event,
                        id,
                        properties.containsKey("AutoPublishAlias"),
                        written)));
  }

  private static void add(
      Map<String, DeclaredResource> all,
      String id,
      String type,
      DeclaredResource owner,
      Map<String, Object> properties) {
    if (all.putIfAbsent(id, new DeclaredResource(type, owner.condition(), properties)) != null) {
      throw new InvalidTemplate("Resources." + id, "has the name of a resource that SAM makes");
    }
  }

  private static Map<String, Object> role(String id, DeclaredResource resource) {
    String place = "Resources." + id + ".Properties.Policies";
    List<Object> managed = new ArrayList<>();
    List<Object> inline = new ArrayList<>();
    Object policies = resource.properties().get("Policies");
    for (Object policy : policies instanceof List<?> list ? list : single(policies)) {
      if (policy instanceof Map<?, ?> map && map.containsKey("Statement")) {
        inline.add(Map.of("PolicyName", id + "Policy" + inline.size(), "PolicyDocument", map));
      } else if (policy instanceof String || YamlTree.intrinsic(policy) != null) {
        managed.add(policy);
      } else {
        throw new InvalidTemplate(place, "SAM's policy templates are not known; write statements");
      }
    }
    boolean function = resource.type().equals("AWS::Serverless::Function");
    if (function) {
      managed.add("AWSLambdaBasicExecutionRole");
    }
    if ("Active".equals(resource.properties().get("Tracing"))) {
      managed.add("AWSXRayDaemonWriteAccess");
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("AssumeRolePolicyDocument", trust(SERVICES.get(resource.type())));
    properties.put("ManagedPolicyArns", managed);
    properties.put("Policies", inline);
    return properties;
  }

  private static List<?> single(Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private static Map<String, Object> trust(String service) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Service", List.of(service)),
                "Action",
                List.of("sts:AssumeRole"))));
  }
}
