package remediator.copy.walk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of some keys: how many were copied or compared, expired meanwhile, or differ. */
public final class BatchTally {
  public static final int MOST_DIFFERENCES = 100;
  private static final int HASH_BYTES = 8;

  private long keys;
  private long bytes;
  private long expired;
  private long differing;
  private final List<String> differences = new ArrayList<>();

  public void add(long payload) {
    keys++;
    bytes += payload;
  }

  public void addExpired() {
    expired++;
  }

  /**
   * Notes a difference.
   *
   * @param kind such as {@code missing}
   */
  public void addDifference(String kind, byte[] key) {
    differing++;
    if (differences.size() < MOST_DIFFERENCES) {
      differences.add(kind + " " + hash(key));
    }
  }

  public void merge(BatchTally other) {
    keys += other.keys;
    bytes += other.bytes;
    expired += other.expired;
    differing += other.differing;
    other.differences.stream()
        .limit(MOST_DIFFERENCES - differences.size())
        .forEach(differences::add);
  }

  public long keys() {
    return keys;
  }

  public long bytes() {
    return bytes;
  }

  public long expired() {
    return expired;
  }

  public long differing() {
    return differing;
  }

  public List<String> differences() {
    return differences;
  }

  /** Names of keys may tell of people: what is logged or sent is the start of their SHA-256. */
  public static String hash(byte[] key) {
    return HexFormat.of().formatHex(sha256().digest(key), 0, HASH_BYTES);
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * As the next invocation reads it; what is 0 is left out, since there may be hundreds of shards.
   *
   * @param named how many differences are named at most
   */
  public Map<String, Object> toMap(int named) {
    Map<String, Object> map = new LinkedHashMap<>();
    putCount(map, "keys", keys);
    putCount(map, "bytes", bytes);
    putCount(map, "expired", expired);
    putCount(map, "differing", differing);
    if (named > 0 && !differences.isEmpty()) {
      map.put("differences", differences.stream().limit(named).toList());
    }
    return map;
  }

  private static void putCount(Map<String, Object> map, String name, long count) {
    if (count != 0) {
      map.put(name, count);
    }
  }

  public static BatchTally of(Map<?, ?> map) {
    BatchTally tally = new BatchTally();
    tally.keys = number(map, "keys");
    tally.bytes = number(map, "bytes");
    tally.expired = number(map, "expired");
    tally.differing = number(map, "differing");
    if (map.get("differences") instanceof List<?> list) {
      list.forEach(line -> tally.differences.add(String.valueOf(line)));
    }
    return tally;
  }

  public static long number(Map<?, ?> map, String name) {
    return map.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
