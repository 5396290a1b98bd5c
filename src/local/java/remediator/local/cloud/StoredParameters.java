package remediator.local.cloud;

import awsemulator.cloud.CallerIdentity;
import awsemulator.template.DeployedResource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Makes the template's SSM parameters, as CloudFormation would. */
final class StoredParameters {
  private final LocalCloud cloud;

  StoredParameters(LocalCloud cloud) {
    this.cloud = cloud;
  }

  void create() {
    try (SsmClient client =
        SsmClient.builder()
            .endpointOverride(cloud.uri())
            .region(Region.of(cloud.home.region()))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, cloud.home.account()))
            .build()) {
      for (DeployedResource parameter : cloud.deployment.ofType("AWS::SSM::Parameter")) {
        client.putParameter(
            r ->
                r.name(String.valueOf(parameter.properties().get("Name")))
                    .type(String.valueOf(parameter.properties().get("Type")))
                    .value(String.valueOf(parameter.properties().get("Value"))));
      }
    }
  }
}
