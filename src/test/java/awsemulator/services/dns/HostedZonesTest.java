package awsemulator.services.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import awsemulator.cloud.TestCloud;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** Route 53 of the local cloud, through the real client. */
class HostedZonesTest {
  private static final String ZONE = "Z1";

  private final TestCloud cloud = new TestCloud();
  private final HostedZones zones = new HostedZones(cloud.clock);
  private Route53Client client;

  @BeforeEach
  void serve() {
    client = cloud.serving(zones).client(Route53Client.builder());
    zones.make(TestCloud.ACCOUNT, ZONE, "shop.internal.");
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private static ResourceRecordSet set(String name, String type, String value) {
    return ResourceRecordSet.builder()
        .name(name)
        .type(type)
        .ttl(300L)
        .resourceRecords(ResourceRecord.builder().value(value).build())
        .build();
  }

  private ChangeInfo change(String zone, String action, ResourceRecordSet... sets) {
    return client
        .changeResourceRecordSets(
            r ->
                r.hostedZoneId(zone)
                    .changeBatch(
                        b ->
                            b.comment("as <wanted> & told")
                                .changes(
                                    List.of(sets).stream()
                                        .map(
                                            s ->
                                                Change.builder()
                                                    .action(action)
                                                    .resourceRecordSet(s)
                                                    .build())
                                        .toList())))
        .changeInfo();
  }

  private List<ResourceRecordSet> all() {
    return client.listResourceRecordSets(r -> r.hostedZoneId(ZONE)).resourceRecordSets();
  }

  @Test
  void whatIsUpsertedIsListedWithAllThatItHas() {
    ResourceRecordSet weighted =
        set("A.shop.internal", "CNAME", "one.example.com").toBuilder()
            .setIdentifier("blue & green")
            .weight(10L)
            .healthCheckId("check-1")
            .build();
    ResourceRecordSet alias =
        ResourceRecordSet.builder()
            .name("b.shop.internal.")
            .type("A")
            .aliasTarget(
                a -> a.dnsName("a.shop.internal").hostedZoneId(ZONE).evaluateTargetHealth(true))
            .build();
    ChangeInfo info = change(ZONE, "UPSERT", weighted, alias);

    assertThat(info.statusAsString()).isEqualTo("PENDING");
    assertThat(info.comment()).isEqualTo("as <wanted> & told");
    assertThat(info.submittedAt()).isEqualTo(cloud.clock.instant());
    assertThat(all()).containsExactly(weighted.toBuilder().name("a.shop.internal.").build(), alias);

    change(ZONE, "UPSERT", set("b.shop.internal", "A", "10.0.0.7"));
    assertThat(all().get(1)).isEqualTo(set("b.shop.internal.", "A", "10.0.0.7"));
  }

  /** "ListResourceRecordSets sorts results first by DNS name with the labels reversed." */
  @Test
  void namesAreListedByTheirLabelsFromTheLastToTheFirstInPages() {
    change(
        ZONE,
        "UPSERT",
        set("z.a.shop.internal", "A", "10.0.0.1"),
        set("b.shop.internal", "A", "10.0.0.2"),
        set("a.shop.internal", "TXT", "\"t\""),
        set("a.shop.internal", "A", "10.0.0.3"));
    ListResourceRecordSetsResponse first =
        client.listResourceRecordSets(r -> r.hostedZoneId(ZONE).maxItems("2"));

    assertThat(first.isTruncated()).isTrue();
    assertThat(first.resourceRecordSets())
        .extracting(ResourceRecordSet::name, ResourceRecordSet::typeAsString)
        .containsExactly(tuple("a.shop.internal.", "A"), tuple("a.shop.internal.", "TXT"));
    assertThat(first.nextRecordName()).isEqualTo("z.a.shop.internal.");
    assertThat(client.listResourceRecordSetsPaginator(r -> r.hostedZoneId(ZONE).maxItems("2")))
        .flatExtracting(ListResourceRecordSetsResponse::resourceRecordSets)
        .hasSize(4);
    assertThat(
            client
                .listResourceRecordSets(
                    r -> r.hostedZoneId(ZONE).startRecordName("B.shop.internal"))
                .resourceRecordSets())
        .singleElement()
        .extracting(ResourceRecordSet::name)
        .isEqualTo("b.shop.internal.");
  }

  @Test
  void aPageHasNoMoreThanThreeHundred() {
    IntStream.range(0, 301)
        .forEach(i -> zones.put(ZONE, set("n%03d.shop.internal".formatted(i), "A", "10.0.0.1")));

    assertThat(all()).hasSize(300);
    assertThat(
            client.listResourceRecordSetsPaginator(r -> r.hostedZoneId(ZONE)).resourceRecordSets())
        .hasSize(301);
  }

  @Test
  void aZoneOfAnotherAccountIsNotThere() {
    zones.make("444455556666", "Z2", "other.internal");

    for (String zone : List.of("Z2", "Z3")) {
      assertThatThrownBy(() -> change(zone, "UPSERT", set("a.other.internal", "A", "10.0.0.1")))
          .isInstanceOf(NoSuchHostedZoneException.class)
          .hasMessageContaining("No hosted zone found with ID: " + zone);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.shop.internal, CNAME, 'conflicts with other records with the same DNS name'",
    "c.shop.internal, A, 'conflicts with other records with the same DNS name'",
    "shop.internal, CNAME, 'conflicts with other records'",
    "a.other.internal, A, 'RRSet with DNS name a.other.internal. is not permitted in zone shop'"
  })
  void whatCannotBeIsRefusedAndNothingOfItsBatchIsDone(String name, String type, String why) {
    change(
        ZONE,
        "UPSERT",
        set("a.shop.internal", "A", "10.0.0.1"),
        set("c.shop.internal", "CNAME", "d.example.com"));
    List<ResourceRecordSet> before = all();

    assertThatThrownBy(
            () ->
                change(
                    ZONE,
                    "UPSERT",
                    set("b.shop.internal", "A", "10.0.0.2"),
                    set(name, type, "10.0.0.3")))
        .isInstanceOf(InvalidChangeBatchException.class)
        .hasMessageContaining(why);
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void otherActionsAreNotKnownHere() {
    assertThatThrownBy(() -> change(ZONE, "DELETE", set("a.shop.internal", "A", "10.0.0.1")))
        .isInstanceOf(Route53Exception.class)
        .hasMessageContaining("does not know the action DELETE");
  }

  @Test
  void throttlingAndDenialHaveTheNamesThatTheClientKnows() {
    cloud.faults = (caller, service, operation) -> InjectedFault.THROTTLED;
    assertThatThrownBy(this::all)
        .isInstanceOfSatisfying(
            Route53Exception.class, e -> assertThat(e.isThrottlingException()).isTrue());

    cloud.faults = FaultPlan.NEVER;
    cloud.authorizer =
        (caller, need) -> {
          assertThat(need.action()).isEqualTo("route53:ListResourceRecordSets");
          assertThat(need.resource()).isEqualTo("arn:aws:route53:::hostedzone/Z1");
          throw new AwsFault("AccessDenied", 403, "no");
        };
    assertThatThrownBy(this::all)
        .isInstanceOfSatisfying(
            Route53Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  @Test
  void rightsAreAskedForWithWhatPoliciesCanBindThemBy() {
    change(
        ZONE,
        "UPSERT",
        set("B.shop.internal.", "CNAME", "b.example.com"),
        set("c.shop.internal", "A", "10.0.0.1"));

    assertThat(cloud.log.last().needs().getFirst().context())
        .containsEntry("route53:ChangeResourceRecordSetsActions", "UPSERT")
        .containsEntry("route53:ChangeResourceRecordSetsRecordTypes", "CNAME,A")
        .containsEntry(
            "route53:ChangeResourceRecordSetsNormalizedRecordNames",
            "b.shop.internal,c.shop.internal");
  }
}
