package awsemulator.iam;

import awsemulator.cloud.RequiredRight;
import awsemulator.json.EmulatorJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A policy on a resource that lets services of AWS in, such as a queue's. */
public final class ServicePolicy {
  private record Statement(List<String> services, PolicyStatement rest) {}

  private static final String EVERYBODY = "*";

  private final List<Statement> statements = new ArrayList<>();

  /**
   * Reads policy documents.
   *
   * @throws InvalidPolicy where one of them cannot be read, or lets in others than services
   */
  public ServicePolicy(List<String> documents) {
    for (String document : documents) {
      for (Object each : PolicyJson.list(EmulatorJson.readObject(document).get("Statement"))) {
        Map<String, Object> rest = new LinkedHashMap<>(PolicyJson.object("Statement", each));
        Object principal = rest.remove("Principal");
        PolicyStatement statement = PolicyStatement.all(List.of(rest)).getFirst();
        boolean forbidsAll = EVERYBODY.equals(principal) && !statement.allows();
        statements.add(
            new Statement(forbidsAll ? List.of(EVERYBODY) : services(principal), statement));
      }
    }
  }

  private static List<String> services(Object element) {
    Map<String, Object> principal = PolicyJson.object("Principal", element);
    if (!principal.keySet().equals(Set.of("Service"))) {
      throw new InvalidPolicy("Principal: only Service is known");
    }
    return PolicyJson.texts("Service", principal.get("Service"));
  }

  /** Whether a service may do this; an explicit deny wins. */
  public boolean allows(String service, RequiredRight right) {
    List<Statement> covering =
        statements.stream()
            .filter(s -> s.services().contains(service) || s.services().contains(EVERYBODY))
            .filter(s -> s.rest().covers(right, right.context()))
            .toList();
    return !covering.isEmpty() && covering.stream().allMatch(s -> s.rest().allows());
  }
}
