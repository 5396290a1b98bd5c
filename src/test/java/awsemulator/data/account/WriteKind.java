package awsemulator.data.account;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.StreamEntry;

/**
 * The kinds of writes that are accounted for. Every write leaves its sequence number, so that what
 * a group holds tells which was the last that it has.
 */
public enum WriteKind {
  STRING,
  HASH,
  LIST,
  SET,
  SORTED_SET,
  STREAM,
  /** The moment of expiry of a key, which is far away. */
  EXPIRY,
  /** MULTI with two writes, of which every third deletes a key. */
  TRANSACTION,
  /** A Lua script with two writes. */
  SCRIPT;

  private static final int PLACES = 8;
  private static final long MINUTE = 60_000;
  private static final String BOTH =
      "redis.call('SET', KEYS[1], ARGV[1]); return redis.call('RPUSH', KEYS[2], ARGV[1])";

  /**
   * What a key holds.
   *
   * @param registers the sequence number in each place that keeps only its last write
   * @param members the numbers where every write is kept
   * @param odd what no sequence of whole writes can have left
   */
  record Stored(Map<String, Long> registers, Set<Long> members, List<String> odd) {}

  /**
   * The write commands that a write consists of, as the server counts them.
   *
   * @return the place that each changes, empty text for the key itself; null where every write is
   *     kept
   */
  List<AccountedWrite> writes(long sequence, String key) {
    return switch (this) {
      case STRING, EXPIRY -> List.of(new AccountedWrite(sequence, this, key, ""));
      case HASH, SORTED_SET -> List.of(new AccountedWrite(sequence, this, key, place(sequence)));
      case LIST, SET, STREAM -> List.of(new AccountedWrite(sequence, this, key, null));
      case TRANSACTION ->
          List.of(
              new AccountedWrite(sequence, this, key, ""),
              new AccountedWrite(sequence, this, key, "twin"));
      case SCRIPT ->
          List.of(
              new AccountedWrite(sequence, this, key, ""),
              new AccountedWrite(sequence, this, key, null));
    };
  }

  private static String place(long sequence) {
    return "place" + sequence % PLACES;
  }

  private static boolean deletes(long sequence) {
    return sequence % 3 == 0;
  }

  /**
   * Writes; returns only when the server has acknowledged it.
   *
   * @param fresh whether the key was never written before
   * @param epoch of {@link #EXPIRY}, in milliseconds
   */
  void write(Jedis client, long sequence, String key, boolean fresh, long epoch) {
    String value = Long.toString(sequence);
    switch (this) {
      case STRING -> client.set(key, value);
      case HASH -> client.hset(key, place(sequence), value);
      case LIST -> client.rpush(key, value);
      case SET -> client.sadd(key, value);
      case SORTED_SET -> client.zadd(key, (double) sequence, place(sequence));
      case STREAM -> client.xadd(key, new StreamEntryID(sequence, 1), Map.of("n", value));
      case EXPIRY -> {
        if (fresh) {
          client.set(key, value);
        } else if (client.pexpireAt(key, epoch + sequence * MINUTE) != 1) {
          throw new JedisDataException(key + " was written, and is not there");
        }
      }
      case TRANSACTION -> {
        try (Transaction both = client.multi()) {
          both.set(marker(key), value);
          if (deletes(sequence)) {
            both.del(twin(key));
          } else {
            both.set(twin(key), value);
          }
          requireNonNull(both.exec(), "EXEC without WATCH always has an answer");
        }
      }
      case SCRIPT -> client.eval(BOTH, List.of(marker(key), twin(key)), List.of(value));
    }
  }

  private static String marker(String key) {
    return key + ":marker";
  }

  private static String twin(String key) {
    return key + ":twin";
  }

  /** Reads what there is of a key, with reading commands only. */
  Stored read(Jedis client, String key, long epoch) {
    Stored stored = new Stored(new HashMap<>(), new HashSet<>(), new ArrayList<>());
    Consumer<String> member = text -> stored.members.add(Long.parseLong(text));
    switch (this) {
      case STRING -> put(stored, "", client.get(key));
      case HASH -> client.hgetAll(key).forEach((place, value) -> put(stored, place, value));
      case LIST -> client.lrange(key, 0, -1).forEach(member);
      case SET -> client.smembers(key).forEach(member);
      case SORTED_SET ->
          client
              .zrangeWithScores(key, 0, -1)
              .forEach(t -> stored.registers.put(t.getElement(), (long) t.getScore()));
      case STREAM ->
          client.xrange(key, (StreamEntryID) null, null).stream()
              .map(StreamEntry::getFields)
              .forEach(fields -> member.accept(fields.get("n")));
      case EXPIRY -> {
        put(stored, "", client.get(key));
        expiry(client, key, epoch).ifPresent(n -> stored.registers.put("", n));
      }
      case TRANSACTION -> transaction(client, key, stored);
      case SCRIPT -> {
        put(stored, "", client.get(marker(key)));
        client.lrange(twin(key), 0, -1).forEach(member);
      }
    }
    return stored;
  }

  private static void put(Stored stored, String place, String value) {
    if (value != null) {
      stored.registers.put(place, Long.parseLong(value));
    }
  }

  /** The sequence number in the moment of expiry, which is exact to the minute. */
  private static OptionalLong expiry(Jedis client, String key, long epoch) {
    long left = client.pttl(key);
    if (left < 0) {
      return OptionalLong.empty();
    }
    List<String> now = client.time();
    long at = Long.parseLong(now.get(0)) * 1000 + Long.parseLong(now.get(1)) / 1000 + left;
    return OptionalLong.of(Math.round((at - epoch) / (double) MINUTE));
  }

  /** The marker tells what the twin must be: both were written, or neither. */
  private static void transaction(Jedis client, String key, Stored stored) {
    String marker = client.get(marker(key));
    String twin = client.get(twin(key));
    put(stored, "", marker);
    String due = marker == null || deletes(Long.parseLong(marker)) ? null : marker;
    if (Objects.equals(twin, due)) {
      put(stored, "twin", marker);
    } else {
      stored.odd.add("half of transaction " + marker + " of " + key + ", the twin is " + twin);
    }
  }
}
