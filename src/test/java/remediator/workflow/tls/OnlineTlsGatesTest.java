package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** What a person's answers do to the flow that switches TLS on. */
class OnlineTlsGatesTest {
  private final CloudRun run = new CloudRun(Map.of("TagsMayLoosen", "gate-required"));

  @AfterEach
  void close() {
    run.close();
  }

  private void deliver(byte[] event) {
    run.importing(event).send(event);
    run.toTheEnd();
  }

  private RemediationCase stopped(String group, String outcome) {
    RemediationCase c = run.ledger(group).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(c.attribute(CaseAttribute.OUTCOME)).hasValue(outcome);
    return c;
  }

  private String mode(String group) {
    return run.view().group(group).orElseThrow().transitEncryptionModeAsString();
  }

  @Test
  void rejectedBeforeRequiredItStaysAtPreferredAndSaysHalfDone() {
    run.gates().reject("required", "clients are not ready");
    deliver(Sample.ofOrders().bytes());

    stopped(Sample.ORDERS, "rejected");
    assertThat(mode(Sample.ORDERS)).isEqualTo("preferred");
    assertThat(Sample.notes(run))
        .singleElement()
        .asString()
        .contains("rejected: clients are not ready")
        .contains("half done");
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(1);
    assertThat(Sample.parameters(run, "orders-cache")).doesNotContainKey("next");
  }

  @Test
  void silenceBeforeRequiredMeansNo() {
    run.gates().ignore("required");
    deliver(Sample.ofOrders().bytes());

    stopped(Sample.ORDERS, "expired");
    assertThat(mode(Sample.ORDERS)).isEqualTo("preferred");
    assertThat(Sample.notes(run)).singleElement().asString().contains("nobody answered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"decision\":\"maybe\"}", "{\"decision\":true}", "\"approved\"", "[1]"})
  void anythingButAClearYesIsANo(String answer) {
    run.gates().answer("required", answer);
    deliver(Sample.ofOrders().bytes());

    stopped(Sample.ORDERS, "rejected");
    assertThat(mode(Sample.ORDERS)).isEqualTo("preferred");
  }

  @Test
  void rejectedBeforeTheUpgradeNothingHasHappened() {
    ReplicationGroup before = run.view().group(Sample.PROFILES).orElseThrow();
    run.gates().reject("upgrade", "not now");
    deliver(Sample.ofProfiles().bytes());

    stopped(Sample.PROFILES, "rejected");
    assertThat(run.view().group(Sample.PROFILES)).hasValue(before);
    assertThat(Sample.notes(run)).singleElement().asString().contains("profiles-62 is as it was");
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isZero();
  }

  @Test
  void silenceBeforeTheUpgradeMeansNo() {
    ReplicationGroup before = run.view().group(Sample.PROFILES).orElseThrow();
    run.gates().ignore("upgrade");
    deliver(Sample.ofProfiles().bytes());

    stopped(Sample.PROFILES, "expired");
    assertThat(run.view().group(Sample.PROFILES)).hasValue(before);
  }

  @Test
  void upgradedAndThenRejectedItSaysWhatItIsNow() {
    run.gates().reject("required", "later");
    deliver(Sample.ofProfiles().bytes());

    stopped(Sample.PROFILES, "rejected");
    assertThat(run.gates().asked()).containsExactly("upgrade", "required");
    assertThat(mode(Sample.PROFILES)).isEqualTo("preferred");
    assertThat(Sample.notes(run)).singleElement().asString().contains("half done");
  }

  @Test
  void aTagThatMayLoosenSkipsTheGate() {
    Sample.tag(run, Sample.ORDERS, "gate-required", "skip");
    deliver(Sample.ofOrders().bytes());

    assertThat(run.gates().asked()).isEmpty();
    assertThat(mode(Sample.ORDERS)).isEqualTo("required");
    assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
        .isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void anOwnerWhoCannotBeAskedIsNotTakenToBeSilent() {
    run.faults().always("SNS.Publish", InjectedFault.ACCESS_DENIED);
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).send(event);
    Instant start = run.clock().instant();
    run.toTheEnd();

    stopped(Sample.ORDERS, "failed");
    assertThat(run.clock().instant()).isBefore(start.plus(Duration.ofHours(2)));
    assertThat(Sample.notes(run)).singleElement().asString().contains("nobody could be asked");
  }

  @Test
  void neverDoesTheProductSayResolved() {
    deliver(Sample.ofOrders().bytes());

    assertThat(run.securityHub().findings(LocalCloud.ACCOUNT, LocalCloud.REGION).toString())
        .doesNotContain("RESOLVED");
  }
}
