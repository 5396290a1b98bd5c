package remediator.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;

/** Answers that do not add up are read all the same, and told: nothing is made of a guess. */
class OddAnswersTest {
  private static final GroupArn ARN =
      new GroupArn("aws", "eu-west-1", "111122223333", "orders-cache");

  private static NodeGroupMember member(String id, String zone, String role) {
    return NodeGroupMember.builder()
        .cacheClusterId(id)
        .preferredAvailabilityZone(zone)
        .currentRole(role)
        .build();
  }

  private static ReplicationGroup.Builder group() {
    return ReplicationGroup.builder()
        .replicationGroupId("orders-cache")
        .status("available")
        .description("Orders")
        .memberClusters("orders-cache-001", "orders-cache-002")
        .clusterEnabled(false)
        .cacheNodeType("cache.r6g.large")
        .snapshotRetentionLimit(7)
        .snapshottingClusterId("orders-cache-001")
        .nodeGroups(
            NodeGroup.builder()
                .nodeGroupId("0001")
                .nodeGroupMembers(
                    member("orders-cache-001", "eu-west-1a", "replica"),
                    member("orders-cache-002", "eu-west-1b", "primary"))
                .build());
  }

  private static CacheCluster.Builder node(String id) {
    return CacheCluster.builder()
        .cacheClusterId(id)
        .engine("redis")
        .engineVersion("7.1.0")
        .cacheSubnetGroupName("private");
  }

  private static remediator.group.CacheGroup read(
      ReplicationGroup.Builder group, UnaryOperator<CacheCluster.Builder> second) {
    List<CacheCluster> nodes =
        List.of(node("orders-cache-001").build(), second.apply(node("orders-cache-002")).build());
    return new GroupMapper(ARN).map(group.build(), nodes, Map.of());
  }

  private static remediator.group.CacheGroup read(ReplicationGroup.Builder group) {
    return read(group, UnaryOperator.identity());
  }

  @Test
  void aUsualAnswerHasNothingOdd() {
    assertThat(read(group()).oddities()).isEmpty();
    assertThat(read(group()).pending()).isEmpty();
  }

  @Test
  void afterAFailoverNodesAreStillFoundByTheirPlace() {
    var read = read(group());
    assertThat(read.members()).containsExactly("orders-cache-002", "orders-cache-001");
    assertThat(read.spec().layout().shards().getFirst().nodes())
        .extracting(GroupSpec.Node::zone)
        .containsExactly("eu-west-1b", "eu-west-1a");
    // 001, a replica in zone a, is the second of the layout: a copy has it there too.
    assertThat(read.spec().backup().snapshottingNode()).isEqualTo(Optional.of(1));
  }

  @Test
  void aNodeThatBackupsWouldBeTakenFromDoesNotCountWhereThereAreNone() {
    assertThat(read(group().snapshotRetentionLimit(0)).spec().backup().snapshottingNode())
        .isEmpty();
    assertThat(read(group().clusterEnabled(true)).spec().backup().snapshottingNode()).isEmpty();
  }

  @Test
  void nodesThatDisagreeAreTold() {
    assertThat(read(group(), n -> n.engineVersion("7.0.7")).oddities())
        .containsExactly("nodes disagree on the engine version: 7.0.7, 7.1.0");
    assertThat(read(group(), n -> n.cacheSubnetGroupName("public")).oddities())
        .containsExactly("nodes disagree on the subnet group: private, public");
    assertThat(
            read(group(), n -> n.cacheParameterGroup(p -> p.cacheParameterGroupName("x")))
                .oddities())
        .containsExactly("nodes disagree on the parameter group: , x");
  }

  @Test
  void whatChangesAtOneNodeIsPending() {
    assertThat(read(group(), n -> n.pendingModifiedValues(p -> p.engineVersion("7.1"))).pending())
        .containsExactly("EngineVersion");
    var leaving =
        SecurityGroupMembership.builder().securityGroupId("sg-1").status("removing").build();
    assertThat(read(group(), n -> n.securityGroups(List.of(leaving))).pending())
        .containsExactly("SecurityGroups");
  }

  @Test
  void valuesThatNobodyKnowsAreTold() {
    assertThat(read(group().status("hibernating")).oddities())
        .containsExactly("status is \"hibernating\", which this version does not know");
    assertThat(read(group().clusterMode("quantum")).oddities())
        .containsExactly("the cluster mode is \"quantum\", which this version does not know");
    assertThat(read(group(), n -> n.engine("memcached")).oddities())
        .anyMatch(o -> o.startsWith("nodes disagree on the engine: memcached"));
    assertThat(read(group(), n -> n.engineVersion("next")).oddities())
        .anyMatch(o -> o.startsWith("nodes disagree on the engine version"));
  }

  @Test
  void absentFieldsAreReadAsElastiCachesDefaultsAndWhatCannotBeIsTold() {
    var bare = new GroupMapper(ARN).map(ReplicationGroup.builder().build(), List.of(), Map.of());
    assertThat(bare.oddities())
        .contains("the group lists no nodes", "the group lists no shards")
        .anyMatch(o -> o.startsWith("status is \"\""));
    var older = read(group().clusterMode((String) null).networkType((String) null));
    assertThat(older.spec().network().type()).isEqualTo("ipv4");
    assertThat(older.spec().maintenance().minorVersionUpgrade()).isTrue();
    assertThat(older.oddities()).isEmpty();
    assertThat(
            read(group().autoMinorVersionUpgrade(false)).spec().maintenance().minorVersionUpgrade())
        .isFalse();
    assertThat(read(group().networkType("ipv6")).spec().network().ipDiscovery()).isEqualTo("ipv6");
  }

  @Test
  void nodesThatAreMissingAreTold() {
    var one = List.of(node("orders-cache-001").build());
    assertThat(new GroupMapper(ARN).map(group().build(), one, Map.of()).oddities())
        .containsExactly("nodes orders-cache-002 are listed but cannot be described");
    assertThat(read(group().nodeGroups(NodeGroup.builder().nodeGroupId("0001").build())).oddities())
        .containsExactly("shard 0001 lists no nodes", "the group lists 2 nodes, its shards 0");
  }

  @Test
  void shardsWithoutAnIdAreReadAllTheSame() {
    var read =
        read(
            group()
                .nodeGroups(
                    NodeGroup.builder()
                        .nodeGroupMembers(member("orders-cache-002", "eu-west-1b", null))
                        .build(),
                    NodeGroup.builder()
                        .nodeGroupId("0001")
                        .nodeGroupMembers(member("orders-cache-001", "eu-west-1a", null))
                        .build()));
    assertThat(read.members()).containsExactly("orders-cache-002", "orders-cache-001");
  }

  @Test
  void theLargestGroupIsRead() {
    List<String> ids =
        IntStream.range(0, 540)
            .mapToObj(i -> "orders-cache-%04d-%03d".formatted(i / 6 + 1, i % 6 + 1))
            .toList();
    ReplicationGroup.Builder large =
        group()
            .clusterEnabled(true)
            .memberClusters(ids)
            .nodeGroups(
                IntStream.range(0, 90)
                    .mapToObj(
                        s ->
                            NodeGroup.builder()
                                .nodeGroupId("%04d".formatted(90 - s))
                                .nodeGroupMembers(
                                    ids.subList(6 * (89 - s), 6 * (90 - s)).stream()
                                        .map(id -> member(id, "eu-west-1a", null))
                                        .toList())
                                .build())
                    .toList());
    List<CacheCluster> nodes = ids.stream().map(id -> node(id).build()).toList();
    var read = new GroupMapper(ARN).map(large.build(), nodes, Map.of());
    assertThat(read.oddities()).isEmpty();
    assertThat(read.spec().layout().nodes()).isEqualTo(540);
    assertThat(read.members()).isEqualTo(ids);
  }
}
