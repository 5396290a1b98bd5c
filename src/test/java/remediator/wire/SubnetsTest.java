package remediator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.aws.Aws;
import remediator.aws.Connection;
import remediator.aws.Place;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.TestCloud;
import remediator.local.data.NoData;
import remediator.local.elasticache.ElastiCacheService;
import remediator.local.elasticache.Fleet;
import remediator.local.services.Ec2;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The call that is made by hand, held to the SDK's own client. */
class SubnetsTest {
  private final TestCloud cloud = new TestCloud();
  private final ElastiCacheService caches = new ElastiCacheService(cloud.clock, new NoData());

  SubnetsTest() {
    caches.add(Fleet.load(Path.of("src/local/fleet")));
    cloud.serving(new Ec2(caches.view()));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private static AwsCredentialsProvider credentials(String key) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret"));
  }

  private Subnets subnets(URI uri) {
    AwsCredentialsProvider as = credentials(cloud.keys.keyFor(TestCloud.ROLE, TestCloud.ACCOUNT));
    return new Aws(
            new Connection(Optional.of(uri), as),
            new Place("aws", TestCloud.ACCOUNT, "eu-west-1"),
            Optional.empty())
        .subnets(new Place("aws", TestCloud.ACCOUNT, "eu-west-1"));
  }

  private Map<String, Integer> bySdk() {
    try (Ec2Client client = cloud.client(Ec2Client.builder())) {
      return client.describeSubnets().subnets().stream()
          .collect(Collectors.toMap(Subnet::subnetId, Subnet::availableIpAddressCount));
    }
  }

  @Test
  void tellsWhatTheSdksClientTells() {
    Map<String, Integer> all = bySdk();
    assertThat(all).hasSize(3);
    List<String> two = all.keySet().stream().sorted().limit(2).toList();

    assertThat(subnets(cloud.endpoint().uri()).freeAddresses(two))
        .isEqualTo(Map.of(two.get(0), all.get(two.get(0)), two.get(1), all.get(two.get(1))));
  }

  @Test
  void aSubnetThatIsGoneIsARefusalWithEc2sCode() {
    assertThatThrownBy(() -> subnets(cloud.endpoint().uri()).freeAddresses(List.of("subnet-0none")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSubnetID.NotFound"));
  }

  @Test
  void whoMayNotIsToldSo() {
    cloud.authorizer =
        (_, need) -> {
          throw new AwsFault("AccessDenied", 403, "no " + need.action());
        };

    assertThatThrownBy(() -> subnets(cloud.endpoint().uri()).freeAddresses(List.of("subnet-1")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnauthorizedOperation"));
  }

  @Test
  void nestedPartsOfASubnetDoNotMixUpTheCounts() throws IOException {
    String xml =
        """
        <DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><subnetSet>
        <item><tagSet><item><key>a</key><value>subnet-x</value></item></tagSet>
        <availableIpAddressCount>7</availableIpAddressCount><subnetId>subnet-1</subnetId></item>
        <item><subnetId>subnet-2</subnetId><tagSet><item><key>b</key></item></tagSet>
        <availableIpAddressCount>0</availableIpAddressCount></item>
        </subnetSet></DescribeSubnetsResponse>\
        """;

    assertThat(answeredWith(200, xml)).isEqualTo(Map.of("subnet-1", 7, "subnet-2", 0));
  }

  @ParameterizedTest
  @CsvSource({
    "200, no XML",
    "502, <html>Bad gateway",
    "200, <a>",
    "200, <a>&e;</a>",
    "200, <html/>",
    "200, <a><subnetSet><item/></subnetSet></a>"
  })
  void whatIsNoAnswerOfEc2IsNoCount(int status, String body) {
    assertThatThrownBy(() -> answeredWith(status, body)).isInstanceOf(SdkException.class);
  }

  @Test
  void aCountThatIsNoNumberIsNoCount() {
    String xml =
        "<a><subnetSet><item><subnetId>s</subnetId><availableIpAddressCount>many"
            + "</availableIpAddressCount></item></subnetSet></a>";

    assertThatThrownBy(() -> answeredWith(200, xml)).isInstanceOf(SdkException.class);
  }

  @Test
  void aDocumentWithEntitiesIsNotResolved() {
    String xml =
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a><subnetId>&e;</subnetId></a>";

    assertThatThrownBy(() -> answeredWith(200, xml)).isInstanceOf(SdkException.class);
  }

  @Test
  void anErrorWithoutACodeIsARefusalStill() {
    assertThatThrownBy(() -> answeredWith(500, "<Response/>"))
        .isInstanceOfSatisfying(
            AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
  }

  private Map<String, Integer> answeredWith(int status, String body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      return subnets(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
          .freeAddresses(List.of("subnet-1"));
    } finally {
      server.stop(0);
    }
  }
}
