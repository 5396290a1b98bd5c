package remediator.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** Who may reach the cache port is told before a group is replaced, and never changed. */
class NetworkExposureTest {
  private static final int PORT = 6379;

  private static List<String> sentences(Map<String, Object> rule) {
    Map<String, Object> answers =
        Map.of(
            "securityGroups",
            List.of(Map.of("GroupId", "sg-1", "IpPermissions", List.of(rule))),
            "routeTables",
            List.of());
    return new NetworkExposure(answers, PORT, List.of("subnet-1")).sentences();
  }

  private static Map<String, Object> rule(String protocol, int from, int to, String range) {
    return Map.of(
        "IpProtocol", protocol,
        "FromPort", from,
        "ToPort", to,
        "IpRanges", range.contains(":") ? List.of() : List.of(Map.of("CidrIp", range)),
        "Ipv6Ranges", range.contains(":") ? List.of(Map.of("CidrIpv6", range)) : List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 0.0.0.0/0 (everybody) by sg-1",
    "::/0, ::/0 (everybody) by sg-1",
    "203.0.113.7/32, 203.0.113.7/32 (not private) by sg-1",
    "10.0.0.0/7, 10.0.0.0/7 (not private) by sg-1",
    "172.32.0.0/16, 172.32.0.0/16 (not private) by sg-1",
    "172.16.0.0/11, 172.16.0.0/11 (not private) by sg-1",
    "192.168.0.0/15, 192.168.0.0/15 (not private) by sg-1",
    "2001:db8::/32, 2001:db8::/32 (not private) by sg-1"
  })
  void tellsARangeThatIsMoreThanPrivate(String range, String told) {
    assertThat(sentences(rule("tcp", 6000, 7000, range)).getFirst())
        .isEqualTo(
            "NETWORK: port 6379 is open to "
                + told
                + "; so it is for the new group, which has the same security groups. Narrow the"
                + " rules to the clients");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8",
    "10.1.2.3/32",
    "172.16.0.0/12",
    "172.31.0.0/16",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "fd00:1234::/48",
    "fc00::/7"
  })
  void takesPrivateRangesForWhatTheyAre(String range) {
    assertThat(sentences(rule("tcp", PORT, PORT, range)))
        .containsExactly(
            "inbound rules at port 6379 name no addresses but private ones",
            "none of its subnets has a route to an internet gateway");
  }

  @Test
  void looksAtRulesOfThePortOnly() {
    String nothing = "inbound rules at port 6379 name no addresses but private ones";

    assertThat(sentences(rule("tcp", 443, 443, "0.0.0.0/0"))).contains(nothing);
    assertThat(sentences(rule("udp", PORT, PORT, "0.0.0.0/0"))).contains(nothing);
    assertThat(
            sentences(
                Map.of("IpProtocol", "-1", "IpRanges", List.of(Map.of("CidrIp", "0.0.0.0/0")))))
        .first()
        .asString()
        .contains("0.0.0.0/0 (everybody)");
  }

  @Test
  void tellsThatTheMainRouteTableMakesSubnetsPublic() {
    Map<String, Object> answers =
        Map.of(
            "securityGroups",
            List.of(),
            "routeTables",
            List.of(Map.of("Associations", List.of(Map.of("Main", true)))));

    assertThat(new NetworkExposure(answers, PORT, List.of("subnet-1")).sentences())
        .last()
        .asString()
        .startsWith("NETWORK: the main route table of its VPC leads to an internet gateway");
  }

  private static String question(CloudRun run, String gate) {
    return run.messages().stream()
        .filter(m -> m.subject().endsWith("decide on " + gate))
        .findFirst()
        .orElseThrow()
        .message()
        .replaceAll("\\s+", " ");
  }

  private static RemediationCase replace(CloudRun run, Events event, String group) {
    run.importing(event.bytes()).deliver(event.bytes());
    run.toTheEnd();
    return run.ledger(group).orElseThrow();
  }

  @Test
  void theQuestionAndTheComparisonTellWhatIsOpen() {
    try (CloudRun run = new CloudRun(Map.of("Data", "accept-loss", "GateCutOver", "ask"))) {
      run.network().open("sg-cart", "0.0.0.0/0", PORT);
      Map<String, Object> place = place(run);
      run.network().open(String.valueOf(((List<?>) place.get("sg")).getFirst()), "::/0", PORT);
      run.network()
          .makePublic(String.valueOf(place.get("vpc")), String.valueOf(place.get("subnet")));

      RemediationCase c = replace(run, Sample.ofCart(), Sample.CART);

      assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue("complete");
      for (String gate : List.of("replace", "cut-over")) {
        assertThat(question(run, gate))
            .contains("NETWORK: port 6379 is open to ::/0 (everybody) by " + firstOf(place))
            .contains("NETWORK: it stands in public subnets")
            .contains(String.valueOf(place.get("subnet")))
            .doesNotContain("sg-cart");
      }
    }
  }

  private static String firstOf(Map<String, Object> place) {
    return String.valueOf(((List<?>) place.get("sg")).getFirst());
  }

  /** Of the sample group, as ElastiCache tells it. */
  private static Map<String, Object> place(CloudRun run) {
    var node = run.view().nodes(Sample.CART).getFirst();
    var subnets =
        Sample.elastiCache(run)
            .describeCacheSubnetGroups(r -> r.cacheSubnetGroupName(node.cacheSubnetGroupName()))
            .cacheSubnetGroups()
            .getFirst();
    return Map.of(
        "vpc",
        subnets.vpcId(),
        "subnet",
        subnets.subnets().getFirst().subnetIdentifier(),
        "sg",
        node.securityGroups().stream().map(s -> s.securityGroupId()).toList());
  }

  @Test
  void aLookThatIsRefusedStopsNothingAndIsTold() {
    try (CloudRun run = new CloudRun()) {
      run.network().refuse();

      RemediationCase c = replace(run, Sample.ofCart(), Sample.CART);

      assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue("complete");
      assertThat(question(run, "replace"))
          .contains("who may reach port 6379 was not read (Ec2.Ec2Exception: You are not");
    }
  }
}
