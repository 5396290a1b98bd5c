package awsemulator.elasticache.fleet;

import awsemulator.data.DataPlane;
import awsemulator.elasticache.create.GroupData;
import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.snapshots.AutomaticSnapshot;
import awsemulator.elasticache.state.BusyInterval;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.SnapshotState;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.time.VirtualClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What the local ElastiCache holds, of all accounts and Regions, without any right or page. */
public final class FleetView {
  private final VirtualClock clock;
  private final CloudEstate estate;

  public FleetView(VirtualClock clock, CloudEstate estate) {
    this.clock = clock;
    this.estate = estate;
  }

  /** Every group, by account, Region and id. */
  public List<ReplicationGroup> groups() {
    return locked(() -> states().map(StoredGroup::group).toList());
  }

  public Optional<ReplicationGroup> group(String arn) {
    return locked(() -> state(arn).map(StoredGroup::group));
  }

  /** The cache clusters of a group; empty where there is no such group. */
  public List<CacheCluster> nodes(String groupArn) {
    return locked(
        () -> state(groupArn).map(group -> List.copyOf(group.nodes().values())).orElse(List.of()));
  }

  /** What has been set in the parameter group that a group uses, by parameter name. */
  public Map<String, String> parameters(String groupArn) {
    return locked(
        () ->
            state(groupArn)
                .map(g -> estate.of(g.place()).parameterGroups.get(g.parameterGroup()))
                .map(used -> Map.copyOf(used.values()))
                .orElse(Map.of()));
  }

  /** A cache cluster by its ARN, whether in a group or not. */
  public Optional<CacheCluster> node(String arn) {
    return locked(
        () ->
            estate.inventories().stream()
                .flatMap(inventory -> inventory.clusters().stream())
                .filter(node -> arn.equals(node.arn()))
                .findFirst());
  }

  /** The addresses that clients are meant to use: configuration, or primary and reader. */
  public List<String> endpoints(String groupArn) {
    return locked(() -> state(groupArn).map(EndpointAssigner::list).orElse(List.of()));
  }

  /** The addresses of a group's single nodes. */
  public List<String> memberEndpoints(String groupArn) {
    return locked(
        () ->
            state(groupArn).stream()
                .flatMap(group -> group.nodes().values().stream())
                .flatMap(node -> node.cacheNodes().stream())
                .filter(node -> node.endpoint() != null)
                .map(node -> node.endpoint().address())
                .toList());
  }

  /** Those that somebody has asked for. */
  public List<Snapshot> snapshots() {
    return snapshots(false);
  }

  /** Those that the service has taken by itself. */
  public List<Snapshot> automaticSnapshots() {
    return snapshots(true);
  }

  private List<Snapshot> snapshots(boolean automatic) {
    return locked(
        () ->
            estate.inventories().stream()
                .flatMap(inventory -> inventory.snapshots.values().stream())
                .map(SnapshotState::snapshot)
                .filter(s -> s.snapshotSource().equals(AutomaticSnapshot.SOURCE) == automatic)
                .toList());
  }

  public List<Tag> tags(String arn) {
    return locked(
        () ->
            estate.inventories().stream()
                .flatMap(inventory -> inventory.tags.list(arn).stream())
                .toList());
  }

  /** Every time in which ElastiCache was at work, open ones last. */
  public List<BusyInterval> busy() {
    return locked(() -> estate.journal().busy());
  }

  /** What {@link DataPlane#start} needs to give a loaded group its servers. */
  public void startData(DataPlane data, String groupArn) {
    locked(
        () -> {
          StoredGroup group =
              state(groupArn)
                  .orElseThrow(() -> new IllegalArgumentException("no group " + groupArn));
          GroupData.start(
              estate,
              data,
              group,
              null,
              EndpointAssigner.hash(group, estate.of(group.place()).hash()));
          return null;
        });
  }

  private Stream<StoredGroup> states() {
    return estate.inventories().stream().flatMap(i -> i.groups.values().stream());
  }

  private Optional<StoredGroup> state(String arn) {
    return states().filter(group -> group.arn().equals(arn)).findFirst();
  }

  private <T> T locked(Supplier<T> read) {
    synchronized (clock) {
      return read.get();
    }
  }
}
