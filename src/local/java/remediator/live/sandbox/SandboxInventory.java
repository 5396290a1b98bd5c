package remediator.live.sandbox;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The resources in the sandbox besides groups, as an administrator lists them. */
record SandboxInventory(SandboxCloud cloud) {
  List<String> named() {
    List<String> all = new ArrayList<>();
    ElastiCacheClient elastiCacheClient = cloud.operator.elastiCache();
    elastiCacheClient
        .describeSnapshots(r -> {})
        .snapshots()
        .forEach(s -> all.add("snapshot " + s.snapshotName()));
    elastiCacheClient
        .describeUserGroups(r -> {})
        .userGroups()
        .forEach(g -> all.add("user group " + g.userGroupId()));
    elastiCacheClient.describeCacheParameterGroupsPaginator(r -> {}).cacheParameterGroups().stream()
        .filter(g -> !g.cacheParameterGroupName().startsWith("default."))
        .forEach(g -> all.add("parameter group " + g.cacheParameterGroupName()));
    DynamoDbClient dynamoDbClient = cloud.operator.dynamoDb();
    dynamoDbClient.listTables(r -> {}).tableNames().forEach(t -> all.add("table " + t));
    SsmClient ssmClient = cloud.operator.ssm();
    ssmClient
        .getParametersByPath(r -> r.path("/").recursive(true))
        .parameters()
        .forEach(p -> all.add("parameter " + p.name()));
    return all;
  }
}
