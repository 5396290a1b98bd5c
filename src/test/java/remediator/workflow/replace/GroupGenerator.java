package remediator.workflow.replace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;

/** One legal group, at random. */
final class GroupGenerator {
  private final Dice dice;
  private final GroupArn arn;
  private final EngineVersion version;
  private final boolean sharded;
  private final String nodeType;
  private final boolean outpost;
  private final String tls;
  private final boolean auth;
  private final Map<String, Object> group = new LinkedHashMap<>();
  private final Map<String, List<Map<String, String>>> tags = new TreeMap<>();
  private final Map<String, String> choices = new TreeMap<>();

  GroupGenerator(Random random, int index) {
    this.dice = new Dice(random);
    String region = dice.any("us-east-1", "eu-west-1", "ap-northeast-1");
    this.arn = new GroupArn("aws", region, "%012d".formatted(200_000_000_000L + index), id());
    this.version = dice.of(VERSIONS);
    this.sharded = dice.coin();
    this.outpost = dice.oneIn(15);
    this.nodeType = nodeType();
    boolean modes = version.canSwitchTlsOnline();
    this.tls = dice.any("none", "none", modes ? "preferred" : "required", "required");
    this.auth = tls.equals("required") && dice.oneIn(3);
  }

  private static final List<EngineVersion> VERSIONS =
      List.of(
          EngineVersion.parse("redis", "4.0.10"),
          EngineVersion.parse("redis", "5.0.6"),
          EngineVersion.parse("redis", "6.0.5"),
          EngineVersion.parse("redis", "6.2.6"),
          EngineVersion.parse("redis", "7.0.4"),
          EngineVersion.parse("redis", "7.0.7"),
          EngineVersion.parse("redis", "7.1.0"),
          EngineVersion.parse("valkey", "7.2.6"),
          EngineVersion.parse("valkey", "8.0.1"),
          EngineVersion.parse("valkey", "8.1.0"),
          EngineVersion.parse("valkey", "9.0.0"),
          EngineVersion.parse("valkey", "9.1.0"));

  private String id() {
    return dice.any("orders", "a", "web-sessions-of-the-shop-in-production-9", "c1-enc", "x-enc2");
  }

  private String nodeType() {
    if (outpost) {
      return dice.any("cache.m5.large", "cache.r5.2xlarge");
    }
    boolean newer = version.engine().equals("valkey") || version.atLeast(6, 2);
    return newer
        ? dice.any("cache.r6gd.xlarge", "cache.r7g.large", "cache.m7g.2xlarge", "cache.t4g.small")
        : dice.any("cache.t3.micro", "cache.m5.xlarge", "cache.r5.large", "cache.m4.large");
  }

  GeneratedGroup next() {
    group.put("ReplicationGroupId", arn.id());
    group.put("ARN", arn.toString());
    group.put("Status", "available");
    group.put("Description", dice.any("Orders", "Größe: \"5\" <&> 日本", "d".repeat(255), " x "));
    group.put("CacheNodeType", nodeType);
    group.put("DataTiering", nodeType.contains("r6gd") ? "enabled" : "disabled");
    group.put("ClusterEnabled", sharded);
    if (!dice.oneIn(5)) {
      group.put("ClusterMode", sharded ? "enabled" : "disabled");
    }
    List<GeneratedNodes.Node> nodes =
        new GeneratedNodes(dice, arn, sharded, outpost).put(group, dice.oneIn(60));
    encryption();
    access();
    backup(nodes);
    network();
    List<Map<String, Object>> clusters =
        new GeneratedClusters(dice, arn, version, sharded, group).of(nodes);
    tags(nodes);
    return new GeneratedGroup(arn, group, clusters, tags, choices);
  }

  private void encryption() {
    group.put("TransitEncryptionEnabled", !tls.equals("none"));
    if (!tls.equals("none") && (tls.equals("preferred") || dice.coin())) {
      group.put("TransitEncryptionMode", tls);
    }
    boolean older = tls.equals("none") && !version.canSwitchTlsOnline();
    boolean atRest = older && dice.oneIn(3);
    group.put("AtRestEncryptionEnabled", atRest);
    if (atRest) {
      choices.put("older-engines", "replace");
      if (dice.coin()) {
        group.put("KmsKeyId", key(dice.any("0", "1")));
      }
    }
    if (sharded && version.engine().equals("valkey") && version.atLeast(9)) {
      group.put("Durability", dice.any("sync", "async", "disabled", "default"));
      group.put("StorageEncryptionType", "none");
    }
    if (dice.oneIn(3)) {
      choices.put("kms-key", key("f"));
    }
    if (!atRest && dice.oneIn(4)) {
      choices.put("controls", "ElastiCache.4");
    }
  }

  private String key(String digit) {
    return "arn:aws:kms:%s:%s:key/%s0000000-0000-0000-0000-000000000000"
        .formatted(arn.region(), arn.account(), digit);
  }

  private void access() {
    group.put("AuthTokenEnabled", auth);
    if (auth) {
      choices.put(
          "auth-secret",
          "arn:aws:secretsmanager:%s:%s:secret:cache".formatted(arn.region(), arn.account()));
    }
    boolean users = tls.equals("required") && !auth && version.atLeast(6) && dice.coin();
    group.put("UserGroupIds", users ? List.of(dice.any("shop-users", "all-users")) : List.of());
    List<Map<String, Object>> logs = new ArrayList<>();
    if (version.atLeast(6) && dice.coin()) {
      logs.add(log("slow-log"));
    }
    if ((version.engine().equals("valkey") || version.atLeast(6, 2)) && dice.coin()) {
      logs.addFirst(log("engine-log"));
    }
    group.put("LogDeliveryConfigurations", logs);
  }

  private Map<String, Object> log(String type) {
    boolean firehose = dice.oneIn(3);
    return Map.of(
        "LogType",
        type,
        "DestinationType",
        firehose ? "kinesis-firehose" : "cloudwatch-logs",
        "DestinationDetails",
        firehose
            ? Map.of("KinesisFirehoseDetails", Map.of("DeliveryStream", "stream-" + type))
            : Map.of("CloudWatchLogsDetails", Map.of("LogGroup", "/cache/" + type)),
        "LogFormat",
        dice.any("text", "json"),
        "Status",
        "active");
  }

  private void backup(List<GeneratedNodes.Node> nodes) {
    int days = dice.any(0, 0, 1, 7, 35);
    group.put("SnapshotRetentionLimit", days);
    if (!dice.oneIn(10)) {
      group.put("SnapshotWindow", dice.any("03:00-04:00", "23:30-01:00", "12:15-13:45"));
    }
    if (days > 0 && !sharded) {
      group.put("SnapshottingClusterId", dice.of(nodes).id());
    }
    group.put("AutoMinorVersionUpgrade", dice.coin());
  }

  private void network() {
    boolean newer = version.engine().equals("valkey") || version.atLeast(6, 2);
    String type = newer ? dice.any("ipv4", "ipv6", "dual_stack") : "ipv4";
    if (!type.equals("ipv4") || dice.coin()) {
      group.put("NetworkType", type);
    }
    String discovery = type.equals("dual_stack") ? dice.any("ipv4", "ipv6") : type;
    if (type.equals("dual_stack") || dice.coin()) {
      group.put("IpDiscovery", discovery);
    }
  }

  private void tags(List<GeneratedNodes.Node> nodes) {
    Map<String, String> common = new TreeMap<>();
    int count = dice.any(0, 1, 3, 47);
    for (int i = 0; i < count; i++) {
      common.put("key " + i + "_.:/=+-@", dice.any("", "a value", "v".repeat(256)));
    }
    if (dice.oneIn(4)) {
      common.put("elasticache-encryption:replaces", "earlier");
    }
    tags.put(arn.toString(), list(common));
    for (GeneratedNodes.Node node : nodes) {
      Map<String, String> own = new TreeMap<>(common);
      if (dice.oneIn(6)) {
        own.put("node-owner", dice.any("blue", "green"));
      }
      tags.put(arn.resource("cluster", node.id()), list(own));
    }
  }

  private static List<Map<String, String>> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(t -> Map.of("Key", t.getKey(), "Value", t.getValue()))
        .toList();
  }
}
