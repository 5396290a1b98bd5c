package awsemulator.elasticache;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.state.BusyInterval;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.OperationTiming;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

class TlsTest {
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void goesToPreferredAndThenToRequired() {
    cloud.create(LocalCloud.small("orders"));
    ReplicationGroup preferred = cloud.modified("orders", TlsTest::preferred);
    assertThat(preferred.transitEncryptionEnabled()).isTrue();
    assertThat(preferred.transitEncryptionModeAsString()).isEqualTo("preferred");
    ReplicationGroup required = cloud.modified("orders", TlsTest::required);
    assertThat(required.transitEncryptionModeAsString()).isEqualTo("required");
    assertThat(required.nodeGroups()).isEqualTo(preferred.nodeGroups());
    assertThat(cloud.data.told)
        .contains("accept orders PLAINTEXT", "accept orders PLAINTEXT_AND_TLS")
        .endsWith("accept orders TLS");
  }

  @Test
  void stillReadsAvailableRightAfterModify() {
    cloud.create(LocalCloud.small("orders"));
    cloud.modify("orders", TlsTest::preferred);
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertThat(cloud.group("orders").pendingModifiedValues().transitEncryptionModeAsString())
        .isEqualTo("preferred");
    cloud.clock.advance(OperationTiming.usual().statusLag());
    assertThat(cloud.group("orders").status()).isEqualTo("modifying");
    assertThat(cloud.node("orders-001").cacheClusterStatus()).isEqualTo("modifying");
    assertThat(cloud.group("orders").transitEncryptionEnabled()).isFalse();
    cloud.clock.advance(OperationTiming.usual().tls());
    ReplicationGroup after = cloud.group("orders");
    assertThat(after.status()).isEqualTo("available");
    assertThat(after.pendingModifiedValues().transitEncryptionEnabled()).isNull();
    assertThat(cloud.node("orders-001").transitEncryptionEnabled()).isTrue();
  }

  @Test
  void waitsForTheMaintenanceWindowWithoutApplyImmediately() {
    cloud.create(LocalCloud.small("orders"));
    ReplicationGroup after = cloud.modified("orders", r -> preferred(r).applyImmediately(false));
    assertThat(after.status()).isEqualTo("available");
    assertThat(after.transitEncryptionEnabled()).isFalse();
    assertThat(after.pendingModifiedValues().transitEncryptionEnabled()).isTrue();
  }

  @Test
  void appliesWhatWasPendingWithTheNextImmediateChange() {
    cloud.create(LocalCloud.small("orders"));
    cloud.modified("orders", r -> preferred(r).applyImmediately(false));
    ReplicationGroup after =
        cloud.modified("orders", r -> r.replicationGroupDescription("another"));
    assertThat(after.description()).isEqualTo("another");
    assertThat(after.transitEncryptionEnabled()).isTrue();
  }

  @Test
  void renamesEndpointsAtPreferredAndNotAgain() {
    String hash = new CloudPlace(LocalCloud.ACCOUNT, LocalCloud.REGION, "aws").hash();
    ReplicationGroup before = cloud.create(LocalCloud.small("orders"));
    assertThat(before.nodeGroups().getFirst().primaryEndpoint().address())
        .isEqualTo("orders." + hash + ".ng.0001.euw1.cache.amazonaws.com");
    ReplicationGroup after = cloud.modified("orders", TlsTest::preferred);
    assertThat(after.nodeGroups().getFirst().primaryEndpoint().address())
        .isEqualTo("master.orders." + hash + ".euw1.cache.amazonaws.com");
    assertThat(after.nodeGroups().getFirst().readerEndpoint().address())
        .isEqualTo("replica.orders." + hash + ".euw1.cache.amazonaws.com");
    assertThat(cloud.node("orders-002").cacheNodes().getFirst().endpoint().address())
        .isEqualTo("orders-002.orders." + hash + ".euw1.cache.amazonaws.com");
  }

  @Test
  void goesBackFromRequiredByPreferredToPlaintext() {
    String plain =
        cloud
            .create(LocalCloud.small("orders"))
            .nodeGroups()
            .getFirst()
            .primaryEndpoint()
            .address();
    cloud.modified("orders", TlsTest::preferred);
    cloud.modified("orders", TlsTest::required);
    assertRefused(
        () -> cloud.modify("orders", r -> r.transitEncryptionEnabled(false)),
        "InvalidParameterCombination",
        "Before disabling transit encryption, mode must be transitioned back to preferred first.");
    cloud.modified("orders", TlsTest::preferred);
    ReplicationGroup off = cloud.modified("orders", r -> r.transitEncryptionEnabled(false));
    assertThat(off.transitEncryptionEnabled()).isFalse();
    assertThat(off.transitEncryptionModeAsString()).isNull();
    assertThat(off.nodeGroups().getFirst().primaryEndpoint().address()).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true||If you are enabling in-transit encryption for an existing cluster, you must also set"
            + " TransitEncryptionMode to preferred.",
        "|preferred|To modify transit encryption mode, set encryption-in-transit as enabled.",
        "false|preferred|To modify transit encryption mode, set encryption-in-transit as enabled.",
        "true|required|Setting TransitEncryptionMode to required is a two-step process that"
            + " requires you to first set the TransitEncryptionMode to preferred, after that you"
            + " can set TransitEncryptionMode to required.",
        "false||No modifications were requested"
      })
  void refusesCombinations(Boolean enabled, String mode, String message) {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () ->
            cloud.modify(
                "orders", r -> r.transitEncryptionEnabled(enabled).transitEncryptionMode(mode)),
        "InvalidParameterCombination",
        message);
  }

  @Test
  void refusesOlderEngines() {
    cloud.create(LocalCloud.small("orders").engineVersion("6.2"));
    assertRefused(
        () -> cloud.modify("orders", TlsTest::preferred),
        "InvalidParameterCombination",
        "Transit encryption mode is not supported for engine version 6.2.6. Please use engine"
            + " version 7.0.5 or higher.");
  }

  @Test
  void refusesTlsMembersForGroupsWithAccessControl() {
    cloud.create(LocalCloud.secured("orders").authToken("a-token-of-many-letters"));
    assertRefused(
        () -> cloud.modify("orders", TlsTest::required),
        "InvalidParameterCombination",
        "Modification of transit encryption is not supported for access control enabled clusters.");
  }

  @Test
  void refusesPreferredTogetherWithAToken() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.modify("orders", r -> preferred(r).authToken("a-token-of-many-letters")),
        "InvalidParameterCombination",
        "Transit encryption preferred is not supported with redis access control.");
  }

  @Test
  void refusesAUserGroupInTheCallThatSwitchesTlsOn() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.modify("orders", r -> preferred(r).userGroupIdsToAdd("writers")),
        "InvalidParameterCombination",
        "User group based access control requires encryption-in-transit to be enabled on the"
            + " replication group.");
  }

  @Test
  void refusesAnUnchangedSetting() {
    cloud.create(LocalCloud.secured("orders"));
    assertRefused(
        () -> cloud.modify("orders", TlsTest::required),
        "InvalidParameterCombination",
        "No modifications were requested");
  }

  @Test
  void refusesAChangeWhileOneIsUnderWayEvenIfTheStatusReadsAvailable() {
    cloud.create(LocalCloud.small("orders"));
    cloud.modify("orders", TlsTest::preferred);
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertRefused(
        () -> cloud.modify("orders", TlsTest::preferred),
        "InvalidReplicationGroupState",
        "Replication group must be in available state to modify.");
  }

  @Test
  void tellsWhatItWasBusyWith() {
    cloud.create(LocalCloud.small("orders"));
    cloud.modified("orders", TlsTest::preferred);
    assertThat(cloud.service.view().busy())
        .extracting(BusyInterval::what)
        .containsExactly("creating", "modifying");
    BusyInterval busy = cloud.service.view().busy().get(1);
    assertThat(Duration.between(busy.from(), busy.to())).isEqualTo(OperationTiming.usual().tls());
  }

  private static ModifyReplicationGroupRequest.Builder preferred(
      ModifyReplicationGroupRequest.Builder request) {
    return request.transitEncryptionEnabled(true).transitEncryptionMode("preferred");
  }

  private static ModifyReplicationGroupRequest.Builder required(
      ModifyReplicationGroupRequest.Builder request) {
    return request.transitEncryptionEnabled(true).transitEncryptionMode("required");
  }
}
