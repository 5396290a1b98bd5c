package remediator.step;

import java.util.Optional;
import remediator.aws.Place;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Where applications can read a group's endpoints: SSM parameters under the group's own path.
 * {@code current} is what clients should use, {@code next} what they will, {@code previous} what
 * they did. Each holds the endpoints by kind, as JSON.
 */
final class EndpointParameters {
  private final SsmClient client;
  private final String path;

  EndpointParameters(Work work) {
    this.client = work.tools().aws().ssm(Place.of(work.group()));
    this.path = work.tools().endpointPath() + "/" + work.group().id();
  }

  void put(String name, String endpoints) {
    client.putParameter(
        r -> r.name(path + "/" + name).value(endpoints).type(ParameterType.STRING).overwrite(true));
  }

  /** What is published under this name; empty where nothing is. */
  Optional<String> get(String name) {
    try {
      return Optional.of(client.getParameter(r -> r.name(path + "/" + name)).parameter().value());
    } catch (ParameterNotFoundException _) {
      return Optional.empty();
    }
  }

  SsmClient client() {
    return client;
  }

  String path() {
    return path;
  }
}
