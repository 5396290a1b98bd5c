package awsemulator.data.account;

import awsemulator.data.ClientTarget;
import awsemulator.data.account.WriteKind.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Jedis;

/**
 * Every write that a server has acknowledged, and every one whose answer was lost, which may have
 * been done or not.
 */
public final class WriteAccount {
  /**
   * What a group holds, against the account.
   *
   * @param missing acknowledged writes that are not there, nor a later write in their place
   * @param odd what is there and was never written, or only half of what was written as one
   */
  public record Comparison(List<AccountedWrite> missing, List<String> odd) {}

  private record Key(WriteKind kind, String name) {}

  private final long epoch;
  private final List<AccountedWrite> acknowledged = new ArrayList<>();
  private final Set<Long> known = new HashSet<>();
  private final Set<Key> keys = new HashSet<>();

  WriteAccount(long epoch) {
    this.epoch = epoch;
  }

  synchronized void acknowledge(List<AccountedWrite> writes) {
    acknowledged.addAll(writes);
    writes.forEach(w -> known.add(w.sequence()));
    writes.forEach(w -> keys.add(new Key(w.kind(), w.key())));
  }

  synchronized void unknown(long sequence) {
    known.add(sequence);
  }

  synchronized boolean has(WriteKind kind, String key) {
    return keys.contains(new Key(kind, key));
  }

  /** The writes that a server has acknowledged by now, in their order. */
  public synchronized List<AccountedWrite> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** The acknowledged writes that a group does not have. */
  public List<AccountedWrite> missingOn(ShardTargets group) {
    return compare(group).missing();
  }

  /** Compares; nobody may write meanwhile. */
  public synchronized Comparison compare(ShardTargets group) {
    Map<Key, List<AccountedWrite>> byKey = new LinkedHashMap<>();
    acknowledged.forEach(
        w -> byKey.computeIfAbsent(new Key(w.kind(), w.key()), _ -> new ArrayList<>()).add(w));
    Comparison result = new Comparison(new ArrayList<>(), new ArrayList<>());
    Map<ClientTarget, Jedis> clients = new HashMap<>();
    try {
      byKey.forEach(
          (key, writes) -> {
            Jedis client = clients.computeIfAbsent(group.of(key.name()), ClientTarget::connect);
            compare(key, writes, key.kind().read(client, key.name(), epoch), result);
          });
    } finally {
      clients.values().forEach(Jedis::close);
    }
    return result;
  }

  private void compare(Key key, List<AccountedWrite> writes, Stored stored, Comparison result) {
    for (AccountedWrite write : writes) {
      boolean there =
          write.place() == null
              ? stored.members().contains(write.sequence())
              : stored.registers().getOrDefault(write.place(), 0L) >= write.sequence();
      if (!there) {
        result.missing().add(write);
      }
    }
    Set<Long> found = new HashSet<>(stored.registers().values());
    found.addAll(stored.members());
    found.removeAll(known);
    found.forEach(n -> result.odd().add("write " + n + " of " + key + ", which was never made"));
    result.odd().addAll(stored.odd());
  }
}
