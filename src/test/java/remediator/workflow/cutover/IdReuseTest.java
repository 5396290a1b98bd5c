package remediator.workflow.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.ClientTarget;
import awsemulator.data.DataPlane;
import awsemulator.data.LoadClient;
import awsemulator.data.NoData;
import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.state.CreateFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.aws.AccountRegion;
import remediator.ledger.CaseAttribute;
import remediator.local.ObservedBy;
import remediator.local.Stage;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** A replacement under the same id: the old group goes before the new one is made. */
class IdReuseTest {
  private static final String GROUP = "search-sharded";
  private static final String COPY = "search-sharded-enc";
  private static final String EVENT = "ec4-three-uneven-shards-replace.json";
  private static final Map<String, String> SAME = Map.of("NewId", "same");

  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  private Stage run(Map<String, String> parameters, String rejectedAt) {
    stage = new Stage(GROUP, new NoData(), parameters).withSurroundings().rejectingAt(rejectedAt);
    return stage;
  }

  private ReplicationGroup group() {
    return stage
        .aws()
        .elastiCache(AccountRegion.of(stage.group()))
        .describeReplicationGroups(r -> r.replicationGroupId(GROUP))
        .replicationGroups()
        .getFirst();
  }

  private Iterable<String> scaled() {
    return stage
        .aws()
        .autoScaling(AccountRegion.of(stage.group()))
        .describeScalableTargets(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
        .scalableTargets()
        .stream()
        .map(ScalableTarget::resourceId)
        .toList();
  }

  @Test
  void theGroupComesBackUnderItsIdEncryptedAndTheCopyGoes() {
    run(SAME, "").deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME))
        .as("%s", stage.ledger().history())
        .contains("complete");
    assertThat(group().atRestEncryptionEnabled()).isTrue();
    assertThat(group().transitEncryptionModeAsString()).isEqualTo("required");
    assertThat(stage.stands(COPY)).isFalse();
    assertThat(scaled()).containsExactly("replication-group/" + GROUP);
    assertThat(stage.ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(stage.message(": complete"))
        .contains(
            GROUP + " has been made anew under its id, encrypted at rest, from its final snapshot");
  }

  @Test
  void theOldGroupGoesOnlyAfterItsCopyWasComparedAndBothGatesWereApproved() {
    run(SAME, "").deliver(EVENT).toTheEnd();

    assertThat(stage.states())
        .containsSubsequence(
            "CompareGroups",
            "AskCutOver",
            "AskRetire",
            "MarkReplaced",
            "CopySnapshots",
            "DeleteOldGroup",
            "ReclaimId",
            "CreateGroup",
            "CompareGroups",
            "SwitchEndpoints",
            "DeleteStandIn",
            "VerifyControls");
    assertThat(stage.states().stream().filter(s -> s.startsWith("Ask"))).hasSize(3);
    assertThat(stage.message(": retire (")).contains("clients have no cache");
  }

  @Test
  void aNoAtTheLastGateUndoesEverything() {
    run(SAME, "retire").deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("rejected");
    assertThat(stage.stands(GROUP)).isTrue();
    assertThat(stage.stands(COPY)).isFalse();
    assertThat(scaled()).containsExactly("replication-group/" + GROUP);
  }

  @Test
  void aSecondRestoreThatFailsLeavesTheCopyAndTheFinalSnapshotAndSaysSo() {
    run(SAME, "");
    stage.controls().failNextCreate(GROUP, CreateFailure.CREATE_FAILED);

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("failed");
    assertThat(stage.stands(COPY)).isTrue();
    String last = stage.ledger().require(CaseAttribute.FINAL_SNAPSHOT);
    assertThat(stage.snapshots()).anyMatch(s -> s.snapshotName().equals(last));
    assertThat(stage.message(": failed"))
        .contains("has been deleted and is not back yet: its data is in the final snapshot " + last)
        .contains(COPY + ", which stands and can serve");
  }

  @Test
  void aSecondRestoreThatIsRefusedNamesTheFinalSnapshot() {
    run(SAME, "");
    String type = group().cacheNodeType();

    stage
        .deliver(EVENT)
        .toTheEnd(
            now -> {
              if (now.states().contains("ReclaimId")) {
                now.controls().capacity(type, false);
              }
            });

    assertThat(stage.message(": failed"))
        .contains(
            "ElastiCache refuses to make "
                + GROUP
                + " from its final snapshot "
                + stage.ledger().require(CaseAttribute.FINAL_SNAPSHOT)
                + ": ")
        .contains("has been deleted and is not back yet");
  }

  @Test
  void theFinalSnapshotStaysWhateverThePolicySaysOfIt() {
    run(Map.of("NewId", "same", "FinalSnapshot", "delete"), "").deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    String last = stage.ledger().require(CaseAttribute.FINAL_SNAPSHOT);
    assertThat(stage.snapshots()).anyMatch(s -> s.snapshotName().equals(last));
  }

  @Test
  void whatWasWrittenAfterTheFirstSnapshotComesBackWithTheId() {
    try (RedisDataPlane redis = new RedisDataPlane()) {
      ObservedBy observed = ObservedBy.counting(redis);
      DataPlane plane = observed.plane();
      stage = new Stage("cart-replicas", plane, SAME).observed(observed, redis, plane);
      int port = redis.port(stage.group().toString(), "0001");
      ClientTarget target = ClientTarget.tls(port, stage.endpoint(), redis.trust());
      boolean[] wrote = {false};

      stage
          .deliver("ec4-primary-and-two-replicas-replace.json")
          .toTheEnd(
              now -> {
                if (!wrote[0] && now.states().contains("AskCutOver")) {
                  wrote[0] = true;
                  write(target);
                }
              });

      assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
      assertThat(wrote[0]).isTrue();
      assertThat((Long) stage.data().get("keysAfter"))
          .isGreaterThan((Long) stage.data().get("keysBefore"));
    }
  }

  private static void write(ClientTarget target) {
    try (LoadClient client = new LoadClient(target, "late", 4000)) {
      client.start();
      assertThat(client.awaitMore(20, Duration.ofSeconds(10))).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
