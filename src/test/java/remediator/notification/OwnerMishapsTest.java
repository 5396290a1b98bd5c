package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.services.SnsService.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.PolicySetting;

/** Owners who cannot be told, and tags that name whom they may not: no question gets lost. */
class OwnerMishapsTest {
  private static final String SHOP = "arn:aws:sns:us-east-1:111122223333:shop-team";
  private static final String OTHER = "arn:aws:sns:eu-west-1:444455556666:other-team";
  private static final String ANN = "ann@example.com";
  private static final String BOB = "bob.b+caches@example.com";
  private static final String NOTICES = "Notices";
  private static final Pattern LINK = Pattern.compile("https://\\S+[?]t=\\S+");

  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void deploy(Map<String, String> parameters) {
    run = new CloudRun(parameters);
    for (Gate gate : Gate.values()) {
      run.gates().ignore(gate.key());
    }
  }

  private void listed() {
    deploy(Map.of("NotifyTopics", SHOP + "," + OTHER, "NotifyAddresses", ANN + ",," + BOB));
  }

  private void ask(String notify) {
    Sample.tag(run, Sample.ORDERS, "notify", notify);
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).send(event);
    run.forTime(Duration.ofHours(1));
  }

  private String topic(String output) {
    return run.deployment().outputs().get(output);
  }

  private List<Message> on(String topic) {
    return run.messages().stream().filter(m -> m.topicArn().equals(topic)).toList();
  }

  private List<Message> deployment() {
    return on(topic(NOTICES));
  }

  private Object lastEvent(String name) {
    return run.events().getLast().detail().get(name);
  }

  private String history() {
    return run.ledger(Sample.ORDERS).orElseThrow().history().toString();
  }

  // ---------- Mail addresses ----------

  @Test
  void eachAddressGetsTheMessagesThatNameItAndNoOther() {
    listed();
    run.sns().confirm(ANN);
    run.sns().confirm(BOB);
    Sample.tag(run, Sample.CART, "notify", BOB);
    Sample.tag(run, Sample.PROFILES, "notify", ANN + " " + BOB);
    for (byte[] event : List.of(Sample.ofCart().bytes(), Sample.ofProfiles().bytes())) {
      run.importing(event).send(event);
    }
    ask(ANN);

    assertThat(groups(run.sns().received(ANN)))
        .containsExactlyInAnyOrder(Sample.ORDERS, Sample.PROFILES);
    assertThat(groups(run.sns().received(BOB)))
        .containsExactlyInAnyOrder(Sample.CART, Sample.PROFILES);
    assertThat(deployment()).isEmpty();
    assertThat(run.messages()).hasSize(3).allMatch(m -> LINK.matcher(m.message()).find());
    assertThat(run.events())
        .filteredOn(e -> Sample.PROFILES.equals(e.detail().get("group")))
        .singleElement()
        .satisfies(e -> assertThat(e.detail()).containsEntry("notified", List.of(ANN, BOB)));
    assertThat(Sample.notes(run))
        .anyMatch(n -> n.endsWith("). Questions and results go to " + ANN + " " + BOB + "."));
  }

  /** By the function that takes findings, which asks no gate. */
  @Test
  void anAddressIsToldOfAPlanToo() {
    listed();
    run.sns().confirm(ANN);
    Sample.tag(run, Sample.ORDERS, "mode", "plan-only");
    ask(ANN);

    assertThat(run.sns().received(ANN))
        .singleElement()
        .satisfies(m -> assertThat(m.messageAttributes()).containsEntry("kind", "PLAN_ONLY"));
    assertThat(deployment()).isEmpty();
  }

  private static List<String> groups(List<Message> messages) {
    return messages.stream().map(m -> m.messageAttributes().get("group")).toList();
  }

  /** SNS accepts a message to such an address, and sends no mail. */
  @Test
  void anAddressThatHasNotConfirmedIsToldThroughTheDeployment() {
    listed();
    run.sns().confirm(ANN);
    ask(ANN + " " + BOB);

    assertThat(run.sns().received(ANN)).hasSize(1);
    assertThat(deployment())
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.message())
                    .startsWith("THE OWNER OF THIS GROUP WAS NOT TOLD")
                    .contains(
                        BOB + ": has not confirmed its subscription to " + topic("OwnerNotices"))
                    .containsPattern(LINK));
    assertThat(lastEvent("notified")).isEqualTo(List.of(ANN, topic(NOTICES)));
    assertThat(history()).contains("not told to its owner: " + BOB);
  }

  @Test
  void whereNobodyHasConfirmedOnlyTheDeploymentIsTold() {
    listed();
    ask(ANN);

    assertThat(run.messages()).isEqualTo(deployment()).hasSize(1);
    assertThat(lastEvent("notNotified").toString()).contains(ANN);
  }

  @Test
  void whereSubscriptionsCannotBeReadBothAreTold() {
    listed();
    run.sns().confirm(ANN);
    run.faults().always("SNS.ListSubscriptionsByTopic", InjectedFault.ACCESS_DENIED);
    ask(ANN);

    assertThat(run.sns().received(ANN)).hasSize(1);
    assertThat(deployment())
        .singleElement()
        .satisfies(m -> assertThat(m.message()).contains("could not be read"));
  }

  // ---------- Topics that take nothing ----------

  @ParameterizedTest
  @ValueSource(strings = {SHOP, OTHER})
  void whatADeletedTopicCannotTakeGoesToTheDeploymentWithTheReason(String topic) {
    listed();
    run.sns().delete(topic);
    ask(topic);

    assertThat(run.messages()).isEqualTo(deployment());
    assertThat(deployment())
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.message())
                    .startsWith("THE OWNER OF THIS GROUP WAS NOT TOLD")
                    .contains("- " + topic + ": ", "Topic does not exist")
                    .containsPattern(LINK));
    assertThat(lastEvent("notified")).isEqualTo(List.of(topic(NOTICES)));
    assertThat(history()).contains("not told to its owner: " + topic);
  }

  /** As often as the SDK asks by itself. */
  @ParameterizedTest
  @CsvSource({"ACCESS_DENIED, 1", "THROTTLED, 4", "SERVER_ERROR, 4", "TIMEOUT_BEFORE, 4"})
  void soIsItWhereSnsRefusesOrDoesNotAnswer(InjectedFault fault, int times) {
    listed();
    run.faults().next("SNS.Publish", fault, times);
    ask(SHOP);

    assertThat(run.messages()).isEqualTo(deployment()).hasSize(1);
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().openGate()).contains("required");
  }

  /** The SDK asks four times for each topic; then the state machine tries the step again. */
  @Test
  void whereNeitherIsToldTheStepIsTriedAgain() {
    listed();
    run.faults().next("SNS.Publish", InjectedFault.SERVER_ERROR, 8);
    ask(SHOP);

    assertThat(run.log("a function failed")).hasSize(1);
    assertThat(on(SHOP)).hasSize(1);
    assertThat(deployment()).isEmpty();
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().openGate()).contains("required");
  }

  // ---------- Tags ----------

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sns:us-east-1:111122223333:unknown",
    "eve@example.com",
    "ann@example.com eve@example.com",
    "ann@example.com  arn:aws:sns:us-east-1:111122223333:shop-team",
    "shop-team",
    "Ann@example.com",
    "http://example.com/hook"
  })
  void whoIsNotListedIsAMistakeAndIsNotTold(String notify) {
    listed();
    ask(notify);

    assertThat(run.messages()).isEmpty();
    assertThat(run.executions()).isEmpty();
    assertThat(Sample.notes(run))
        .singleElement()
        .satisfies(
            note ->
                assertThat(note)
                    .startsWith("Not remediated: ")
                    .contains(
                        "the tag elasticache-encryption:notify is \"" + notify + "\"",
                        "legal is none, " + SHOP + ", " + OTHER + ", " + ANN + ", " + BOB));
    assertThat(run.log("finding").getLast()).containsEntry("decision", "REFUSED");
  }

  /** The other layers are about many groups, which have not one owner. */
  @Test
  void aPolicyLayerCanNameNobody() {
    listed();
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm()
        .putParameter(
            r ->
                r.name("/elasticache-encryption/_policy/accounts/" + LocalCloud.ACCOUNT)
                    .type("String")
                    .value("{\"notify\":\"" + SHOP + "\"}"));
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).send(event);
    run.forTime(Duration.ofHours(1));

    assertThat(run.executions()).isEmpty();
    assertThat(run.messages()).isEqualTo(deployment()).isNotEmpty();
    assertThat(deployment().toString()).contains("notify can be set by a tag on a group only");
  }

  @Test
  void whereNobodyIsListedTheMistakeNamesTheParameters() {
    deploy(Map.of());
    ask(SHOP);

    assertThat(Sample.notes(run).getFirst())
        .contains(
            "legal is none, since neither of the parameters NotifyTopics and NotifyAddresses");
    assertThat(run.executions()).isEmpty();
  }

  @Test
  void theTagMaySayThatNobodyIsNamed() {
    listed();
    ask("none");

    assertThat(run.messages()).isEqualTo(deployment()).hasSize(1);
    assertThat(deployment().getFirst().message()).doesNotContain("WAS NOT TOLD");
  }

  /** The reminder goes to the new owner; the link of the first message holds as long as it says. */
  @Test
  void aTagThatIsChangedMeanwhileCountsFromTheNextMessage() {
    listed();
    Sample.tag(run, Sample.CART, "notify", SHOP);
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).send(event);
    run.forTime(Duration.ofHours(1));
    Sample.tag(run, Sample.CART, "notify", OTHER);
    run.forTime(Duration.ofDays(13));

    assertThat(run.ledger(Sample.CART).orElseThrow().policy())
        .containsEntry(PolicySetting.NOTIFY.key(), OTHER);
    assertThat(run.messages()).extracting(Message::topicArn).containsExactly(SHOP, OTHER);
    for (Message message : run.messages()) {
      assertThat(run.page().get(link(message), "en").status()).isEqualTo(200);
    }
  }

  private static String link(Message message) {
    Matcher matcher = LINK.matcher(message.message());
    assertThat(matcher.find()).isTrue();
    return matcher.group();
  }

  @Test
  void aTagThatIsSpoiltMeanwhileBringsTheQuestionToTheDeployment() {
    listed();
    ask(SHOP);
    Sample.tag(run, Sample.ORDERS, "notify", "eve@example.com");
    run.forTime(Duration.ofDays(15));

    assertThat(on(SHOP)).hasSize(1);
    assertThat(deployment())
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.message())
                    .contains(
                        "the tag elasticache-encryption:notify is \"eve@example.com\"; legal is"
                            + " none, "
                            + SHOP,
                        "Correct the tag")
                    .containsPattern(LINK));
  }

  /** Of what is gone, or cannot be looked at, the ledger knows who was named. */
  @Test
  void whoWasNamedIsToldThatTheGroupIsGone() {
    listed();
    ask(SHOP);
    Sample.elastiCache(run).deleteReplicationGroup(r -> r.replicationGroupId("orders-cache"));
    run.forTime(Duration.ofDays(60));

    assertThat(run.ledger(Sample.ORDERS).orElseThrow().running()).isFalse();
    assertThat(run.messages()).isEqualTo(on(SHOP)).hasSizeGreaterThan(1);
  }

  @Test
  void tagsThatCannotBeReadLeaveTheOwnerAsItWas() {
    listed();
    ask(SHOP);
    run.faults().always("ElastiCache.ListTagsForResource", InjectedFault.ACCESS_DENIED);
    run.forTime(Duration.ofDays(15));

    assertThat(on(SHOP)).hasSizeGreaterThan(1);
    assertThat(deployment()).isEmpty();
  }

  @Test
  void withoutAListNobodyLooksForATag() {
    deploy(Map.of());
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).send(event);
    run.forTime(Duration.ofHours(1));

    long tagged = run.calls().stream().filter("ElastiCache.ListTagsForResource"::equals).count();
    assertThat(tagged).isEqualTo(1);
    assertThat(lastEvent("notified")).isEqualTo(List.of(topic(NOTICES)));
    assertThat(Optional.ofNullable(lastEvent("notNotified"))).isEmpty();
    assertThat(run.calls().stream().filter(c -> c.startsWith("SNS.")).collect(Collectors.toSet()))
        .containsExactly("SNS.Publish");
  }
}
