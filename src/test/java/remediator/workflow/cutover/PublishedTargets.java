package remediator.workflow.cutover;

import awsemulator.data.RedisDataPlane;
import awsemulator.data.account.ShardTargets;
import java.util.function.Supplier;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Where a client writes that reads its endpoint from the SSM parameter that the product publishes;
 * the group's own endpoint while there is none. It looks there only when it is told to: so a test
 * says at which moment the client notices.
 */
public final class PublishedTargets implements Supplier<ShardTargets> {
  private static final String PATH = "/elasticache-encryption/";

  private final AwsClients aws;
  private final RedisDataPlane redis;
  private final GroupArn group;
  private String published = "";
  private ShardTargets targets;

  public PublishedTargets(AwsClients aws, RedisDataPlane redis, GroupArn group) {
    this.aws = aws;
    this.redis = redis;
    this.group = group;
    this.targets = ShardTargets.of(redis, group(group.id()));
  }

  /** Looks at the parameter. */
  public PublishedTargets look() {
    String now = current();
    if (!now.equals(published)) {
      targets =
          aws
              .elastiCache(AccountRegion.of(group))
              .describeReplicationGroups()
              .replicationGroups()
              .stream()
              .filter(g -> now.contains(address(g)))
              .findFirst()
              .map(g -> ShardTargets.of(redis, g))
              .orElseThrow(() -> new IllegalStateException("no group has the endpoint " + now));
      published = now;
    }
    return this;
  }

  private String current() {
    String name = PATH + group.id() + "/current";
    try {
      return aws.ssm(AccountRegion.of(group)).getParameter(r -> r.name(name)).parameter().value();
    } catch (ParameterNotFoundException _) {
      return published;
    }
  }

  /** "\"" keeps one name from being found in another. */
  private static String address(ReplicationGroup group) {
    Endpoint endpoint =
        group.configurationEndpoint() != null
            ? group.configurationEndpoint()
            : group.nodeGroups().getFirst().primaryEndpoint();
    return endpoint == null ? "none" : "\"" + endpoint.address();
  }

  private ReplicationGroup group(String id) {
    return aws.elastiCache(AccountRegion.of(group))
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .getFirst();
  }

  /** Whether clients have been sent elsewhere, at the last look. */
  public boolean moved() {
    return !published.isEmpty() && !targets.name().equals(group.toString());
  }

  @Override
  public ShardTargets get() {
    return targets;
  }
}
