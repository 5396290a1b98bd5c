package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.state.CreateFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.workflow.StepBench;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.GateClosed;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** From the snapshot to the comparison: what an operator is told when it does not go well. */
class CloneStepsTest {
  private final StepBench bench = new StepBench();
  private final GroupArn made = bench.group.withId("orders-enc");

  @AfterEach
  void close() {
    bench.close();
  }

  private void start(CreateReplicationGroupRequest.Builder request) {
    bench.with(request, Map.of("data", "cache-only"));
  }

  private void snapshot() {
    start(StepBench.small());
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
  }

  private void clone(CreateReplicationGroupRequest.Builder request) {
    start(request);
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
    assertThat(bench.run("CreateGroup")).isEqualTo(new Done());
  }

  private void tag(GroupArn group, String node, String key, String value) {
    bench.client.addTagsToResource(
        r ->
            r.resourceName(group.resource("cluster", node))
                .tags(Tag.builder().key(key).value(value).build()));
  }

  private List<String> differences() {
    return bench.kept().require(CaseAttribute.DIFFERENCES).lines().toList();
  }

  private Map<String, String> tags(String node) {
    Map<String, String> tags = new TreeMap<>();
    bench
        .client
        .listTagsForResource(r -> r.resourceName(made.resource("cluster", node)))
        .tagList()
        .forEach(t -> tags.put(t.key(), t.value()));
    return tags;
  }

  @Test
  void aCopyThatIsTheSameHoldsNobodyUp() {
    clone(StepBench.small());
    assertThat(bench.run("CompareGroups")).isInstanceOf(GateClosed.class);
    assertThat(bench.kept().attribute(CaseAttribute.DIFFERENCES)).hasValue("");
    assertThat(bench.kept().require(CaseAttribute.EXPECTED_DIFFERENCES).lines())
        .anyMatch(l -> l.startsWith("encryption.atRest is \"true\", was \"false\""))
        .anyMatch(l -> l.startsWith("id is \"orders-enc\", was \"orders\""));
  }

  @Test
  void aDifferenceThatNobodyPlannedIsCountedAndNamed() {
    clone(StepBench.small());
    bench.client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("orders-enc")
                .preferredMaintenanceWindow("mon:01:00-mon:02:00")
                .applyImmediately(true));
    bench.cloud.clock.advance(Duration.ofHours(1));
    assertThat(bench.run("CompareGroups")).isInstanceOf(GateClosed.class);
    assertThat(differences()).hasSize(1);
    assertThat(bench.kept().require(CaseAttribute.DIFFERENCES))
        .isEqualTo("maintenance.window is \"mon:01:00-mon:02:00\", wanted \"sun:05:00-sun:06:00\"");
  }

  @Test
  void tagsOfSingleNodesGoToTheNodeInTheSamePlace() {
    start(StepBench.small());
    tag(bench.group, "orders-002", "owner", "blue");
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
    assertThat(bench.run("CreateGroup")).isEqualTo(new Done());
    assertThat(bench.run("CompareGroups")).isInstanceOf(GateClosed.class);
    assertThat(differences()).isEmpty();
    assertThat(tags("orders-enc-002")).containsEntry("owner", "blue").containsEntry("team", "shop");
    assertThat(tags("orders-enc-001")).doesNotContainKey("owner");
  }

  @Test
  void tagsForWhichThereIsNoRoomAreDifferencesAndDoNotEndTheFlow() {
    start(StepBench.small());
    for (int i = 0; i < 49; i++) {
      tag(bench.group, "orders-001", "key-" + i, "v");
    }
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
    assertThat(bench.run("CreateGroup")).isEqualTo(new Done());
    assertThat(bench.run("CompareGroups")).isInstanceOf(GateClosed.class);
    assertThat(differences()).hasSize(49);
    assertThat(bench.kept().require(CaseAttribute.DIFFERENCES).lines())
        .contains("orders-enc-001.tags.key-7 is \"\", wanted \"v\"");
  }

  @Test
  void aTopicThatWasSwitchedOffStaysOff() {
    start(
        StepBench.small()
            .notificationTopicArn("arn:aws:sns:eu-west-1:111122223333:cache")
            .snapshotRetentionLimit(3));
    bench.client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("orders")
                .notificationTopicStatus("inactive")
                .snapshottingClusterId("orders-001")
                .applyImmediately(true));
    bench.cloud.clock.advance(Duration.ofHours(1));
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
    assertThat(bench.run("CreateGroup")).isEqualTo(new Done());
    assertThat(bench.run("CompareGroups")).isInstanceOf(GateClosed.class);
    assertThat(differences()).isEmpty();
    assertThat(bench.read(made).spec().maintenance().topicActive()).isFalse();
    assertThat(bench.read(made).spec().backup().snapshottingNode()).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(CreateFailure.class)
  void aRestoreThatFailsSaysWhichAndTheOldGroupServes(CreateFailure how) {
    snapshot();
    bench.service.controls().failNextCreate("orders-enc", how);
    assertThat(bench.run("CreateGroup"))
        .asInstanceOf(InstanceOfAssertFactories.type(Failed.class))
        .extracting(Failed::why)
        .asString()
        .startsWith("the new group orders-enc could not be made: ")
        .contains(how == CreateFailure.CREATE_FAILED ? "create-failed" : "restore-failed");
    assertThat(bench.read(bench.group).status()).isEqualTo("available");
  }

  /** A row that is put back in time knows no request; the group that was made knows when. */
  @Test
  void aRestoreThatFailsTellsItsCauseAlsoWhereTheLedgerKnowsNoRequest() {
    snapshot();
    bench.service.controls().failNextCreate("orders-enc", CreateFailure.RESTORE_FAILED);
    assertThat(bench.run("CreateGroup")).isInstanceOf(Failed.class);
    bench.given(c -> c.without(CaseAttribute.NEW_GROUP_REQUESTED_AT));
    assertThat(bench.run("CreateGroup").toMap().get("reason"))
        .asString()
        .contains("orders-enc-001 is restore-failed")
        .contains("ElastiCache says: Failed to create");
  }

  @Test
  void aSnapshotThatFailsSaysSo() {
    start(StepBench.small());
    bench.service.controls().failNextSnapshot();
    assertThat(bench.run("TakeSnapshot").toMap().get("reason"))
        .asString()
        .contains("of orders ended as \"failed\"");
  }

  @Test
  void aGroupThatVanishesBeforeItsSnapshotIsTold() {
    start(StepBench.small());
    bench.client.deleteReplicationGroup(r -> r.replicationGroupId("orders"));
    bench.cloud.clock.advance(Duration.ofHours(1));
    assertThat(bench.run("TakeSnapshot"))
        .isEqualTo(new Failed("the replication group orders no longer exists"));
  }

  @Test
  void aGroupThatVanishesAfterItsSnapshotIsTold() {
    snapshot();
    bench.client.deleteReplicationGroup(r -> r.replicationGroupId("orders"));
    bench.cloud.clock.advance(Duration.ofHours(1));
    assertThat(bench.run("CreateGroup"))
        .isEqualTo(new Failed("the replication group orders no longer exists"));
  }

  @Test
  void aGroupThatIsBusyAfterItsSnapshotIsCopiedAsItIsThen() {
    snapshot();
    bench.client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("orders")
                .preferredMaintenanceWindow("tue:01:00-tue:02:00")
                .applyImmediately(true));
    bench.cloud.clock.advance(Duration.ofMinutes(1));
    assertThat(bench.run("CreateGroup")).isEqualTo(new Done());
    assertThat(bench.read(made).spec().maintenance().window()).isEqualTo("tue:01:00-tue:02:00");
  }

  @Test
  void aRefusalOfElastiCacheReachesTheOperatorInItsWords() {
    snapshot();
    bench.service.controls().nodeQuota(3);
    assertThat(bench.run("CreateGroup").toMap().get("reason"))
        .asString()
        .startsWith("ElastiCache refuses to make orders-enc from orders: ")
        .contains("exceed the allowed number of cache nodes per customer");
  }

  @Test
  void anIdThatIsTakenIsLeftAloneAndTheNextOneIsUsed() {
    bench.client.createReplicationGroup(StepBench.small().replicationGroupId("orders-enc").build());
    clone(StepBench.small());
    assertThat(bench.kept().newGroup()).hasValue(bench.group.withId("orders-enc2"));
    assertThat(bench.read(made).spec().encryption().atRest()).isFalse();
  }
}
