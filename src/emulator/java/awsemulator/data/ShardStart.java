package awsemulator.data;

import java.nio.file.Path;

/**
 * A shard to be started.
 *
 * @param rdb the keys to start with, or null for none
 */
record ShardStart(DataPlane.Shard shard, Path rdb) {}
