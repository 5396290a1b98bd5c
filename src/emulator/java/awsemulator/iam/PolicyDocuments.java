package awsemulator.iam;

import awsemulator.cloud.RequiredRight;
import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Policies as JSON texts, read and evaluated as those of roles are. */
public final class PolicyDocuments {
  /** The decision about one right, in the words of IAM's policy simulator. */
  public enum Decision {
    ALLOWED("allowed"),
    IMPLICIT_DENY("implicitDeny"),
    EXPLICIT_DENY("explicitDeny");

    private final String word;

    Decision(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  private final List<PolicyStatement> statements;

  private PolicyDocuments(List<PolicyStatement> statements) {
    this.statements = statements;
  }

  /**
   * @throws InvalidPolicy where one of them cannot be read
   */
  public static PolicyDocuments of(List<String> documents) {
    List<Map<String, Object>> written = new ArrayList<>();
    documents.forEach(document -> written.addAll(statements(document)));
    return new PolicyDocuments(PolicyStatement.all(written));
  }

  /** The same of a role that is there. */
  public static PolicyDocuments of(IamRole role) {
    return new PolicyDocuments(PolicyStatement.all(role.statements()));
  }

  /**
   * Reads a role's trust policy.
   *
   * @throws InvalidPolicy where it cannot be read
   */
  public static void checkTrust(String document) {
    TrustStatement.all(Map.of("Statement", statements(document)));
  }

  public Decision decide(RequiredRight right) {
    List<PolicyStatement> covering =
        statements.stream().filter(s -> s.covers(right, right.context())).toList();
    if (covering.stream().anyMatch(s -> !s.allows())) {
      return Decision.EXPLICIT_DENY;
    }
    return covering.isEmpty() ? Decision.IMPLICIT_DENY : Decision.ALLOWED;
  }

  private static List<Map<String, Object>> statements(String document) {
    try {
      Map<String, Object> policy = EmulatorJson.readObject(document);
      if (!"2012-10-17".equals(policy.get("Version"))) {
        throw new InvalidPolicy("Version must be 2012-10-17");
      }
      if (policy.get("Statement") == null) {
        throw new InvalidPolicy("Statement is missing");
      }
      return PolicyJson.list(policy.get("Statement")).stream()
          .map(statement -> PolicyJson.object("Statement", statement))
          .toList();
    } catch (MalformedJsonException e) {
      throw new InvalidPolicy("not JSON: " + e.getMessage());
    }
  }
}
