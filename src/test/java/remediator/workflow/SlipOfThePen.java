package remediator.workflow;

import awsemulator.cloud.AwsService;
import awsemulator.elasticache.ElastiCacheService;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;

/** The local ElastiCache, which gets every restore with one thing wrong in it. */
public final class SlipOfThePen extends AwsService {
  public SlipOfThePen(
      ElastiCacheService real, UnaryOperator<CreateReplicationGroupRequest.Builder> slip) {
    super("elasticache", Protocol.QUERY);
    for (Class<? extends SdkPojo> request :
        List.of(
            CreateSnapshotRequest.class,
            DescribeCacheClustersRequest.class,
            DescribeReplicationGroupsRequest.class,
            DescribeSnapshotsRequest.class,
            ListTagsForResourceRequest.class)) {
      pass(real, request, UnaryOperator.identity());
    }
    pass(
        real,
        CreateReplicationGroupRequest.class,
        r -> r.snapshotName() == null ? r : slip.apply(r.toBuilder()).build());
  }

  @SuppressWarnings("unchecked")
  private <Q extends SdkPojo> void pass(
      ElastiCacheService real, Class<Q> request, UnaryOperator<Q> change) {
    String name = request.getSimpleName().replaceFirst("Request$", "");
    var operation = (Operation<Q>) real.operation(name);
    on(request, operation.needs(), (c, q) -> operation.body().apply(c, change.apply(q)));
  }
}
