package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/**
 * A gate before plaintext and TLS are both accepted, for owners whose clients name single nodes.
 */
class PreferredGateTest {
  private CloudRun run = new CloudRun(Map.of("GatePreferred", "ask"));

  @AfterEach
  void close() {
    run.close();
  }

  private void withDefaults() {
    run.close();
    run = new CloudRun();
  }

  private long modifications() {
    return run.performed("ElastiCache.ModifyReplicationGroup");
  }

  @Test
  void nothingIsAskedOfElastiCacheBeforeTheAnswer() {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    run.until(() -> !run.gates().asked().isEmpty());

    assertThat(run.gates().asked()).containsExactly("preferred");
    assertThat(modifications()).isZero();
    assertThat(Tls.kept(run, Tls.ORDERS).attributes())
        .doesNotContainKey(CaseAttribute.LAST_REQUEST);

    run.toTheEnd();
    assertThat(run.gates().asked()).containsExactly("preferred", "required");
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
    assertThat(Tls.kept(run, Tls.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void theQuestionNamesTheNodesWhoseNamesEnd() {
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.message(run, "/orders-cache: preferred ("))
        .contains("May orders-cache accept TLS beside plaintext")
        .contains("TLS: none -> preferred")
        .containsPattern("names of single nodes that end: orders-cache-001\\.[^ ]+:?[0-9]*,");
    assertThat(Tls.notes(run)).singleElement().asString().contains("Done");
  }

  @Test
  void aNoLeavesTheGroupAsItWas() {
    run.gates().reject("preferred", "dashboards name the nodes");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(modifications()).isZero();
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("none");
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("dashboards name the nodes")
        .contains("orders-cache is as it was");
  }

  @Test
  void silenceIsRemindedOfOnceAndThenANo() {
    run.gates().ignore("preferred");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.subjects(run))
        .containsExactly(
            "Approval needed: orders-cache: preferred",
            "Reminder 1: orders-cache: preferred",
            "orders-cache: expired");
    assertThat(modifications()).isZero();
  }

  @Test
  void aTagAsksForIt() {
    withDefaults();
    Tls.tag(run, Tls.ORDERS, "gate-preferred", "ask");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("preferred", "required");
  }

  @Test
  void byDefaultThereIsNone() {
    withDefaults();
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("required");
  }

  @Test
  void afterAnUpgradeItIsAQuestionOfItsOwn() {
    Tls.deliver(run, Events.sample("ec5-redis-6.2-upgrade-then-tls").bytes());

    assertThat(run.gates().asked()).containsExactly("upgrade", "preferred", "required");
    assertThat(Tls.message(run, ": upgrade (")).doesNotContain("TLS preferred (8 to 10");
    assertThat(Tls.mode(run, Tls.arn("profiles-62"))).isEqualTo("required");
  }

  @Test
  void aGroupThatAcceptsBothAlreadyIsNotAskedAbout() {
    Tls.deliver(run, Events.sample("ec5-half-done-preferred").bytes());

    assertThat(run.gates().asked()).containsExactly("required");
  }

  @Test
  void onHoldAYesWaits() {
    run.gates()
        .before(
            "preferred",
            () ->
                run.operator("111122223333", "us-east-1")
                    .ssm()
                    .putParameter(
                        r ->
                            r.name("/elasticache-encryption/switch")
                                .value("hold")
                                .overwrite(true)));
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    run.forTime(Duration.ofDays(1));

    assertThat(run.gates().asked()).isEqualTo(List.of("preferred"));
    assertThat(modifications()).isZero();
    assertThat(Tls.kept(run, Tls.ORDERS).history().getLast().text())
        .startsWith("EnableTlsPreferred waits");
  }
}
