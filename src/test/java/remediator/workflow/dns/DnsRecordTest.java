package remediator.workflow.dns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.notification.MailText;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The record by which clients find a group follows it to its new endpoint, or is left alone. */
class DnsRecordTest {
  private static final String ZONE = "Z0123456789ABC";
  private static final String NAME = "cache.shop.internal";
  private static final String SHARDED = Sample.arn("search-sharded");
  private static final String CHANGE = "Route53.ChangeResourceRecordSets";
  private static final String LIST = "Route53.ListResourceRecordSets";

  private final CloudRun run =
      new CloudRun(Map.of("DnsZone", ZONE, "TagsMayLoosen", "new-id,data,gate-cut-over"));

  @AfterEach
  void close() {
    run.close();
  }

  @BeforeEach
  void zone() {
    run.dns().make(LocalCloud.ACCOUNT, ZONE, "shop.internal");
    run.dns().put(ZONE, cname("another.shop.internal", "a.example.com"));
  }

  private static ResourceRecordSet cname(String name, String target) {
    return ResourceRecordSet.builder()
        .name(name)
        .type(RRType.CNAME)
        .ttl(300L)
        .healthCheckId("check-1")
        .resourceRecords(ResourceRecord.builder().value(target).build())
        .build();
  }

  private ReplicationGroup group(String arn) {
    return run.view().group(arn).orElseThrow();
  }

  private String host(String arn) {
    ReplicationGroup group = group(arn);
    return group.configurationEndpoint() == null
        ? group.nodeGroups().getFirst().primaryEndpoint().address()
        : group.configurationEndpoint().address();
  }

  private ResourceRecordSet record() {
    return run.dns().sets(ZONE).stream()
        .filter(s -> s.name().equals(NAME + "."))
        .findFirst()
        .orElseThrow();
  }

  private String target() {
    return record().resourceRecords().getFirst().value();
  }

  /** The owner's record and the tag that names it. */
  private void named(String arn) {
    run.dns().put(ZONE, cname(NAME, host(arn)));
    Sample.tag(run, arn, "dns-record", NAME);
  }

  private void deliver(Events events) {
    byte[] event = events.bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
  }

  private RemediationCase kept(String arn) {
    return run.ledger(arn).orElseThrow();
  }

  private String message(String subject) {
    return run.messages().stream()
        .filter(m -> m.subject().contains(subject))
        .map(m -> MailText.unwrapped(m.message()))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private void completed(String arn) {
    assertThat(kept(arn).attribute(CaseAttribute.OUTCOME))
        .as(kept(arn).history().toString())
        .hasValue("complete");
  }

  @Test
  void itIsMovedToThePrimaryEndpointOfTheNewGroupAndKeepsWhatElseItHas() {
    String old = host(Sample.CART);
    named(Sample.CART);
    deliver(Sample.ofCart());

    completed(Sample.CART);
    String made = host(Sample.arn("cart-single-enc"));
    assertThat(made).isNotEqualTo(old);
    assertThat(record()).isEqualTo(cname(NAME + ".", made));
    assertThat(run.dns().sets(ZONE)).hasSize(2);
    assertThat(run.performed(CHANGE)).isEqualTo(1);
    assertThat(kept(Sample.CART).history().toString())
        .contains("the record cache.shop.internal points to " + made);
    assertThat(message("move clients now"))
        .contains("The DNS record cache.shop.internal points to " + made);
  }

  @Test
  void inClusterModeItIsMovedToTheConfigurationEndpoint() {
    named(SHARDED);
    deliver(Events.sample("ec4-three-uneven-shards-replace"));

    completed(SHARDED);
    assertThat(target()).isEqualTo(host(Sample.arn("search-sharded-enc"))).startsWith("clustercfg");
  }

  @Test
  void whereTlsIsSwitchedOnInTheGroupItIsMovedBeforeTheOldNamesEnd() {
    String old = host(Sample.ORDERS);
    named(Sample.ORDERS);
    run.gates().before("required", () -> assertThat(target()).isEqualTo(old));
    deliver(Sample.ofOrders());

    completed(Sample.ORDERS);
    assertThat(target()).isEqualTo(host(Sample.ORDERS)).isNotEqualTo(old);
    assertThat(message(": required (")).contains(NAME + " points to " + old);
  }

  @Test
  void onTheWayBackItIsMovedOnceTlsIsOff() {
    named(Sample.ORDERS);
    deliver(Sample.ofOrders());
    String tls = target();
    run.send(
        "TlsRollbackFunction",
        ("{\"tls-rollback\":\"off\",\"group\":\"" + Sample.ORDERS + "\"}").getBytes(UTF_8));
    run.toTheEnd();

    completed(Sample.ORDERS);
    assertThat(group(Sample.ORDERS).transitEncryptionEnabled()).isFalse();
    assertThat(target()).isEqualTo(host(Sample.ORDERS)).isNotEqualTo(tls);
    assertThat(message(": off (")).contains("the DNS record " + NAME + " points to " + tls);
  }

  @Test
  void withTheSameIdItIsMovedWhenTheIdIsBack() {
    Sample.tag(run, Sample.CART, "new-id", "same");
    named(Sample.CART);
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(target()).isEqualTo(host(Sample.CART));
    assertThat(message(": retire (")).contains("the DNS record cache.shop.internal");
  }

  @Test
  void theGatesSayWhereItPointsForHowLongAndThatTheCertificateDoesNotNameIt() {
    String old = host(Sample.CART);
    named(Sample.CART);
    deliver(Sample.ofCart());

    assertThat(message(": replace ("))
        .contains("the DNS record cache.shop.internal points to " + old)
        .contains("it is moved to the new one")
        .contains("300 seconds")
        .contains("ElastiCache's certificate names its own endpoints only");
    assertThat(message(": cut-over ("))
        .contains("it is moved to " + host(Sample.arn("cart-single-enc")));
    assertThat(message(": retire ("))
        .contains("the DNS record cache.shop.internal does not point to the old endpoint");
  }

  @Test
  void aNoAtCutOverLeavesItAlone() {
    String old = host(Sample.CART);
    named(Sample.CART);
    run.gates().reject("cut-over", "not now");
    deliver(Sample.ofCart());

    assertThat(kept(Sample.CART).attribute(CaseAttribute.OUTCOME)).hasValue("rejected");
    assertThat(target()).isEqualTo(old);
    assertThat(run.performed(CHANGE)).isZero();
  }

  private void refused(String arn, Events events, String... reasons) {
    deliver(events);
    assertThat(run.executions()).isEmpty();
    assertThat(Sample.notes(run)).singleElement().asString().contains(reasons);
    assertThat(run.changes()).noneMatch(c -> c.startsWith("ElastiCache.") || c.equals(CHANGE));
    assertThat(group(arn).status()).isEqualTo("available");
  }

  @Test
  void aRecordThatPointsElsewhereIsRefused() {
    named(Sample.CART);
    run.dns().put(ZONE, cname(NAME, host(Sample.ORDERS)));
    refused(
        Sample.CART,
        Sample.ofCart(),
        "it points to " + host(Sample.ORDERS),
        "not to the group's endpoint " + host(Sample.CART));
  }

  @Test
  void soItIsBeforeTlsIsSwitchedOn() {
    named(Sample.ORDERS);
    run.dns().put(ZONE, cname(NAME, host(Sample.CART)));
    refused(Sample.ORDERS, Sample.ofOrders(), "it points to " + host(Sample.CART));
  }

  @Test
  void aRecordThatIsNotThereIsRefused() {
    Sample.tag(run, Sample.CART, "dns-record", NAME);
    refused(Sample.CART, Sample.ofCart(), "it is not in the hosted zone", "make it there");
  }

  @Test
  void anAliasIsRefused() {
    named(Sample.CART);
    run.dns().remove(ZONE, NAME);
    run.dns()
        .put(
            ZONE,
            ResourceRecordSet.builder()
                .name(NAME)
                .type(RRType.A)
                .aliasTarget(
                    a ->
                        a.dnsName("b.shop.internal").hostedZoneId(ZONE).evaluateTargetHealth(false))
                .build());
    refused(Sample.CART, Sample.ofCart(), "it is an alias", "only a plain CNAME is moved");
  }

  @Test
  void anAddressIsRefused() {
    Sample.tag(run, Sample.CART, "dns-record", NAME);
    run.dns().put(ZONE, cname(NAME, "10.0.0.7").toBuilder().type(RRType.A).build());
    refused(Sample.CART, Sample.ofCart(), "it is of the type A");
  }

  @Test
  void oneOfSeveralIsRefused() {
    named(Sample.CART);
    run.dns().remove(ZONE, NAME);
    run.dns()
        .put(
            ZONE,
            cname(NAME, host(Sample.CART)).toBuilder().setIdentifier("blue").weight(10L).build());
    refused(Sample.CART, Sample.ofCart(), "it is one of several by a routing policy (blue)");
  }

  @Test
  void aRecordOfATrafficPolicyIsRefused() {
    named(Sample.CART);
    run.dns()
        .put(
            ZONE,
            cname(NAME, host(Sample.CART)).toBuilder().trafficPolicyInstanceId("p-1").build());
    refused(Sample.CART, Sample.ofCart(), "it belongs to a traffic policy");
  }

  @Test
  void aZoneOfAnotherAccountIsRefusedWithTheTrueCause() {
    named(Sample.CART);
    run.dns().make("444455556666", ZONE, "shop.internal");
    refused(
        Sample.CART,
        Sample.ofCart(),
        "cannot be looked at: No hosted zone found with ID: " + ZONE,
        "the parameter DnsZone is the id of a hosted zone of the deployment's own account");
  }

  @Test
  void aDeniedLookIsRefusedWithTheTrueCause() {
    named(Sample.CART);
    run.faults().always(LIST, InjectedFault.ACCESS_DENIED);
    refused(Sample.CART, Sample.ofCart(), "is not authorized to perform: route53:List");
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    Sample.tag(run, Sample.CART, "dns-record", "Cache");
    refused(Sample.CART, Sample.ofCart(), "legal is none, or a name such as cache.shop.internal");
  }

  @Test
  void lettersAndTheLastDotMakeNoDifference() {
    run.dns()
        .put(ZONE, cname("CACHE.shop.internal", host(Sample.CART).toUpperCase(Locale.ROOT) + "."));
    Sample.tag(run, Sample.CART, "dns-record", NAME + ".");
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(target()).isEqualTo(host(Sample.arn("cart-single-enc")));
  }

  /** A throttled call is tried again: by the client, the function, or the step. */
  @ParameterizedTest
  @CsvSource({
    "Route53.ListResourceRecordSets, THROTTLED",
    "Route53.ChangeResourceRecordSets, THROTTLED",
    "Route53.ChangeResourceRecordSets, SERVER_ERROR",
    "Route53.ChangeResourceRecordSets, WRONG_STATE",
    "Route53.ChangeResourceRecordSets, TIMEOUT_BEFORE"
  })
  void whatPassesIsWaitedFor(String call, InjectedFault fault) {
    named(Sample.CART);
    run.gates().before("cut-over", () -> run.faults().next(call, fault, 9));
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(run.faults().unused()).isEmpty();
    assertThat(target()).isEqualTo(host(Sample.arn("cart-single-enc")));
    assertThat(run.messages()).noneMatch(m -> m.subject().contains("was not moved"));
  }

  /** As where the function is killed: the record tells that it was moved. */
  @Test
  void aMoveWhoseAnswerIsLostIsSeen() {
    named(Sample.CART);
    run.gates().before("cut-over", () -> run.faults().next(CHANGE, InjectedFault.TIMEOUT_AFTER, 4));
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(run.performed(CHANGE)).as("tries of one client, and no more").isEqualTo(4);
    assertThat(target()).isEqualTo(host(Sample.arn("cart-single-enc")));
    assertThat(run.messages()).noneMatch(m -> m.subject().contains("was not moved"));
  }

  /** Until somebody has moved it, the old group stays. */
  @ParameterizedTest
  @ValueSource(strings = {"ACCESS_DENIED", "SERVER_ERROR"})
  void whereItCannotBeMovedAPersonIsToldHowAndTheOldGroupWaits(InjectedFault fault) {
    String old = host(Sample.CART);
    named(Sample.CART);
    run.faults().always(CHANGE, fault);
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(() -> run.gates().asked().contains("retire"));
    run.forTime(Duration.ofDays(2));

    String made = host(Sample.arn("cart-single-enc"));
    String command =
        "aws route53 change-resource-record-sets --hosted-zone-id "
            + ZONE
            + " --change-batch '{\"Changes\":[{\"Action\":\"UPSERT\",\"ResourceRecordSet\":"
            + "{\"Name\":\"cache.shop.internal\",\"Type\":\"CNAME\",\"TTL\":60,"
            + "\"ResourceRecords\":[{\"Value\":\""
            + made
            + "\"}]}}]}'";
    assertThat(message("a DNS record was not moved"))
        .contains(NAME + " WAS NOT MOVED to " + made)
        .contains(command);
    assertThat(message(": retire ("))
        .contains("CUT OFF WITH THE DELETION, WHICH WAITS: the DNS record " + NAME)
        .contains("still points to " + old)
        .contains(command);
    assertThat(group(Sample.CART).status()).isEqualTo("available");

    run.dns().put(ZONE, cname(NAME, made));
    run.toTheEnd();
    completed(Sample.CART);
    assertThat(run.view().group(Sample.CART)).isEmpty();
  }

  @Test
  void aRecordThatNobodyMovesKeepsTheOldGroup() {
    named(Sample.CART);
    run.faults().always(CHANGE, InjectedFault.ACCESS_DENIED);
    deliver(Sample.ofCart());

    assertThat(kept(Sample.CART).attribute(CaseAttribute.OUTCOME)).hasValue("failed");
    assertThat(Sample.notes(run).getFirst())
        .contains("the DNS record " + NAME + " still points to")
        .contains("point it to " + host(Sample.arn("cart-single-enc")));
    assertThat(group(Sample.CART).status()).isEqualTo("available");
  }

  @Test
  void aRecordThatCannotBeLookedAtAfterTheCutOverKeepsTheOldGroupUntilItCan() {
    named(Sample.CART);
    run.gates().before("retire", () -> run.faults().always(LIST, InjectedFault.ACCESS_DENIED));
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(() -> run.gates().asked().contains("retire"));
    run.forTime(Duration.ofDays(2));
    assertThat(group(Sample.CART).status()).isEqualTo("available");

    run.faults().clear();
    run.toTheEnd();
    completed(Sample.CART);
  }

  @Test
  void whereSomebodyHasPointedItElsewhereMeanwhileItIsLeftAloneAndTold() {
    named(Sample.CART);
    run.gates().before("cut-over", () -> run.dns().put(ZONE, cname(NAME, host(Sample.ORDERS))));
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(target()).isEqualTo(host(Sample.ORDERS));
    assertThat(run.performed(CHANGE)).isZero();
    assertThat(message("a DNS record was not moved"))
        .contains("somebody has pointed it to " + host(Sample.ORDERS) + " meanwhile")
        .doesNotContain("change-resource-record-sets");
  }

  @Test
  void whereSomebodyHasMovedItAlreadyNothingIsLeftToDo() {
    named(Sample.CART);
    run.gates()
        .before(
            "cut-over",
            () -> run.dns().put(ZONE, cname(NAME, host(Sample.arn("cart-single-enc")))));
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(run.performed(CHANGE)).isZero();
    assertThat(run.messages()).noneMatch(m -> m.subject().contains("was not moved"));
  }

  @Test
  void whereSomebodyHasDeletedItOrMadeItAnotherKindItIsTold() {
    named(Sample.CART);
    run.gates().before("cut-over", () -> run.dns().remove(ZONE, NAME));
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(message("a DNS record was not moved")).contains("it is not in the hosted zone");
    assertThat(run.dns().sets(ZONE)).hasSize(1);
  }

  @Test
  void anotherGroupWithoutTheTagIsNotLookedUp() {
    deliver(Sample.ofCart());

    completed(Sample.CART);
    assertThat(run.calls()).noneMatch(c -> c.startsWith("Route53."));
  }

  /** Where TLS is switched on, the step does not come again: one try, and a person is told. */
  @Test
  void whereTlsIsSwitchedOnAnOutageOfRoute53IsToldAndHoldsNothingUp() {
    String old = host(Sample.ORDERS);
    named(Sample.ORDERS);
    run.faults().always(CHANGE, InjectedFault.SERVER_ERROR);
    deliver(Sample.ofOrders());

    completed(Sample.ORDERS);
    assertThat(target()).isEqualTo(old);
    assertThat(message("a DNS record was not moved")).contains("aws route53 change-resource");
  }

  @Test
  void withoutAZoneItIsRefused() {
    try (CloudRun other = new CloudRun()) {
      Sample.tag(other, Sample.CART, "dns-record", NAME);
      byte[] event = Sample.ofCart().bytes();
      other.importing(event).deliver(event);
      other.toTheEnd();

      assertThat(other.executions()).isEmpty();
      assertThat(Sample.notes(other))
          .singleElement()
          .asString()
          .contains("no hosted zone may be written", "name the zone by the parameter DnsZone");
      assertThat(other.calls()).noneMatch(c -> c.startsWith("Route53."));
    }
  }

  @Test
  void theHistoryNamesItOnce() {
    named(Sample.CART);
    deliver(Sample.ofCart());

    List<String> told =
        kept(Sample.CART).history().stream()
            .map(Object::toString)
            .filter(h -> h.contains("the record " + NAME))
            .toList();
    assertThat(told).hasSize(1);
  }
}
