package remediator.group;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes a replication group the cache that it is, apart from its name and its data: all that a
 * replacement must carry over, and all that is compared afterwards.
 *
 * @param description free text of at most 255 characters
 * @param tags of the group, without AWS's own ("aws:…" cannot be set)
 */
public record GroupSpec(
    String description,
    Engine engine,
    Layout layout,
    Network network,
    Encryption encryption,
    Access access,
    Backup backup,
    Maintenance maintenance,
    Map<String, String> tags) {
  public GroupSpec {
    tags = Map.copyOf(tags);
  }

  /**
   * The engine.
   *
   * @param parameterGroup its name; the family must fit the version
   * @param durability {@code sync}, {@code async} or {@code disabled}; empty for the default, and
   *     for engines before Valkey 9.0, which have none
   */
  public record Engine(EngineVersion version, String parameterGroup, String durability) {}

  /**
   * Nodes and shards.
   *
   * @param clusterMode {@code enabled}, {@code disabled} or {@code compatible}
   * @param shards in the order of their ids
   */
  public record Layout(
      String nodeType,
      String clusterMode,
      List<Shard> shards,
      boolean automaticFailover,
      boolean multiAz,
      boolean dataTiering) {
    public Layout {
      shards = List.copyOf(shards);
    }

    /** Whether cluster mode is enabled: several shards, one configuration endpoint. */
    public boolean sharded() {
      return !clusterMode.equals("disabled");
    }

    public int nodes() {
      return shards.stream().mapToInt(s -> s.nodes().size()).sum();
    }
  }

  /**
   * One node group.
   *
   * @param id such as "0001"
   * @param slots such as "0-5461"; empty where cluster mode is disabled
   * @param nodes the primary first where the API tells which it is
   */
  public record Shard(String id, String slots, List<Node> nodes) {
    public Shard {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * Where a node stands.
   *
   * @param zone Availability Zone
   * @param outpost ARN of the Outpost, or empty
   */
  public record Node(String zone, String outpost) {}

  /** Fixed for life: none of these can be modified later. */
  public record Network(
      String subnetGroup, List<String> securityGroups, int port, String type, String ipDiscovery) {
    public Network {
      securityGroups = List.copyOf(securityGroups);
    }
  }

  /**
   * Both encryptions.
   *
   * @param kmsKey ARN of a customer managed key, or empty for the service's own
   */
  public record Encryption(boolean atRest, String kmsKey, TransitEncryptionMode transit) {}

  /**
   * Who may connect.
   *
   * @param authToken whether there is a token; the API never shows it
   */
  public record Access(boolean authToken, List<String> userGroups) {
    public Access {
      userGroups = List.copyOf(userGroups);
    }
  }

  /**
   * Automatic backups.
   *
   * @param days how long they are kept; 0 for none
   * @param window daily, in UTC, {@code hh:mm-hh:mm}; empty where the API tells none
   * @param snapshottingNode the index, in the layout's order, of the node that they are taken from;
   *     for cluster mode disabled
   */
  public record Backup(int days, String window, Optional<Integer> snapshottingNode) {}

  /**
   * Maintenance, notifications and logs.
   *
   * @param window weekly, in UTC, {@code ddd:hh:mm-ddd:hh:mm}
   * @param topic ARN of the SNS topic for the group's events, or empty
   */
  public record Maintenance(
      String window,
      boolean minorVersionUpgrade,
      String topic,
      boolean topicActive,
      List<LogDelivery> logs) {
    public Maintenance {
      logs = List.copyOf(logs);
    }
  }

  /**
   * One log.
   *
   * @param type {@code slow-log} or {@code engine-log}
   * @param destinationType {@code cloudwatch-logs} or {@code kinesis-firehose}
   * @param destination name of the log group or the delivery stream
   * @param format {@code text} or {@code json}
   */
  public record LogDelivery(
      String type, String destinationType, String destination, String format) {}

  /** What a control can ask. */
  public SecuritySettings settings() {
    return new SecuritySettings(
        encryption.atRest(), encryption.transit(), access.authToken(), backup.days());
  }

  /**
   * What a creation says of the network type, or an empty text. Network types are documented for
   * Redis OSS 6.2 and later, and no answer is on record to a request that names one for an engine
   * before, whose groups are IPv4.
   */
  public String networkTypeToSend() {
    return isOfOldEngine() && network.type().equals("ipv4") ? "" : network.type();
  }

  /** The same of IP discovery. */
  public String ipDiscoveryToSend() {
    return isOfOldEngine() && network.ipDiscovery().equals("ipv4") ? "" : network.ipDiscovery();
  }

  /** The same of the cluster mode, which the parameter group of an old engine says. */
  public String clusterModeToSend() {
    return isOfOldEngine() ? "" : layout.clusterMode();
  }

  private boolean isOfOldEngine() {
    return !engine.version().atLeast(6, 2);
  }

  public GroupSpec withEncryption(Encryption other) {
    return new GroupSpec(
        description, engine, layout, network, other, access, backup, maintenance, tags);
  }

  public GroupSpec withEngine(Engine other) {
    return new GroupSpec(
        description, other, layout, network, encryption, access, backup, maintenance, tags);
  }

  public GroupSpec withLayout(Layout other) {
    return new GroupSpec(
        description, engine, other, network, encryption, access, backup, maintenance, tags);
  }

  public GroupSpec withTags(Map<String, String> other) {
    return new GroupSpec(
        description, engine, layout, network, encryption, access, backup, maintenance, other);
  }
}
