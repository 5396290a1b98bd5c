package remediator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
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
import software.amazon.awssdk.services.eventbridge.endpoints.EventBridgeEndpointProvider;
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
    var events = EventBridgeEndpointProvider.defaultProvider();

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
      assertThat(ours.of("EventBridge", "events", place))
          .isEqualTo(events.resolveEndpoint(r -> r.region(region)).join().url());
    }
  }

  /** Nobody but us knows how to reach these two: whoever must use FIPS gets no other. */
  @Test
  void whereTheSdkHasNoClientInThePackageFipsAndIpv6AreKnownToo() {
    var ec2 = Ec2EndpointProvider.defaultProvider();
    var events = EventBridgeEndpointProvider.defaultProvider();
    Endpoints fips = with(Map.of("AWS_USE_FIPS_ENDPOINT", "true"));
    Endpoints ipv6 = with(Map.of("AWS_USE_DUALSTACK_ENDPOINT", "TRUE"));
    for (Region region : List.of(Region.US_EAST_1, Region.US_WEST_2, Region.CA_CENTRAL_1)) {
      Place place = new Place("aws", HOME.account(), region.id());

      assertThat(fips.of("EC2", "ec2", place))
          .isEqualTo(ec2.resolveEndpoint(r -> r.region(region).useFips(true)).join().url());
      assertThat(fips.of("EventBridge", "events", place))
          .isEqualTo(events.resolveEndpoint(r -> r.region(region).useFips(true)).join().url());
      assertThat(ipv6.of("EC2", "ec2", place))
          .isEqualTo(ec2.resolveEndpoint(r -> r.region(region).useDualStack(true)).join().url());
      assertThat(ipv6.of("EventBridge", "events", place))
          .isEqualTo(events.resolveEndpoint(r -> r.region(region).useDualStack(true)).join().url());
    }
  }

  @Test
  void variablesThatAreToBeIgnoredAreIgnored() {
    Endpoints ignoring =
        with(
            Map.of(
                "AWS_ENDPOINT_URL", "https://all.example",
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));

    assertThat(ignoring.of("EC2", "ec2", HOME)).hasToString("https://ec2.eu-west-1.amazonaws.com");
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
