package remediator.local.template;

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
  private final Map<String, Declared> resources = new LinkedHashMap<>();

  private SamTemplate(Path file, Map<String, Object> sections) {
    this.file = file;
    this.sections = sections;
    Globals globals = new Globals(section("Globals"));
    section("Resources")
        .forEach((id, one) -> resources.put(id, Declared.of("Resources." + id, one, globals)));
  }

  /**
   * @throws InvalidTemplate where it says what is not known here
   */
  public static SamTemplate read(Path file) {
    try {
      Map<String, Object> sections =
          Tree.map(file.toString(), CfnYaml.read(Files.readString(file)));
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
  public Deployment resolve(
      Map<String, String> parameterOverrides, String account, String region, String partition) {
    return resolve(STACK, parameterOverrides, account, region, partition);
  }

  /** The same under another stack name: a second deployment beside the first. */
  public Deployment resolve(
      String stack,
      Map<String, String> parameterOverrides,
      String account,
      String region,
      String partition) {
    Place place = new Place(stack, account, region, partition);
    Map<String, Object> parameters = Parameters.values(section("Parameters"), parameterOverrides);
    Map<String, Declared> made = new LinkedHashMap<>();
    References references = new References(place, parameters, made);
    Conditions conditions = new Conditions(section("Conditions"));
    Resolver resolver = new Resolver(references, conditions, section("Mappings"));
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
    Map<String, Resource> resolved = new LinkedHashMap<>();
    made.forEach((id, declared) -> resolved.put(id, resource(id, declared, references, resolver)));
    return new Deployment(
        file.toAbsolutePath().getParent(), resolved, outputs(conditions, resolver));
  }

  private static Resource resource(
      String id, Declared declared, References references, Resolver resolver) {
    String where = "Resources." + id;
    Object properties = resolver.resolve(where + ".Properties", declared.properties());
    return new Resource(
        id,
        declared.type(),
        references.name(id, resolver),
        references.arn(id, resolver),
        Tree.map(where, properties));
  }

  private Map<String, String> outputs(Conditions conditions, Resolver resolver) {
    Map<String, String> outputs = new LinkedHashMap<>();
    section("Outputs")
        .forEach(
            (name, written) -> {
              String where = "Outputs." + name;
              Map<String, Object> output = Tree.map(where, written);
              Object condition = output.get("Condition");
              if (condition == null
                  || conditions.holds(where, Tree.text(where, condition), resolver)) {
                Object value = resolver.resolve(where + ".Value", output.get("Value"));
                outputs.put(name, Tree.text(where, value));
              }
            });
    return outputs;
  }

  private Map<String, Object> section(String name) {
    return Tree.map(name, sections.get(name));
  }
}
