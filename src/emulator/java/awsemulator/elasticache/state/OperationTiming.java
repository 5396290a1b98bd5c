package awsemulator.elasticache.state;

import java.time.Duration;

/**
 * How long the cloud takes.
 *
 * @param create a new group, empty or restored
 * @param tls one step of the in-transit encryption setting
 * @param settings changes that touch no process, such as a window or a description
 * @param parameters from a parameter group's change or association until its values are in force
 * @param tags a change of a group's tags
 * @param upgrade another engine version
 * @param scale another node type
 * @param snapshotCut from the request for a snapshot until its first shard is cut
 * @param snapshot one shard's snapshot; a copy takes as long
 * @param snapshotShard what each further shard adds
 * @param delete a group, without its final snapshot
 * @param statusLag how long the status still reads available after Modify or Delete has answered
 */
public record OperationTiming(
    Duration create,
    Duration tls,
    Duration settings,
    Duration parameters,
    Duration tags,
    Duration upgrade,
    Duration scale,
    Duration snapshotCut,
    Duration snapshot,
    Duration snapshotShard,
    Duration delete,
    Duration statusLag) {

  /** What acceptance tests of other tools have seen on small groups. */
  public static OperationTiming usual() {
    return new OperationTiming(
        Duration.ofMinutes(10),
        Duration.ofMinutes(9),
        Duration.ofMinutes(1),
        Duration.ofSeconds(20),
        Duration.ofMinutes(3),
        Duration.ofMinutes(12),
        Duration.ofMinutes(15),
        Duration.ofSeconds(20),
        Duration.ofMinutes(3),
        Duration.ofSeconds(30),
        Duration.ofMinutes(8),
        Duration.ofSeconds(15));
  }

  /** The same, with another lag. */
  public OperationTiming withStatusLag(Duration lag) {
    return new OperationTiming(
        create,
        tls,
        settings,
        parameters,
        tags,
        upgrade,
        scale,
        snapshotCut,
        snapshot,
        snapshotShard,
        delete,
        lag);
  }
}
