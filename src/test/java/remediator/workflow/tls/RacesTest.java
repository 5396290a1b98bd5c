package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/** Others who work on the group while it is on its way to TLS. */
class RacesTest {
  private final CloudRun run = new CloudRun();
  private final ElastiCacheClient others = Tls.elastiCache(run);

  @AfterEach
  void close() {
    run.close();
  }

  private void modify(Consumer<ModifyReplicationGroupRequest.Builder> change) {
    others.modifyReplicationGroup(
        r -> change.accept(r.replicationGroupId("orders-cache").applyImmediately(true)));
  }

  private void deliverWith(Runnable atTheGate) {
    run.gates().before("required", atTheGate);
    Tls.deliver(run, Tls.ofOrders());
  }

  private String outcome() {
    return Tls.kept(run, Tls.ORDERS).require(CaseAttribute.OUTCOME);
  }

  private long ours() {
    return run.performed("ElastiCache.ModifyReplicationGroup");
  }

  /** Both the status and the pending values can lag behind; asking again would be refused. */
  @Test
  void aStepThatRunsAgainRightAfterItHasAskedAsksForNothing() throws FunctionFailed {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (ours() < 2) {
      assertThat(run.clock().runNext()).isTrue();
    }
    assertThat(Tls.group(run, Tls.ORDERS).status()).isEqualTo("available");
    byte[] again =
        Tls.text(
            StrictJson.write(
                Map.of(
                    "step",
                    "EnableTlsRequired",
                    "group",
                    Tls.ORDERS,
                    "flow",
                    Tls.kept(run, Tls.ORDERS).flow())));

    assertThat(run.invoke("WorkflowFunction", again)).containsEntry("status", "pending");
    assertThat(ours()).isEqualTo(2);
    run.toTheEnd();
    assertThat(outcome()).isEqualTo("complete");
    assertThat(ours()).isEqualTo(2);
  }

  @Test
  void scalingAtTheGateIsWaitedFor() {
    deliverWith(() -> modify(r -> r.cacheNodeType("cache.r6g.xlarge")));

    assertThat(outcome()).isEqualTo("complete");
    assertThat(Tls.group(run, Tls.ORDERS).cacheNodeType()).isEqualTo("cache.r6g.xlarge");
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
  }

  @Test
  void aSnapshotAtTheGateIsWaitedFor() {
    deliverWith(
        () ->
            others.createSnapshot(
                r -> r.snapshotName("by-hand").cacheClusterId("orders-cache-002")));

    assertThat(outcome()).isEqualTo("complete");
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
  }

  @Test
  void requiredBySomebodyElseAtTheGateIsTakenAsDoneAndTheEndpointIsSwitched() {
    deliverWith(
        () -> modify(r -> r.transitEncryptionEnabled(true).transitEncryptionMode("required")));

    assertThat(outcome()).isEqualTo("complete");
    assertThat(ours()).isEqualTo(1);
    assertThat(Tls.parameters(run, "orders-cache")).doesNotContainKey("next");
    assertThat(Tls.parameters(run, "orders-cache").get("current")).contains("master.");
    assertThat(Tls.parameters(run, "orders-cache").get("previous")).doesNotContain("master.");
  }

  /** Asking with "apply immediately" would apply them as well, outside the owner's window. */
  @Test
  void somebodyElsesChangeThatWaitsForTheMaintenanceWindowIsNotAppliedWithOurs() {
    Instant start = run.clock().instant();
    deliverWith(() -> modify(r -> r.cacheNodeType("cache.r6g.xlarge").applyImmediately(false)));

    assertThat(ours()).isEqualTo(1);
    assertThat(outcome()).isEqualTo("failed");
    assertThat(Tls.since(run, start)).isGreaterThan(Duration.ofDays(8));
    assertThat(Tls.group(run, Tls.ORDERS).cacheNodeType()).isNotEqualTo("cache.r6g.xlarge");
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("somebody else's changes")
        .contains("half done");
  }

  @Test
  void onceTheyAreAppliedTheFlowGoesOn() {
    run.gates()
        .before(
            "required",
            () -> {
              modify(r -> r.cacheNodeType("cache.r6g.xlarge").applyImmediately(false));
              run.clock()
                  .schedule(
                      Duration.ofDays(2), () -> modify(r -> r.cacheNodeType("cache.r6g.xlarge")));
            });
    Tls.deliver(run, Tls.ofOrders());

    assertThat(outcome()).isEqualTo("complete");
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
  }

  @Test
  void aGroupThatIsDeletedOnItsWayEndsTheFlowInWords() {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (!"available".equals(Tls.group(run, Tls.ORDERS).status())
        || !"preferred".equals(Tls.mode(run, Tls.ORDERS))) {
      assertThat(run.clock().runNext()).isTrue();
    }
    others.deleteReplicationGroup(r -> r.replicationGroupId("orders-cache"));
    run.toTheEnd();

    assertThat(outcome()).isEqualTo("failed");
    assertThat(Tls.notes(run)).singleElement().asString().contains("is being deleted");
    assertThat(ours()).isEqualTo(1);
  }
}
