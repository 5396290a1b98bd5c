package awsemulator.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The snapshots' RDB files, one for each shard. Snapshots outlive the groups they are of. */
final class SnapshotStore {
  /** One shard as it was: its slots as in {@link DataPlane.Shard}, and its keys. */
  private record Part(String slots, Path rdb) {
    /** Keys of cluster mode disabled fit into the only shard of a cluster, not the reverse. */
    boolean fits(DataPlane.Shard shard) {
      return slots == null
          || (shard.slots() != null
              && SlotRanges.parse(slots).equals(SlotRanges.parse(shard.slots())));
    }
  }

  private final Supplier<Path> files;
  private final Map<String, List<Part>> snapshots = new ConcurrentHashMap<>();

  /**
   * A store without snapshots.
   *
   * @param files gives a new file name each time
   */
  SnapshotStore(Supplier<Path> files) {
    this.files = files;
  }

  /** Saves all shards at the same time; each is consistent, as ElastiCache promises no more. */
  void take(String arn, List<ShardServer> shards) {
    List<Part> parts =
        ParallelShards.map(
            "The snapshot " + arn + " failed.",
            shards,
            shard -> {
              Path rdb = files.get();
              shard.save(rdb);
              return new Part(shard.shard().slots(), rdb);
            });
    keep(arn, parts);
  }

  void copy(String arn, String target) {
    List<Part> parts = new ArrayList<>();
    for (Part part : parts(arn)) {
      try {
        parts.add(new Part(part.slots(), Files.copy(part.rdb(), files.get())));
      } catch (IOException e) {
        throw new UncheckedIOException("The snapshot " + arn + " could not be copied.", e);
      }
    }
    keep(target, parts);
  }

  void delete(String arn) {
    List<Part> parts = parts(arn);
    snapshots.remove(arn);
    parts.forEach(SnapshotStore::deleteFile);
  }

  /**
   * What the shards of a new group start with.
   *
   * @param arn the snapshot, or null for an empty group
   * @throws IllegalArgumentException where the snapshot's shards are others than the group's
   */
  List<ShardStart> starts(String arn, List<DataPlane.Shard> shards) {
    if (arn == null) {
      return shards.stream().map(shard -> new ShardStart(shard, null)).toList();
    }
    List<Part> parts = parts(arn);
    if (parts.size() != shards.size()) {
      throw new IllegalArgumentException(
          "The snapshot %s has %d shards, the group %d."
              .formatted(arn, parts.size(), shards.size()));
    }
    return shards.stream().map(shard -> new ShardStart(shard, rdb(arn, parts, shard))).toList();
  }

  private static Path rdb(String arn, List<Part> parts, DataPlane.Shard shard) {
    return parts.stream()
        .filter(part -> part.fits(shard))
        .map(Part::rdb)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The snapshot %s has no shard with the slots %s."
                        .formatted(arn, shard.slots())));
  }

  private List<Part> parts(String arn) {
    List<Part> parts = snapshots.get(arn);
    if (parts == null) {
      throw new IllegalArgumentException("There is no snapshot " + arn + ".");
    }
    return parts;
  }

  private void keep(String arn, List<Part> parts) {
    if (snapshots.putIfAbsent(arn, List.copyOf(parts)) != null) {
      parts.forEach(SnapshotStore::deleteFile);
      throw new IllegalStateException("There is a snapshot " + arn + " already.");
    }
  }

  private static void deleteFile(Part part) {
    try {
      Files.deleteIfExists(part.rdb());
    } catch (IOException e) {
      throw new UncheckedIOException(part.rdb() + " could not be deleted.", e);
    }
  }
}
