package remediator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;
import remediator.group.GroupEndpoints;
import remediator.group.GroupSpec;
import remediator.group.TransitEncryptionMode;

/** Replication groups for tests: a usual one, changed in what matters. */
public final class Groups {
  private String engine = "redis";
  private String version = "7.1.0";
  private boolean atRest = true;
  private TransitEncryptionMode transit = TransitEncryptionMode.NONE;
  private String status = "available";
  private String clusterMode = "disabled";
  private String nodeType = "cache.r6g.large";
  private String parameterGroup = "default.redis7";
  private String durability = "";
  private String storageEncryption = "";
  private boolean failover;
  private boolean multiAz;
  private final List<GroupSpec.Shard> shards = new ArrayList<>();
  private CacheGroup.Conditions conditions = CacheGroup.Conditions.NONE;
  private boolean auth;
  private boolean classic;
  private final List<String> userGroups = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private final List<String> oddities = new ArrayList<>();
  private final Map<String, String> tags = new TreeMap<>();
  private final Map<String, String> awsTags = new TreeMap<>();
  private Optional<String> global = Optional.empty();
  private Optional<Instant> created = Optional.of(Instant.parse("2024-03-01T09:00:00Z"));

  public static Groups group() {
    return new Groups();
  }

  public Groups engine(String name, String number) {
    engine = name;
    version = number;
    return this;
  }

  public Groups atRest(boolean on) {
    atRest = on;
    return this;
  }

  public Groups transit(TransitEncryptionMode mode) {
    transit = mode;
    return this;
  }

  public Groups status(String value) {
    status = value;
    return this;
  }

  public Groups clusterMode(String value) {
    clusterMode = value;
    return this;
  }

  public Groups nodeType(String value) {
    nodeType = value;
    return this;
  }

  public Groups parameterGroup(String value) {
    parameterGroup = value;
    return this;
  }

  public Groups durability(String value) {
    durability = value;
    return this;
  }

  /** A node with parameter values that wait for a reboot. */
  public Groups awaitingReboot(String node) {
    conditions = new CacheGroup.Conditions(List.of(node), conditions.busyNodes());
    return this;
  }

  public Groups nodeStatus(String node, String value) {
    conditions = new CacheGroup.Conditions(conditions.awaitingReboot(), Map.of(node, value));
    return this;
  }

  public Groups failover(boolean on, boolean inZones) {
    failover = on;
    multiAz = inZones;
    return this;
  }

  /** A shard with its nodes in these zones. */
  public Groups shard(String id, String... zones) {
    shards.add(
        new GroupSpec.Shard(id, "", Stream.of(zones).map(z -> new GroupSpec.Node(z, "")).toList()));
    return this;
  }

  public Groups storageEncryption(String value) {
    storageEncryption = value;
    return this;
  }

  public Groups auth() {
    auth = true;
    return this;
  }

  public Groups classic() {
    classic = true;
    return this;
  }

  public Groups userGroup(String id) {
    userGroups.add(id);
    return this;
  }

  public Groups pending(String what) {
    pending.add(what);
    return this;
  }

  public Groups odd(String sentence) {
    oddities.add(sentence);
    return this;
  }

  public Groups tag(String key, String value) {
    (key.startsWith("aws:") ? awsTags : tags).put(key, value);
    return this;
  }

  /** The API leaves the create time out. */
  public Groups withoutCreateTime() {
    created = Optional.empty();
    return this;
  }

  public Groups global(String id) {
    global = Optional.of(id);
    return this;
  }

  public CacheGroup build() {
    return new CacheGroup(
        new GroupArn("aws", "us-east-1", "111122223333", "orders-cache"),
        status,
        spec(),
        new GroupEndpoints("orders.ng.0001.use1.cache.amazonaws.com", "", "", List.of(), 6379),
        List.of("orders-cache-001"),
        awsTags,
        pending,
        global,
        classic,
        oddities,
        created,
        storageEncryption,
        conditions);
  }

  private GroupSpec spec() {
    return new GroupSpec(
        "Orders",
        new GroupSpec.Engine(EngineVersion.parse(engine, version), parameterGroup, durability),
        new GroupSpec.Layout(
            nodeType,
            clusterMode,
            shards.isEmpty()
                ? List.of(
                    new GroupSpec.Shard("0001", "", List.of(new GroupSpec.Node("us-east-1a", ""))))
                : shards,
            failover,
            multiAz,
            nodeType.contains("gd.")),
        new GroupSpec.Network("private-subnets", List.of("sg-1"), 6379, "ipv4", "ipv4"),
        new GroupSpec.Encryption(atRest, "", transit),
        new GroupSpec.Access(auth, userGroups),
        new GroupSpec.Backup(7, "03:00-04:00", Optional.of(0)),
        new GroupSpec.Maintenance("sun:05:00-sun:06:00", true, "", true, List.of()),
        tags);
  }
}
