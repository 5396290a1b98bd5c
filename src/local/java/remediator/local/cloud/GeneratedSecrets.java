package remediator.local.cloud;

import awsemulator.cloud.CallerIdentity;
import awsemulator.template.DeployedResource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Makes the template's secrets with a generated value, as CloudFormation would. */
final class GeneratedSecrets {
  private static final int LENGTH = 64;

  private final LocalCloud cloud;

  GeneratedSecrets(LocalCloud cloud) {
    this.cloud = cloud;
  }

  void create(List<DeployedResource> secrets) {
    if (secrets.isEmpty()) {
      return;
    }
    try (SecretsManagerClient client =
        SecretsManagerClient.builder()
            .endpointOverride(cloud.uri())
            .region(Region.of(cloud.home.region()))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, cloud.home.account()))
            .build()) {
      for (DeployedResource secret : secrets) {
        if (!(secret.properties().get("GenerateSecretString") instanceof Map<?, ?>)) {
          throw new IllegalArgumentException(secret.logicalId() + ": only generated ones are made");
        }
        client.createSecret(r -> r.name(secret.name()).secretString(generated(secret.name())));
      }
    }
  }

  /** The same in every run, so that runs can be compared; a stack's own would be random. */
  private static String generated(String name) {
    return new SplittableRandom(name.hashCode())
        .ints(LENGTH, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
