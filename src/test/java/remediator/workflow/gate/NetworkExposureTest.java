package remediator.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    return of(answers).sentences();
  }

  private static NetworkExposure of(Map<String, Object> answers) {
    return new NetworkExposure(
        answers, Optional.of("{\"subnets\": [\"subnet-1\", \"subnet-2\"]}"), PORT);
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
    "169.254.0.0/15, 169.254.0.0/15 (not private) by sg-1",
    "127.0.0.0/7, 127.0.0.0/7 (not private) by sg-1",
    "fe80::/9, fe80::/9 (not private) by sg-1",
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
    "fc00::/7",
    "169.254.0.0/16",
    "127.0.0.0/8",
    "fe80::/10"
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
  void tellsTenRangesAndHowManyMoreThereAre() {
    List<Map<String, Object>> ranges =
        IntStream.range(0, 14)
            .mapToObj(i -> Map.<String, Object>of("CidrIp", "203.0.113." + i + "/32"))
            .toList();

    assertThat(sentences(Map.of("IpProtocol", "-1", "IpRanges", ranges)).getFirst())
        .contains("203.0.113.9/32 (not private) by sg-1 and 4 more; so it is for the new group")
        .doesNotContain("203.0.113.10/32");
  }

  /** What it holds can be anything, so that there is nothing else does not follow. */
  @Test
  void namesPrefixListsThatItDoesNotLookAt() {
    Map<String, Object> lists = Map.of("PrefixListIds", List.of(Map.of("PrefixListId", "pl-1")));
    Map<String, Object> only = new HashMap<>(rule("tcp", PORT, PORT, "10.0.0.0/8"));
    only.putAll(lists);
    Map<String, Object> beside = new HashMap<>(rule("tcp", PORT, PORT, "0.0.0.0/0"));
    beside.putAll(lists);
    Map<String, Object> otherPort = new HashMap<>(rule("tcp", 443, 443, "0.0.0.0/0"));
    otherPort.putAll(lists);

    assertThat(sentences(only).getFirst())
        .isEqualTo(
            "inbound rules at port 6379 name no addresses but private ones; not looked at: prefix"
                + " list pl-1 by sg-1");
    assertThat(sentences(beside).getFirst())
        .contains("0.0.0.0/0 (everybody) by sg-1")
        .endsWith("; not looked at: prefix list pl-1 by sg-1");
    assertThat(sentences(otherPort).getFirst()).doesNotContain("pl-1");
  }

  @Test
  void tellsEachOfBothWhereTheOtherCouldNotBeRead() {
    Map<String, Object> rules =
        Map.of(
            "securityGroups",
            List.of(
                Map.of(
                    "GroupId",
                    "sg-1",
                    "IpPermissions",
                    List.of(rule("tcp", PORT, PORT, "0.0.0.0/0")))),
            "problem",
            "too much");
    Map<String, Object> tables = Map.of("routeTables", List.of(), "problem", "too much");

    assertThat(of(rules).sentences())
        .satisfiesExactly(
            s -> assertThat(s).contains("0.0.0.0/0 (everybody)"),
            s ->
                assertThat(s)
                    .isEqualTo(
                        "which of its subnets are public was not read (too much); aws ec2"
                            + " describe-route-tables tells"));
    assertThat(of(tables).sentences())
        .containsExactly(
            "who may reach port 6379 was not read (too much); aws ec2 describe-security-groups"
                + " tells",
            "none of its subnets has a route to an internet gateway");
  }

  @Test
  void saysWhyNothingWasReadByWhatIsKnown() {
    assertThat(of(Map.of()).sentences())
        .allSatisfy(
            s ->
                assertThat(s)
                    .contains(
                        "not read (EC2 is asked once, before the first question of the gate"));
    assertThat(new NetworkExposure(Map.of(), Optional.empty(), PORT).sentences())
        .allSatisfy(
            s ->
                assertThat(s)
                    .contains("not read (it can be in the account and Region of the remediator"));
    assertThat(new NetworkExposure(Map.of(), Optional.empty(), 0).sentences().getFirst())
        .startsWith("who may reach the cache port was not read (the group is gone)");
  }

  private static Map<String, Object> table(String... subnets) {
    return Map.of(
        "Associations",
        subnets.length == 0
            ? List.of(Map.of("Main", true))
            : Stream.of(subnets).map(s -> Map.of("Main", false, "SubnetId", s)).toList());
  }

  @Test
  void theMainRouteTableMattersToSubnetsWithoutOneOfTheirOwn() {
    String main = "NETWORK: the main route table of its VPC leads to an internet gateway";
    String own = "NETWORK: it stands in public subnets";

    assertThat(of(Map.of("routeTables", List.of(table(), table("subnet-1")))).sentences())
        .satisfiesExactly(
            s -> assertThat(s).startsWith("who may reach"),
            s -> assertThat(s).startsWith(own),
            s -> assertThat(s).startsWith(main));
    assertThat(
            of(Map.of("routeTables", List.of(table(), table("subnet-1", "subnet-2")))).sentences())
        .satisfiesExactly(
            s -> assertThat(s).startsWith("who may reach"), s -> assertThat(s).startsWith(own));
  }

  @Test
  void doesNotTakeTheFirstTablesForAll() {
    assertThat(of(Map.of("routeTables", List.of(), "moreTables", true)).sentences())
        .last()
        .asString()
        .startsWith("more route tables of its VPC lead to an internet gateway, and were not read");
  }

  @Test
  void tellsThatTheMainRouteTableMakesSubnetsPublic() {
    Map<String, Object> answers =
        Map.of(
            "securityGroups",
            List.of(),
            "routeTables",
            List.of(Map.of("Associations", List.of(Map.of("Main", true)))));

    assertThat(of(answers).sentences())
        .last()
        .asString()
        .startsWith("NETWORK: the main route table of its VPC leads to an internet gateway");
  }

  private static String question(CloudRun run, String gate) {
    return run.messages().stream()
        .filter(m -> m.subject().contains(": " + gate + " ("))
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

  /** A state takes no more than 256 KiB, and States.ALL is not for what is more. */
  @Test
  void anAnswerThatIsTooLargeStopsNothingAndIsTold() {
    try (CloudRun run = new CloudRun()) {
      Map<String, Object> place = place(run);
      for (int i = 0; i < 3000; i++) {
        run.network().open(firstOf(place), "203.0." + i / 256 + "." + i % 256 + "/32", PORT);
      }
      for (int i = 0; i < 100; i++) {
        run.network().makePublic(String.valueOf(place.get("vpc")), "subnet-" + "1".repeat(3000));
      }

      RemediationCase c = replace(run, Sample.ofCart(), Sample.CART);

      assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue("complete");
      assertThat(question(run, "replace"))
          .contains("who may reach port 6379 was not read (States.DataLimitExceeded: The")
          .contains("which of its subnets are public was not read (States.DataLimitExceeded: The");
    }
  }

  /** With the token and the rest, what both states hand on must still fit into one call. */
  @Test
  void answersThatFitIntoAStateButNotIntoTheQuestionStopNothing() {
    try (CloudRun run = new CloudRun()) {
      Map<String, Object> place = place(run);
      for (int i = 0; i < 1800; i++) {
        run.network().open(firstOf(place), "203.0." + i / 256 + "." + i % 256 + "/32", PORT);
      }

      RemediationCase c = replace(run, Sample.ofCart(), Sample.CART);

      assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue("complete");
      assertThat(question(run, "replace"))
          .contains("who may reach port 6379 was not read (EC2 tells more than a question can");
    }
  }

  /** Of what is not that large no more is handed on than is read. */
  @Test
  void theMachineHandsOnWhatIsReadOfTheAnswers() {
    try (CloudRun run = new CloudRun()) {
      Map<String, Object> place = place(run);
      String vpc = String.valueOf(place.get("vpc"));
      run.network().openToPrefixList(firstOf(place), "pl-1");
      for (int i = 0; i < 101; i++) {
        run.network().makePublic(vpc, "subnet-other" + i);
      }

      replace(run, Sample.ofCart(), Sample.CART);

      assertThat(question(run, "replace"))
          .contains("name no addresses but private ones; not looked at: prefix list pl-1 by sg-")
          .contains("more route tables of its VPC lead to an internet gateway, and were not read")
          .doesNotContain("it stands in public subnets");
    }
  }

  @Test
  void aCutOverSaysThatNothingWasReadWhereReplacingWasNotAskedAbout() {
    Map<String, String> skipping =
        Map.of("Data", "accept-loss", "GateReplace", "skip", "GateCutOver", "ask");
    try (CloudRun run = new CloudRun(skipping)) {
      replace(run, Sample.ofCart(), Sample.CART);

      assertThat(question(run, "cut-over"))
          .contains("who may reach port 6379 was not read (EC2 is asked once, before the");
    }
  }
}
