package remediator.live.sandbox;

import awsemulator.cloud.CallerIdentity;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What else than groups stands in the sandbox, as an administrator sees it. */
record StandingThings(SandboxCloud cloud) {
  List<String> named() {
    List<String> all = new ArrayList<>();
    try (ElastiCacheClient client = with(ElastiCacheClient.builder()).build()) {
      client
          .describeSnapshots(r -> {})
          .snapshots()
          .forEach(s -> all.add("snapshot " + s.snapshotName()));
      client
          .describeUserGroups(r -> {})
          .userGroups()
          .forEach(g -> all.add("user group " + g.userGroupId()));
      client.describeCacheParameterGroupsPaginator(r -> {}).cacheParameterGroups().stream()
          .filter(g -> !g.cacheParameterGroupName().startsWith("default."))
          .forEach(g -> all.add("parameter group " + g.cacheParameterGroupName()));
    }
    try (DynamoDbClient client = with(DynamoDbClient.builder()).build()) {
      client.listTables(r -> {}).tableNames().forEach(t -> all.add("table " + t));
    }
    try (SsmClient client = with(SsmClient.builder()).build()) {
      client
          .getParametersByPath(r -> r.path("/").recursive(true))
          .parameters()
          .forEach(p -> all.add("parameter " + p.name()));
    }
    return all;
  }

  private <B extends AwsClientBuilder<B, C>, C> B with(B builder) {
    AwsCredentialsProvider operator = cloud.credentials(CallerIdentity.OPERATOR);
    return builder
        .endpointOverride(cloud.uri())
        .region(Region.of(SandboxCloud.REGION))
        .credentialsProvider(operator);
  }
}
