package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.services.SnsService.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;

/** Two teams and their groups in one deployment: each is told of its own, by whichever channel. */
class OwnersToldTest {
  private static final String SHOP = "arn:aws:sns:us-east-1:111122223333:shop-team";

  /** A topic is told in its own account and Region, which need not be the deployment's. */
  private static final String MONEY = "arn:aws:sns:eu-west-1:444455556666:money-team";

  private static final Set<String> OF_SHOP = Set.of(Sample.ORDERS, Sample.CART);
  private static final Set<String> OF_MONEY = Set.of(Sample.PROFILES, Sample.BILLING);
  private static final Pattern LINK = Pattern.compile("https://\\S+[?]t=\\S+");
  private static final Pattern COMMAND = Pattern.compile("facts[.]M[.]GATE_TOKEN");

  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void deploy(Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.putIfAbsent("Chat", "yes");
    all.putIfAbsent("DeletionsOnPage", "yes");
    run = new CloudRun(all);
  }

  private void withTopics(Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("NotifyTopics", SHOP + "," + MONEY);
    deploy(all);
    OF_SHOP.forEach(group -> Sample.tag(run, group, "notify", SHOP));
    OF_MONEY.forEach(group -> Sample.tag(run, group, "notify", MONEY));
  }

  private void send(Events... events) {
    for (Events event : events) {
      run.importing(event.bytes()).send(event.bytes());
    }
  }

  private List<Message> on(String topic) {
    return run.messages().stream().filter(m -> m.topicArn().equals(topic)).toList();
  }

  private List<Message> elsewhere(String... topics) {
    return run.messages().stream()
        .filter(m -> !Arrays.asList(topics).contains(m.topicArn()))
        .toList();
  }

  private static Set<String> links(List<Message> messages) {
    return messages.stream()
        .flatMap(m -> LINK.matcher(m.message()).results())
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static Set<String> attribute(List<Message> messages, String name) {
    return messages.stream()
        .map(m -> m.messageAttributes().getOrDefault(name, "-"))
        .collect(Collectors.toSet());
  }

  private static boolean tellsOf(Message message, Set<String> groups) {
    return groups.stream()
        .map(group -> group.substring(group.lastIndexOf(':') + 1))
        .anyMatch(id -> Pattern.compile("\\b" + id + "\\b").matcher(message.message()).find());
  }

  private void eachHasGotItsOwnOnly(List<Message> shop, List<Message> money) {
    assertThat(attribute(shop, "group")).isEqualTo(OF_SHOP);
    assertThat(attribute(money, "group")).isEqualTo(OF_MONEY);
    assertThat(shop).noneMatch(m -> tellsOf(m, OF_MONEY));
    assertThat(money).noneMatch(m -> tellsOf(m, OF_SHOP));
    assertThat(links(shop)).isNotEmpty().doesNotContainAnyElementsOf(links(money));
    assertThat(links(money)).isNotEmpty();
  }

  /** Every gate that there is, with reminders, a way back, and results. */
  @Test
  void ofAllGatesAndResultsEachTopicGetsThoseOfItsGroupsAndNoOtherTopicAny() throws Exception {
    withTopics(
        Map.of(
            "GatePreferred", "ask",
            "TagsMayLoosen", "auth",
            "Data", "accept-loss"));
    Sample.tag(run, Sample.ORDERS, "auth", "token");
    run.gates().thinking(Duration.ofDays(13));

    send(Sample.ofOrders(), Sample.ofCart(), Sample.ofProfiles(), Sample.ofBilling());
    run.toTheEnd();
    assertThat(
            run.invoke(
                "TlsRollbackFunction",
                "{\"tls-rollback\":\"off\",\"group\":\"%s\"}"
                    .formatted(Sample.PROFILES)
                    .getBytes(StandardCharsets.UTF_8)))
        .containsEntry("decision", "TLS_ROLLBACK");
    run.toTheEnd();

    eachHasGotItsOwnOnly(on(SHOP), on(MONEY));
    assertThat(elsewhere(SHOP, MONEY)).isEmpty();
    assertThat(attribute(on(SHOP), "gate"))
        .contains("preferred", "required", "auth", "replace", "cut-over", "retire");
    assertThat(attribute(on(MONEY), "gate"))
        .contains("upgrade", "preferred", "required", "off", "replace", "cut-over", "retire");
    Set<String> gates = new HashSet<>(attribute(run.messages(), "gate"));
    gates.remove("-");
    assertThat(gates)
        .isEqualTo(Arrays.stream(Gate.values()).map(Gate::key).collect(Collectors.toSet()));
    for (String topic : List.of(SHOP, MONEY)) {
      assertThat(attribute(on(topic), "kind"))
          .containsExactlyInAnyOrder("GATE_OPENED", "GATE_REMINDER", "FLOW_ENDED");
      assertThat(on(topic))
          .filteredOn(m -> m.messageAttributes().get("kind").equals("FLOW_ENDED"))
          .allMatch(m -> m.subject().contains(": complete"));
    }
    assertThat(run.events())
        .filteredOn(e -> e.detail().containsKey("group"))
        .isNotEmpty()
        .allSatisfy(
            e ->
                assertThat(e.detail())
                    .containsEntry(
                        "notified",
                        List.of(OF_SHOP.contains(e.detail().get("group")) ? SHOP : MONEY))
                    .doesNotContainKey("link"));
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().history().toString())
        .doesNotContain("not told");
  }

  /** With writes held, rejected, failed and given up, and as a plan. */
  @Test
  void soItIsWithWhatGoesWrongAndWithWhatIsOnlyPlanned() {
    withTopics(Map.of("MaxAttempts", "1"));
    Sample.tag(run, Sample.PROFILES, "mode", "plan-only");
    run.gates().reject("required", "not now");
    send(Sample.ofOrders(), Sample.ofBilling(), Sample.ofProfiles());
    run.toTheEnd();
    run.faults()
        .always("ElastiCache.CreateSnapshot", awsemulator.cloud.InjectedFault.ACCESS_DENIED);
    send(Sample.ofCart());
    run.toTheEnd().clock().advance(Duration.ofDays(1));
    run.send(Sample.ofCart().bytes());
    run.toTheEnd();

    eachHasGotItsOwnOnly(on(SHOP), on(MONEY));
    assertThat(elsewhere(SHOP, MONEY)).isEmpty();
    assertThat(attribute(on(SHOP), "kind")).contains("GATE_OPENED", "FLOW_ENDED", "GIVEN_UP");
    assertThat(attribute(on(MONEY), "kind"))
        .contains("GATE_OPENED", "CUT_OVER", "FLOW_ENDED", "PLAN_ONLY");
    assertThat(on(SHOP).toString())
        .contains("orders-cache: rejected", "cart-single: failed", "cart-single: given up");
  }

  /** What is for those who run the deployment goes to them, and lets nobody answer. */
  @Test
  void disagreementsGoToTheDeploymentAndHoldNoWayToAnswer() {
    withTopics(Map.of());
    run.gates().ignore("cut-over");
    send(Sample.ofCart());
    run.clock().advance(Duration.ofDays(1));
    run.forget(Sample.CART);
    run.clock().advance(Duration.ofHours(2));
    run.send("ReconcileFunction", "{}".getBytes(StandardCharsets.UTF_8));
    run.clock().advance(Duration.ofHours(2));

    List<Message> deployment = elsewhere(SHOP, MONEY);
    assertThat(deployment)
        .extracting(Message::topicArn)
        .contains(run.deployment().outputs().get("Notices"));
    assertThat(deployment)
        .allSatisfy(
            m ->
                assertThat(m.message())
                    .contains("cart-single")
                    .doesNotContainPattern(LINK)
                    .doesNotContainPattern(COMMAND));
  }
}
