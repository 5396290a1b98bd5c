package remediator.workflow.core;

import java.util.Optional;
import remediator.aws.AccountRegion;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Where applications can read a group's endpoints: SSM parameters under the group's own path.
 * {@code current} is what clients should use, {@code next} what they will, {@code previous} what
 * they did. Each holds the endpoints by kind, as JSON.
 */
public final class EndpointParameters {
  private final SsmClient client;
  private final String path;

  public EndpointParameters(StepContext context) {
    this.client = context.dependencies().aws().ssm(AccountRegion.of(context.group()));
    this.path = context.dependencies().endpointPath() + "/" + context.group().id();
  }

  public void put(String name, String endpoints) {
    client.putParameter(
        r -> r.name(path + "/" + name).value(endpoints).type(ParameterType.STRING).overwrite(true));
  }

  /** What is published under this name; empty where nothing is. */
  public Optional<String> get(String name) {
    try {
      return Optional.of(client.getParameter(r -> r.name(path + "/" + name)).parameter().value());
    } catch (ParameterNotFoundException _) {
      return Optional.empty();
    }
  }

  public SsmClient client() {
    return client;
  }

  public String path() {
    return path;
  }
}
