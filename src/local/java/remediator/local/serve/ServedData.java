package remediator.local.serve;

import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.fleet.FleetView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** The Redis servers of served groups, and the ports that they are reached at. */
final class ServedData {
  /** Each is a process; an owner's whole fleet may have thousands. */
  private static final int MOST_SHARDS = 64;

  /** Those of other statuses have no servers yet, or none any more. */
  private static final Set<String> SERVING = Set.of("available", "modifying", "snapshotting");

  private final FleetView view;
  private final RedisDataPlane data;
  private final Set<String> told = new HashSet<>();

  ServedData(FleetView view, RedisDataPlane data) {
    this.view = view;
    this.data = data;
  }

  /** Starts those of the loaded groups, as far as there may be so many. */
  void start() {
    int shards = 0;
    for (ReplicationGroup group : view.groups()) {
      shards += group.nodeGroups().size();
      if (shards <= MOST_SHARDS && SERVING.contains(group.status())) {
        view.startData(data, group.arn());
        told.add(group.arn());
      }
    }
  }

  List<ReplicationGroup> groups() {
    return view.groups();
  }

  /** Such as "127.0.0.1:40001, 40002". */
  String ports(ReplicationGroup group) {
    if (!data.running(group.arn())) {
      return "no server: " + (SERVING.contains(group.status()) ? "too many" : group.status());
    }
    return "127.0.0.1:"
        + group.nodeGroups().stream()
            .map(shard -> String.valueOf(data.port(group.arn(), shard.nodeGroupId())))
            .collect(Collectors.joining(", "));
  }

  /** The ports of a group that was made meanwhile, once. */
  Optional<String> newPorts(String arn) {
    if (!data.running(arn)) {
      told.remove(arn);
      return Optional.empty();
    }
    return told.add(arn) ? view.group(arn).map(g -> "Redis at " + ports(g)) : Optional.empty();
  }
}
