package awsemulator.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.data.wire.RespCommand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Fills a group with keys of every type, a third of them with a time to live of hours to days, so
 * that none expires during a run. The same seed gives the same keys and values.
 */
public final class DataSeeder {
  private static final long HOUR_MILLIS = 3_600_000L;

  private DataSeeder() {}

  /**
   * Writes exactly {@code keys} keys, straight to the servers; these are no writes of clients. A
   * data plane without servers has no place for keys and gets none.
   *
   * @param shards as the group was started with; each key goes to the shard that owns its slot
   * @throws IllegalArgumentException where no shard owns the slot of a key
   */
  public static void seed(
      DataPlane plane, String groupArn, List<DataPlane.Shard> shards, int keys, long seed) {
    if (!(plane instanceof RedisDataPlane redis)) {
      return;
    }
    RunningGroup group = redis.group(groupArn);
    Map<String, List<RespCommand>> commands = distribute(shards, keys, seed);
    ParallelShards.map(
        groupArn + " could not be seeded.",
        List.copyOf(commands.entrySet()),
        entry -> group.shard(entry.getKey()).write(entry.getValue()));
  }

  private static Map<String, List<RespCommand>> distribute(
      List<DataPlane.Shard> shards, int keys, long seed) {
    Owners owners = new Owners(shards);
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<RespCommand>> commands = new LinkedHashMap<>();
    for (int i = 0; i < keys; i++) {
      // Every fourth key shares its slot with others, by a hash tag.
      String key = i % 4 == 0 ? "cart:{user%d}:%d:%d".formatted(i % 97, seed, i) : name(seed, i);
      List<RespCommand> shard =
          commands.computeIfAbsent(owners.of(key), owner -> new ArrayList<>());
      SampleValues.write(i, key, random, shard::add);
      if (i % 3 == 0) {
        long ttl = HOUR_MILLIS * 2 + random.nextLong(HOUR_MILLIS * 24 * 7);
        shard.add(RespCommand.of("PEXPIRE", key, Long.toString(ttl)));
      }
    }
    return commands;
  }

  private static String name(long seed, int i) {
    return "item:" + seed + ":" + i;
  }

  /** Which node group owns a slot; in cluster mode disabled there is but one. */
  private static final class Owners {
    private final Map<String, BitSet> slots = new LinkedHashMap<>();

    Owners(List<DataPlane.Shard> shards) {
      for (DataPlane.Shard shard : shards) {
        String ranges = shard.slots() == null ? "0-" + (SlotRanges.COUNT - 1) : shard.slots();
        slots.put(shard.nodeGroupId(), SlotRanges.parse(ranges));
      }
    }

    String of(String key) {
      int slot = KeySlot.of(key.getBytes(UTF_8));
      for (Map.Entry<String, BitSet> entry : slots.entrySet()) {
        if (entry.getValue().get(slot)) {
          return entry.getKey();
        }
      }
      throw new IllegalArgumentException("No shard owns slot " + slot + " of key " + key + ".");
    }
  }
}
