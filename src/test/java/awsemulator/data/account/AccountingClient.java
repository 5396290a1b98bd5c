package awsemulator.data.account;

import awsemulator.data.ClientTarget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A client that writes all types of data and keeps account of every write that was acknowledged.
 * What is refused it tries again until it is done; of what got no answer it knows nothing, and
 * writes anew.
 *
 * <p>It is driven: {@link #attempt} makes one attempt in the caller's thread, so that with one seed
 * a test always goes the same way. {@link #start} makes a thread of its own do that. Its monitor is
 * held while a write is under way.
 *
 * <p>When it is sent to another group it goes on with other keys: writing the old ones again would
 * hide what was lost before.
 */
public final class AccountingClient implements AutoCloseable {
  private static final int KEYS = 5;
  private static final Duration FAR = Duration.ofDays(30);

  /**
   * What has come of the attempts.
   *
   * @param acknowledged write commands, as servers count them; a transaction has two
   * @param refused attempts answered NOREPLICAS: surely not done
   * @param failed attempts that surely were not done for another reason, as without a connection
   * @param unknown attempts whose answer was lost
   * @param longestPause between two acknowledged writes
   */
  public record Totals(
      long acknowledged, long refused, long failed, long unknown, Duration longestPause) {}

  private record Planned(long sequence, WriteKind kind, String key) {}

  private final SplittableRandom random;
  private final List<WriteKind> kinds;
  private final Supplier<ShardTargets> targets;
  private final InstantSource clock;
  private final long epoch =
      (System.currentTimeMillis() + FAR.toMillis())
          / Duration.ofDays(1).toMillis()
          * Duration.ofDays(1).toMillis();
  private final WriteAccount account = new WriteAccount(epoch);
  private final Map<Integer, Jedis> connections = new HashMap<>();
  private ShardTargets current;
  private int era;
  private long sequence;
  private Planned planned;
  private long acknowledged;
  private long refused;
  private long failed;
  private long unknown;
  private Instant last;
  private Duration longestPause = Duration.ZERO;
  private Thread thread;
  private volatile boolean stopped;

  /**
   * A client of all kinds of writes.
   *
   * @param targets asked before every attempt
   * @param clock the pause is measured by
   */
  public AccountingClient(long seed, Supplier<ShardTargets> targets, InstantSource clock) {
    this.random = new SplittableRandom(seed);
    this.kinds = List.of(WriteKind.values());
    this.targets = targets;
    this.clock = clock;
  }

  /**
   * Makes one attempt.
   *
   * @return whether the write was acknowledged
   */
  public synchronized boolean attempt() {
    follow(targets.get());
    if (planned == null) {
      WriteKind kind = kinds.get(random.nextInt(kinds.size()));
      String key = "account:%d:%s:{%d}".formatted(era, kind, random.nextInt(KEYS));
      planned = new Planned(++sequence, kind, key);
    }
    Jedis client;
    try {
      ClientTarget target = current.of(planned.key);
      client = connections.computeIfAbsent(target.port(), _ -> target.connect());
    } catch (JedisException e) {
      failed++;
      return false;
    }
    return write(client);
  }

  /** Makes so many. */
  public void attempts(int count) {
    for (int i = 0; i < count; i++) {
      attempt();
    }
  }

  private void follow(ShardTargets now) {
    if (current == null || !now.name().equals(current.name())) {
      disconnect();
      era++;
      planned = null;
    }
    current = now;
  }

  private boolean write(Jedis client) {
    WriteKind kind = planned.kind;
    try {
      boolean fresh = !account.has(kind, planned.key);
      kind.write(client, planned.sequence, planned.key, fresh, epoch);
    } catch (JedisDataException e) {
      if (e.getMessage().contains("NOREPLICAS") || e.getMessage().startsWith("EXECABORT")) {
        refused++;
      } else {
        failed++;
      }
      return false;
    } catch (JedisException e) {
      unknown++;
      account.unknown(planned.sequence);
      planned = new Planned(++sequence, kind, planned.key);
      disconnect();
      return false;
    }
    List<AccountedWrite> writes = kind.writes(planned.sequence, planned.key);
    account.acknowledge(writes);
    acknowledged += writes.size();
    planned = null;
    pause(clock.instant());
    return true;
  }

  private void pause(Instant now) {
    Duration since = last == null ? Duration.ZERO : Duration.between(last, now);
    longestPause = since.compareTo(longestPause) > 0 ? since : longestPause;
    last = now;
  }

  private void disconnect() {
    connections.values().forEach(Jedis::close);
    connections.clear();
  }

  /** Attempts go on by themselves from now on, at most so many a second. */
  public synchronized void start(int perSecond) {
    if (thread != null) {
      throw new IllegalStateException("This client has been started already.");
    }
    long nanos = 1_000_000_000L / perSecond;
    thread =
        Thread.ofVirtual()
            .name("accounting-client")
            .start(
                () -> {
                  while (!stopped) {
                    attempt();
                    LockSupport.parkNanos(nanos);
                  }
                });
  }

  public WriteAccount account() {
    return account;
  }

  public synchronized Totals totals() {
    return new Totals(acknowledged, refused, failed, unknown, longestPause);
  }

  /** Ends; the account stays. */
  @Override
  public void close() {
    stopped = true;
    if (thread != null) {
      LockSupport.unpark(thread);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    synchronized (this) {
      disconnect();
    }
  }
}
