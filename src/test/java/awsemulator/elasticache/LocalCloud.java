package awsemulator.elasticache;

import awsemulator.cloud.AwsService.Operation;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.data.DataPlane;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroupConfiguration;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** A local ElastiCache without a wire: operations are called as the endpoint calls them. */
public final class LocalCloud {
  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "eu-west-1";
  static final CallerIdentity CALLER = new CallerIdentity(CallerIdentity.OPERATOR, ACCOUNT, REGION);

  public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-03T09:00:00Z"));
  public final RecordingData data = new RecordingData();
  public final ElastiCacheService service;

  public LocalCloud() {
    service = new ElastiCacheService(clock, data);
  }

  /** With real servers, say; {@link #data} is then told nothing. */
  public LocalCloud(DataPlane plane) {
    service = new ElastiCacheService(clock, plane);
  }

  public static String arn(String type, String name) {
    return "arn:aws:elasticache:" + REGION + ":" + ACCOUNT + ":" + type + ":" + name;
  }

  public <R> R call(SdkPojo request, Class<R> answer) {
    return call(CALLER, request, answer);
  }

  public <R> R call(CallerIdentity caller, SdkPojo request, Class<R> answer) {
    return answer.cast(operation(request).body().apply(caller, request));
  }

  public void call(SdkPojo request) {
    call(request, SdkPojo.class);
  }

  List<RequiredRight> needs(SdkPojo request) {
    return operation(request).needs().apply(CALLER, request);
  }

  @SuppressWarnings("unchecked") // an operation is registered under its request's own name
  private Operation<SdkPojo> operation(SdkPojo request) {
    String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
    return (Operation<SdkPojo>) service.operation(name);
  }

  /** A request for a small group: redis 7.1, two nodes, nothing encrypted. */
  public static CreateReplicationGroupRequest.Builder small(String id) {
    return CreateReplicationGroupRequest.builder()
        .replicationGroupId(id)
        .replicationGroupDescription("a test group")
        .cacheNodeType("cache.t4g.small")
        .engine("redis")
        .engineVersion("7.1")
        .numCacheClusters(2);
  }

  /** The same with TLS required. */
  static CreateReplicationGroupRequest.Builder secured(String id) {
    return small(id).transitEncryptionEnabled(true).cacheSubnetGroupName("default");
  }

  /** Two shards of uneven slots. */
  public static CreateReplicationGroupRequest.Builder sharded(String id) {
    return small(id)
        .numCacheClusters(null)
        .numNodeGroups(2)
        .automaticFailoverEnabled(true)
        .nodeGroupConfiguration(
            shard("0001", "0-999,2000-2999", 1), shard("0002", "1000-1999,3000-16383", 0));
  }

  private static NodeGroupConfiguration shard(String id, String slots, int replicas) {
    return NodeGroupConfiguration.builder()
        .nodeGroupId(id)
        .slots(slots)
        .replicaCount(replicas)
        .build();
  }

  /** Creates a group and waits until it is there. */
  public ReplicationGroup create(CreateReplicationGroupRequest.Builder request) {
    CreateReplicationGroupRequest built = request.build();
    call(built);
    clock.advance(OperationTiming.usual().create());
    return group(built.replicationGroupId());
  }

  public void modify(String id, Consumer<ModifyReplicationGroupRequest.Builder> change) {
    ModifyReplicationGroupRequest.Builder request =
        ModifyReplicationGroupRequest.builder().replicationGroupId(id).applyImmediately(true);
    change.accept(request);
    call(request.build());
  }

  /** Modifies a group and waits until it is available again. */
  public ReplicationGroup modified(
      String id, Consumer<ModifyReplicationGroupRequest.Builder> change) {
    modify(id, change);
    clock.advance(Duration.ofMinutes(15));
    return group(id);
  }

  public ReplicationGroup delete(String id, String finalSnapshot) {
    return call(
            DeleteReplicationGroupRequest.builder()
                .replicationGroupId(id)
                .finalSnapshotIdentifier(finalSnapshot)
                .build(),
            DeleteReplicationGroupResponse.class)
        .replicationGroup();
  }

  public ReplicationGroup group(String id) {
    return call(
            DescribeReplicationGroupsRequest.builder().replicationGroupId(id).build(),
            DescribeReplicationGroupsResponse.class)
        .replicationGroups()
        .getFirst();
  }

  public CacheCluster node(String id) {
    return call(
            DescribeCacheClustersRequest.builder()
                .cacheClusterId(id)
                .showCacheNodeInfo(true)
                .build(),
            DescribeCacheClustersResponse.class)
        .cacheClusters()
        .getFirst();
  }

  public Snapshot snapshot(String name) {
    return call(
            DescribeSnapshotsRequest.builder().snapshotName(name).showNodeGroupConfig(true).build(),
            DescribeSnapshotsResponse.class)
        .snapshots()
        .getFirst();
  }
}
