package remediator.group;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import remediator.group.GroupSpec.Access;
import remediator.group.GroupSpec.Backup;
import remediator.group.GroupSpec.Encryption;
import remediator.group.GroupSpec.Engine;
import remediator.group.GroupSpec.LogDelivery;
import remediator.group.GroupSpec.Maintenance;
import remediator.group.GroupSpec.Network;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfiguration;
import software.amazon.awssdk.services.elasticache.model.NotificationConfiguration;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** The part of the read model that a replacement carries over: where each value is read from. */
final class SpecMapper {
  private final ReplicationGroup group;
  private final List<CacheCluster> clusters;
  private final GroupInconsistencies odd;

  SpecMapper(ReplicationGroup group, List<CacheCluster> clusters, GroupInconsistencies odd) {
    this.group = group;
    this.clusters = clusters;
    this.odd = odd;
  }

  GroupSpec map(Map<String, String> tags, int port) {
    return new GroupSpec(
        text(group.description()),
        engine(),
        new LayoutMapper(group, odd).map(),
        network(port),
        encryption(),
        access(),
        backup(),
        maintenance(),
        tags);
  }

  private Engine engine() {
    String name =
        odd.known("the engine", agreed("engine", CacheCluster::engine), Set.of("redis", "valkey"));
    String parameterGroup =
        agreed(
            "parameter group",
            c ->
                c.cacheParameterGroup() == null
                    ? ""
                    : c.cacheParameterGroup().cacheParameterGroupName());
    String version = agreed("engine version", CacheCluster::engineVersion);
    String durability =
        odd.known(
            "durability",
            text(group.durabilityAsString()).replaceFirst("^(default|none)$", ""),
            Set.of("", "sync", "async", "disabled"));
    try {
      return new Engine(EngineVersion.parse(name, version), parameterGroup, durability);
    } catch (IllegalArgumentException e) {
      odd.add(e.getMessage());
      return new Engine(new EngineVersion(name, List.of(0)), parameterGroup, durability);
    }
  }

  private Network network(int port) {
    Set<String> securityGroups = new TreeSet<>();
    clusters.forEach(c -> c.securityGroups().forEach(g -> securityGroups.add(g.securityGroupId())));
    agreed(
        "security groups",
        c ->
            c.securityGroups().stream().map(g -> g.securityGroupId()).sorted().toList().toString());
    String type = orElse(group.networkTypeAsString(), "ipv4");
    return new Network(
        agreed("subnet group", CacheCluster::cacheSubnetGroupName),
        List.copyOf(securityGroups),
        port,
        type,
        orElse(group.ipDiscoveryAsString(), type.equals("ipv6") ? "ipv6" : "ipv4"));
  }

  private Encryption encryption() {
    return new Encryption(
        Boolean.TRUE.equals(group.atRestEncryptionEnabled()),
        text(group.kmsKeyId()),
        GroupState.transit(group));
  }

  private Access access() {
    return new Access(
        Boolean.TRUE.equals(group.authTokenEnabled()),
        group.userGroupIds().stream().sorted().toList());
  }

  /** The node counts only where there are backups, and it can be chosen: not with shards. */
  private Backup backup() {
    int days = group.snapshotRetentionLimit() == null ? 0 : group.snapshotRetentionLimit();
    int index = new LayoutMapper(group, odd).members().indexOf(text(group.snapshottingClusterId()));
    boolean chosen = days > 0 && index >= 0 && !Boolean.TRUE.equals(group.clusterEnabled());
    return new Backup(
        days, text(group.snapshotWindow()), chosen ? Optional.of(index) : Optional.empty());
  }

  private Maintenance maintenance() {
    return new Maintenance(
        agreed("maintenance window", CacheCluster::preferredMaintenanceWindow),
        "true".equals(agreed("minor version upgrades", this::minorVersionUpgrade)),
        agreed("notification topic", c -> topic(c, NotificationConfiguration::topicArn)),
        !"inactive"
            .equals(
                agreed(
                    "notification status", c -> topic(c, NotificationConfiguration::topicStatus))),
        group.logDeliveryConfigurations().stream()
            .map(SpecMapper::log)
            .sorted(Comparator.comparing(LogDelivery::type))
            .toList());
  }

  /** ElastiCache's default is true; older answers do not tell it. */
  private String minorVersionUpgrade(CacheCluster cluster) {
    Boolean told = cluster.autoMinorVersionUpgrade();
    return String.valueOf(
        !Boolean.FALSE.equals(told == null ? group.autoMinorVersionUpgrade() : told));
  }

  private static String topic(
      CacheCluster cluster, Function<NotificationConfiguration, String> of) {
    return cluster.notificationConfiguration() == null
        ? ""
        : of.apply(cluster.notificationConfiguration());
  }

  private static LogDelivery log(LogDeliveryConfiguration log) {
    var details = log.destinationDetails();
    String destination = "";
    if (details != null && details.cloudWatchLogsDetails() != null) {
      destination = text(details.cloudWatchLogsDetails().logGroup());
    } else if (details != null && details.kinesisFirehoseDetails() != null) {
      destination = text(details.kinesisFirehoseDetails().deliveryStream());
    }
    return new LogDelivery(
        text(log.logTypeAsString()),
        text(log.destinationTypeAsString()),
        destination,
        text(log.logFormatAsString()));
  }

  private String agreed(String what, Function<CacheCluster, String> of) {
    return odd.agreed(what, clusters, of);
  }

  private static String text(String value) {
    return orElse(value, "");
  }

  private static String orElse(String value, String other) {
    return value == null ? other : value;
  }
}
