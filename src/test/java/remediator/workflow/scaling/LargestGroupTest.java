package remediator.workflow.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.local.Stage;
import remediator.local.cloud.LocalCloud;

/** Groups of hundreds of nodes: all that comes in pages, and the quota of 500 nodes a cluster. */
class LargestGroupTest {
  private static final String GROUP = "search-sharded";
  private static final String ARN =
      "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:" + GROUP;
  private static final String EVENT = "ec4-three-uneven-shards-replace.json";

  @TempDir private Path fleet;

  private Stage run(int shards) throws IOException {
    write(shards);
    Stage stage = new Stage(fleet, ARN, new NoData(), Map.of("Data", "accept-loss"));
    stage.controls().nodeQuota(2000);
    stage.deliver(EVENT).toTheEnd();
    assertThat(stage.verdict()).containsEntry("decision", "REPLACE");
    return stage;
  }

  @Test
  void aGroupAtTheQuotaIsReplacedWithEveryShardInItsPlace() throws IOException {
    try (Stage stage = run(83)) {
      assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME))
          .as("%s", stage.ledger().history())
          .contains("complete");
      assertThat(stage.ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
      assertThat(stage.ledger().require(CaseAttribute.SHARD_CUTS).split(",")).hasSize(83);
      assertThat(stage.message(": cut-over (").getBytes(StandardCharsets.UTF_8))
          .as("a message of SNS holds 256 KiB")
          .hasSizeLessThan(262_144);
    }
  }

  @Test
  void aGroupOverTheQuotaIsLeftAsItIsWithWhatToDo() throws IOException {
    try (Stage stage = run(90)) {
      assertThat(stage.message(": failed"))
          .contains("exceed the allowed number of cache nodes in a single cluster")
          .contains("Correct that, then send the finding again")
          .contains(GROUP + " is as it was.");
      assertThat(stage.stands(GROUP)).isTrue();
      assertThat(stage.stands(GROUP + "-enc")).isFalse();
      assertThat(stage.snapshots()).isEmpty();
    }
  }

  /** Above AWS's default of 300 the quota is read, and the plan and the request go by it. */
  @Test
  void moreNodesThanARaisedQuotaAllowsAreAReasonInThePlan() throws IOException {
    write(30);
    try (Stage stage = new Stage(fleet, ARN, new NoData(), Map.of("Data", "accept-loss"))) {
      stage.controls().nodeQuota(359);
      stage.deliver(EVENT).toTheEnd();
      assertThat(stage.verdict()).containsEntry("decision", "REFUSED");
      assertThat(stage.verdict().get("reasons").toString())
          .contains("180 more nodes are needed, and the Region has 180 of at most 359");
    }
  }

  private void write(int count) throws IOException {
    List<Map<String, Object>> shards = new ArrayList<>();
    List<String> nodes = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      String id = "%04d".formatted(shard + 1);
      List<Map<String, Object>> members =
          IntStream.rangeClosed(1, 6).mapToObj(n -> member(id, n)).toList();
      members.forEach(m -> nodes.add(String.valueOf(m.get("CacheClusterId"))));
      shards.add(
          Map.of(
              "NodeGroupId",
              id,
              "Status",
              "available",
              "Slots",
              slots(shard, count),
              "NodeGroupMembers",
              members));
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("ReplicationGroupId", GROUP);
    group.put("ARN", ARN);
    group.put("Status", "available");
    group.put("Description", "The largest");
    group.put("MemberClusters", nodes);
    group.put("NodeGroups", shards);
    group.put("ClusterEnabled", true);
    group.put("ClusterMode", "enabled");
    group.put("AutomaticFailover", "enabled");
    group.put("MultiAZ", "enabled");
    group.put("CacheNodeType", "cache.r6g.large");
    group.put("AtRestEncryptionEnabled", false);
    group.put("TransitEncryptionEnabled", false);
    put(fleet.resolve("replication-groups.json"), Map.of("ReplicationGroups", List.of(group)));
    put(
        fleet.resolve("cache-clusters.json"),
        Map.of("CacheClusters", nodes.stream().map(LargestGroupTest::node).toList()));
  }

  /** As many slots a shard, and what is left over to the last one. */
  private static String slots(int shard, int count) {
    int each = 16384 / count;
    return shard * each + "-" + (shard == count - 1 ? 16383 : (shard + 1) * each - 1);
  }

  private static Map<String, Object> member(String shard, int node) {
    return Map.of(
        "CacheClusterId",
        GROUP + "-" + shard + "-00" + node,
        "CacheNodeId",
        "0001",
        "PreferredAvailabilityZone",
        zone(node));
  }

  private static String zone(int node) {
    return "us-east-1" + "abc".charAt(node % 3);
  }

  private static Map<String, Object> node(String id) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("CacheClusterId", id);
    node.put("ReplicationGroupId", GROUP);
    node.put("ARN", "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":cluster:" + id);
    node.put("CacheClusterStatus", "available");
    node.put("Engine", "redis");
    node.put("EngineVersion", "7.1.0");
    node.put("CacheSubnetGroupName", "private-subnets");
    node.put("CacheNodeType", "cache.r6g.large");
    node.put("PreferredAvailabilityZone", zone(id.charAt(id.length() - 1) - '0'));
    node.put("CacheParameterGroup", Map.of("CacheParameterGroupName", "default.redis7.cluster.on"));
    return node;
  }

  private static void put(Path file, Object content) throws IOException {
    Files.writeString(file, StrictJson.write(content));
  }
}
