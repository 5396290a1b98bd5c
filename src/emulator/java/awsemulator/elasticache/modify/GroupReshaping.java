package awsemulator.elasticache.modify;

/** What befalls a group by its owner or by the service itself. */
public enum GroupReshaping {
  /** Another replica of the first shard. */
  ADD_REPLICA,
  /** The last replica of the first shard goes. */
  REMOVE_REPLICA,
  /** Another shard, with half of the last one's slots. */
  ADD_SHARD,
  /** Another node is the primary. */
  FAIL_OVER,
  /** The backup window opens: the group is snapshotting for some minutes. */
  AUTOMATIC_BACKUP
}
