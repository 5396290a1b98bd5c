package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.workflow.SlipOfThePen;
import remediator.workflow.StepBench;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;

/** What ElastiCache refuses of a restore reaches the operator as a sentence, in its words. */
class RestoreRefusalsTest {
  private static final String LEFT = "ElastiCache refuses to make orders-enc from orders: ";

  @ParameterizedTest(name = "{0}")
  @MethodSource("slips")
  void aRefusedRestoreSaysWhatIsWrongWithIt(
      String sentence, UnaryOperator<CreateReplicationGroupRequest.Builder> slip) {
    try (StepBench bench = new StepBench(real -> new SlipOfThePen(real, slip))) {
      bench.with(sharded(), Map.of("data", "cache-only"));
      assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());

      assertThat(bench.run("CreateGroup"))
          .asInstanceOf(InstanceOfAssertFactories.type(Failed.class))
          .extracting(Failed::why)
          .asString()
          .startsWith(LEFT)
          .contains(sentence);
    }
  }

  static Stream<Arguments> slips() {
    return Stream.of(
        slip(
            "Slots must cover 0-16383; slot 1000 is in no node group",
            r -> r.nodeGroupConfiguration(shard("0001", "0-999"), shard("0002", "2000-16383"))),
        slip(
            "The snapshot has a node group with slots 0-8191, the new replication group has none",
            r -> r.nodeGroupConfiguration(shard("0001", "0-999"), shard("0002", "1000-16383"))),
        slip(
            "The number of node groups (shards) in the snapshot (2) and in the restored"
                + " replication group (3) must be the same",
            r -> r.numNodeGroups(3).nodeGroupConfiguration(List.of()).replicasPerNodeGroup(0)),
        slip(
            "Expected a parameter group of family redis7 but found one of family redis6.x",
            r -> r.cacheParameterGroupName("default.redis6.x.cluster.on")),
        slip(
            "You can no longer create clusters using cache.t2.micro",
            r -> r.cacheNodeType("cache.t2.micro")),
        slip(
            "The parameter ReplicationGroupId is not a valid identifier",
            r -> r.replicationGroupId("orders--enc")),
        slip(
            "A snapshot of redis 7.1.0 cannot be restored to redis 6.2.6",
            r ->
                r.engineVersion("6.2")
                    .cacheParameterGroupName("default.redis6.x.cluster.on")
                    .transitEncryptionMode((String) null)));
  }

  private static Arguments slip(
      String sentence, UnaryOperator<CreateReplicationGroupRequest.Builder> slip) {
    return arguments(sentence, slip);
  }

  private static NodeGroupConfiguration shard(String id, String slots) {
    return NodeGroupConfiguration.builder().nodeGroupId(id).slots(slots).replicaCount(0).build();
  }

  private static CreateReplicationGroupRequest.Builder sharded() {
    return StepBench.small()
        .numCacheClusters(null)
        .numNodeGroups(2)
        .replicasPerNodeGroup(0)
        .automaticFailoverEnabled(true);
  }
}
