package awsemulator.template;

import awsemulator.template.tree.CfnYaml;
import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A CloudFormation template in YAML, with or without SAM's transform. */
public final class SamTemplate {
  /** The stack's name where a deployment chooses none. */
  static final String STACK = "remediator";

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Globals",
          "Resources",
          "Outputs");

  private final Path file;
  private final Map<String, Object> sections;
  private final Map<String, DeclaredResource> resources = new LinkedHashMap<>();

  private SamTemplate(Path file, Map<String, Object> sections) {
    this.file = file;
    this.sections = sections;
    SamGlobals globals = new SamGlobals(section("Globals"));
    section("Resources")
        .forEach(
            (id, one) -> resources.put(id, DeclaredResource.of("Resources." + id, one, globals)));
  }

  /**
   * @throws InvalidTemplate where it says what is not known here
   */
  public static SamTemplate read(Path file) {
    try {
      Map<String, Object> sections =
          YamlTree.map(file.toString(), CfnYaml.read(Files.readString(file)));
      for (String section : sections.keySet()) {
        if (!SECTIONS.contains(section)) {
          throw new InvalidTemplate(file.toString(), "the section " + section + " is not known");
        }
      }
      return new SamTemplate(file, sections);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a deployment with these parameters makes.
   *
   * @param parameterOverrides values for parameters; the others take their defaults
   * @throws InvalidTemplate naming the place of a reference to nothing, an unknown function, or a
   *     parameter value that is not allowed
   */
  public StackDeployment resolve(
      Map<String, String> parameterOverrides, String account, String region, String partition) {
    return resolve(STACK, parameterOverrides, account, region, partition);
  }

  /** The same under another stack name: a second deployment beside the first. */
  public StackDeployment resolve(
      String stack,
      Map<String, String> parameterOverrides,
      String account,
      String region,
      String partition) {
    StackLocation place = new StackLocation(stack, account, region, partition);
    Map<String, Object> parameters =
        TemplateParameters.values(section("Parameters"), parameterOverrides);
    Map<String, DeclaredResource> made = new LinkedHashMap<>();
    ResourceReferences references = new ResourceReferences(place, parameters, made);
    TemplateConditions conditions = new TemplateConditions(section("Conditions"));
    IntrinsicResolver resolver = new IntrinsicResolver(references, conditions, section("Mappings"));
    conditions.evaluateAll(resolver);
    SamExpansion.expand(resources)
        .forEach(
            (id, resource) -> {
              String where = "Resources." + id;
              if (resource.condition() == null
                  || conditions.holds(where, resource.condition(), resolver)) {
                made.put(id, resource);
              }
            });
    Map<String, DeployedResource> resolved = new LinkedHashMap<>();
    made.forEach((id, declared) -> resolved.put(id, resource(id, declared, references, resolver)));
    return new StackDeployment(
        file.toAbsolutePath().getParent(), resolved, outputs(conditions, resolver));
  }

  private static DeployedResource resource(
      String id,
      DeclaredResource declared,
      ResourceReferences references,
      IntrinsicResolver resolver) {
    String where = "Resources." + id;
    Object properties = resolver.resolve(where + ".Properties", declared.properties());
    return new DeployedResource(
        id,
        declared.type(),
        references.name(id, resolver),
        references.arn(id, resolver),
        YamlTree.map(where, properties));
  }

  private Map<String, String> outputs(TemplateConditions conditions, IntrinsicResolver resolver) {
    Map<String, String> outputs = new LinkedHashMap<>();
    section("Outputs")
        .forEach(
            (name, written) -> {
              String where = "Outputs." + name;
              Map<String, Object> output = YamlTree.map(where, written);
              Object condition = output.get("Condition");
              if (condition == null
                  || conditions.holds(where, YamlTree.text(where, condition), resolver)) {
                Object value = resolver.resolve(where + ".Value", output.get("Value"));
                outputs.put(name, YamlTree.text(where, value));
              }
            });
    return outputs;
  }

  private Map<String, Object> section(String name) {
    return YamlTree.map(name, sections.get(name));
  }
}
