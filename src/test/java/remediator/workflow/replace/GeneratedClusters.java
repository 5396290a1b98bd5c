package remediator.workflow.replace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;

/** What DescribeCacheClusters tells of a generated group: the same for all of its nodes. */
final class GeneratedClusters {
  private final Dice dice;
  private final GroupArn arn;
  private final Map<String, Object> common = new LinkedHashMap<>();

  GeneratedClusters(
      Dice dice, GroupArn arn, EngineVersion version, boolean sharded, Map<String, Object> group) {
    this.dice = dice;
    this.arn = arn;
    common.put("ReplicationGroupId", arn.id());
    common.put("CacheNodeType", group.get("CacheNodeType"));
    common.put("Engine", version.engine());
    common.put("EngineVersion", version.number());
    common.put("CacheClusterStatus", "available");
    common.put("NumCacheNodes", 1);
    common.put(
        "PreferredMaintenanceWindow", dice.any("sun:05:00-sun:06:00", "sat:23:30-sun:02:00"));
    common.put("CacheSubnetGroupName", dice.any("default", "private-subnets"));
    common.put("AutoMinorVersionUpgrade", group.get("AutoMinorVersionUpgrade"));
    common.put("CacheParameterGroup", parameterGroup(version, sharded));
    common.put(
        "SecurityGroups",
        List.of("sg-1", "sg-2a", "sg-03f").subList(0, dice.from(0, 3)).stream()
            .map(g -> Map.of("SecurityGroupId", g, "Status", "active"))
            .toList());
    if (dice.coin()) {
      common.put("NotificationConfiguration", topic());
    }
  }

  private Map<String, Object> topic() {
    return Map.of(
        "TopicArn",
        "arn:aws:sns:%s:%s:%s".formatted(arn.region(), arn.account(), dice.any("cache", "ops")),
        "TopicStatus",
        dice.any("active", "inactive"));
  }

  private Map<String, Object> parameterGroup(EngineVersion version, boolean sharded) {
    String usual = "default." + family(version) + (sharded ? ".cluster.on" : "");
    return Map.of(
        "CacheParameterGroupName",
        dice.any(usual, "tuned-for-the-shop"),
        "ParameterApplyStatus",
        "in-sync");
  }

  private static String family(EngineVersion version) {
    int major = version.parts().getFirst();
    if (version.engine().equals("redis") && major < 7) {
      return major == 6 ? "redis6.x" : "redis" + major + ".0";
    }
    return version.engine() + major;
  }

  List<Map<String, Object>> of(List<GeneratedNodes.Node> nodes) {
    return nodes.stream().map(this::cluster).toList();
  }

  private Map<String, Object> cluster(GeneratedNodes.Node node) {
    Map<String, Object> cluster = new LinkedHashMap<>(common);
    cluster.put("CacheClusterId", node.id());
    cluster.put("ARN", arn.resource("cluster", node.id()));
    cluster.put("PreferredAvailabilityZone", node.zone());
    return cluster;
  }
}
