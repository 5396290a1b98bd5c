package remediator.live.core;

import awsemulator.iam.IamRole;
import awsemulator.json.EmulatorJson;
import awsemulator.states.StateMachines;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateMachine;
import awsemulator.template.TemplateRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The product's own files, which are what is tested: templates, state machines, sample events. */
public final class ProductFiles {
  public static final Path TEMPLATE = Path.of("template.yaml");
  public static final Path MEMBER_TEMPLATE = Path.of("src/main/cloudformation/member-role.yaml");

  private static final String ACCOUNT = "111122223333";

  private ProductFiles() {}

  /** The product's stack, as it would be with its defaults; nothing of it is deployed. */
  public static StackDeployment product() {
    return SamTemplate.read(TEMPLATE)
        .resolve(
            Map.of(
                "MemberRoleName",
                "ElastiCacheEncryptionMember",
                "DecisionPage",
                "public",
                "FindingSource",
                "both",
                "DataPlaneSubnets",
                "subnet-1",
                "DataPlaneSecurityGroups",
                "sg-1"),
            ACCOUNT,
            "us-east-1",
            "aws");
  }

  /** The product's stack without a probe, as a run deploys it. */
  public static StackDeployment withoutProbe() {
    return SamTemplate.read(TEMPLATE)
        .resolve(
            Map.of("MemberRoleName", "ElastiCacheEncryptionMember"), ACCOUNT, "us-east-1", "aws");
  }

  /** The roles of another account. */
  public static StackDeployment member() {
    String role = "arn:aws:iam::" + ACCOUNT + ":role/remediator";
    return SamTemplate.read(MEMBER_TEMPLATE)
        .resolve(
            Map.of("RemediatorAccount", ACCOUNT, "RemediatorRoleArns", role, "RetireRoleArn", role),
            ACCOUNT,
            "us-east-1",
            "aws");
  }

  /** A role's identity-based policies in one document. */
  public static String policy(IamRole role) {
    return EmulatorJson.write(Map.of("Version", "2012-10-17", "Statement", role.statements()));
  }

  public static IamRole role(StackDeployment stack, String logicalId) {
    String arn = stack.resources().get(logicalId).arn();
    return stack.roles().stream().filter(r -> r.arn().equals(arn)).findFirst().orElseThrow();
  }

  public static TemplateRule rule(String logicalId) {
    return product().rules().stream()
        .filter(r -> r.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  /** A state machine's definition as the template completes it. */
  public static MachineDefinition machine(StackDeployment stack, String logicalId) {
    TemplateMachine machine =
        stack.machines().stream()
            .filter(m -> m.logicalId().equals(logicalId))
            .findFirst()
            .orElseThrow();
    return StateMachines.read(machine.definition(), machine.substitutions());
  }

  /** The sample events, by file name. */
  public static Map<String, String> events() {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      Map<String, String> events = new TreeMap<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        events.put(file.getFileName().toString(), Files.readString(file));
      }
      return events;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of a definition's states, sorted. */
  public static List<String> states(MachineDefinition machine) {
    return machine.states().keySet().stream().sorted().toList();
  }
}
