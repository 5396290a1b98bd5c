package remediator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.ec2.endpoints.Ec2EndpointProvider;
import software.amazon.awssdk.services.elasticache.endpoints.ElastiCacheEndpointProvider;
import software.amazon.awssdk.services.securityhub.endpoints.SecurityHubEndpointProvider;
import software.amazon.awssdk.services.sfn.endpoints.SfnEndpointProvider;
import software.amazon.awssdk.services.ssm.endpoints.SsmEndpointProvider;

/** Held to the endpoint rules that the SDK's clients have. */
class EndpointsTest {
  private static final Place HOME = new Place("aws", "111122223333", "eu-west-1");

  private static Endpoints with(Map<String, String> environment) {
    return new Endpoints(Optional.empty(), environment);
  }

  @Test
  void inEveryRegionTheyAreThoseOfTheSdk() {
    var elastiCache = ElastiCacheEndpointProvider.defaultProvider();
    var dynamoDb = DynamoDbEndpointProvider.defaultProvider();
    var securityHub = SecurityHubEndpointProvider.defaultProvider();
    var sfn = SfnEndpointProvider.defaultProvider();
    var ssm = SsmEndpointProvider.defaultProvider();
    var ec2 = Ec2EndpointProvider.defaultProvider();

    assertThat(Region.regions()).hasSizeGreaterThan(30);
    for (Region region : Region.regions()) {
      if (region.isGlobalRegion()) {
        continue;
      }
      String partition = region.metadata().partition().id();
      Place place = new Place(partition, HOME.account(), region.id());
      Endpoints ours = with(Map.of());
      assertThat(ours.of("ElastiCache", "elasticache", place))
          .isEqualTo(elastiCache.resolveEndpoint(r -> r.region(region)).join().url());
      assertThat(ours.of("DynamoDB", "dynamodb", place))
          .isEqualTo(dynamoDb.resolveEndpoint(r -> r.region(region)).join().url());
      assertThat(ours.of("SecurityHub", "securityhub", place))
          .isEqualTo(securityHub.resolveEndpoint(r -> r.region(region)).join().url());
      assertThat(ours.of("SFN", "states", place))
          .isEqualTo(sfn.resolveEndpoint(r -> r.region(region)).join().url());
      assertThat(ours.of("SSM", "ssm", place))
          .isEqualTo(ssm.resolveEndpoint(r -> r.region(region)).join().url());
      assertThat(ours.of("EC2", "ec2", place))
          .isEqualTo(ec2.resolveEndpoint(r -> r.region(region)).join().url());
    }
  }

  @Test
  void awsOwnVariablesNameOthersAndTheServicesOwnComesFirst() {
    Endpoints named =
        with(
            Map.of(
                "AWS_ENDPOINT_URL", "https://all.example",
                "AWS_ENDPOINT_URL_DYNAMODB", "https://ledger.example",
                "AWS_ENDPOINT_URL_SSM", ""));

    assertThat(named.of("DynamoDB", "dynamodb", HOME)).hasToString("https://ledger.example");
    assertThat(named.of("SSM", "ssm", HOME)).hasToString("https://all.example");
  }

  @Test
  void offAwsOneIsForAll() {
    Endpoints one =
        new Endpoints(
            Optional.of(URI.create("http://127.0.0.1:1")),
            Map.of("AWS_ENDPOINT_URL_SSM", "https://other.example"));

    assertThat(one.of("SSM", "ssm", HOME)).hasToString("http://127.0.0.1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
      })
  void specialWishesAreLeftToTheSdksClients(String variable) {
    assertThat(with(Map.of()).usual()).isTrue();
    assertThat(with(Map.of(variable, "true")).usual()).isFalse();
  }

  @Test
  void theFunctionThatTakesFindingsGetsQuickOnes() {
    try (Connection connection =
        new Connection(Optional.empty(), AnonymousCredentialsProvider.create())) {
      assertThat(Aws.quick(connection, HOME, Optional.empty())).isInstanceOf(QuickAws.class);
    }
  }
}
