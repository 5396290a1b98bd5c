package remediator.build;

import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.tree.CfnYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The product's templates, as they are written and as a deployment with defaults makes them. */
public final class Template {
  public static final Path PRODUCT = Path.of("template.yaml");
  public static final Path MEMBER = Path.of("src/main/cloudformation/member-role.yaml");
  private static final String ACCOUNT = "111122223333";

  private Template() {}

  public static StackDeployment product(Map<String, String> parameters) {
    return SamTemplate.read(PRODUCT).resolve(parameters, ACCOUNT, "eu-central-1", "aws");
  }

  public static StackDeployment member() {
    return member("");
  }

  public static StackDeployment member(String organization) {
    Map<String, String> parameters =
        Map.of(
            "RemediatorAccount",
            ACCOUNT,
            "RemediatorRoleArns",
            "arn:aws:iam::" + ACCOUNT + ":role/remediator",
            "RetireRoleArn",
            "arn:aws:iam::" + ACCOUNT + ":role/retire",
            "OrganizationId",
            organization);
    return SamTemplate.read(MEMBER).resolve(parameters, "444455556666", "eu-central-1", "aws");
  }

  /** One section of the product's template as written, with the long forms of its functions. */
  public static Map<String, Object> section(String name) {
    try {
      return map(map(CfnYaml.read(Files.readString(PRODUCT))).get(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // the keys of a template are strings
  public static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  public static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }
}
