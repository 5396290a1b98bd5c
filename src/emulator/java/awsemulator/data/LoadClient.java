package awsemulator.data;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A client that writes all the time, as applications do while their group is being changed: INCR of
 * a counter and SET of a key, in turn. It connects again after an error, and stays connected where
 * a write is refused because writes are held (NOREPLICAS).
 *
 * <p>A write counts as a success when the server has acknowledged it; after n successes the counter
 * stands at half of n, rounded up. A write that ended in an error may still have been done.
 */
public final class LoadClient implements AutoCloseable {
  /**
   * What had come of the writes at some moment.
   *
   * @param refused answered NOREPLICAS, so surely not done; the connection stays as it is
   * @param errors of any other kind
   */
  public record Count(long successes, long refused, long errors) {}

  private final ClientTarget target;
  private final String prefix;
  private final long pauseNanos;
  private final Map<String, Count> marks = new LinkedHashMap<>();
  private Count count = new Count(0, 0, 0);
  private Jedis connection;
  private volatile boolean stopped;
  private Thread thread;

  /**
   * A client that writes when it is started.
   *
   * @param prefix of its keys: {@code <prefix>:counter} and {@code <prefix>:last}
   * @param writesPerSecond at most
   */
  public LoadClient(ClientTarget target, String prefix, int writesPerSecond) {
    if (writesPerSecond <= 0) {
      throw new IllegalArgumentException("A client has to write at some rate.");
    }
    this.target = target;
    this.prefix = prefix;
    this.pauseNanos = 1_000_000_000L / writesPerSecond;
  }

  public synchronized void start() {
    if (thread != null) {
      throw new IllegalStateException("This client has been started already.");
    }
    thread = Thread.ofVirtual().name("load-" + prefix).start(this::work);
  }

  private void work() {
    while (!stopped) {
      write();
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private synchronized void write() {
    try {
      connection = connection == null ? target.connect() : connection;
      if (count.successes() % 2 == 0) {
        connection.incr(prefix + ":counter");
      } else {
        connection.set(prefix + ":last", Long.toString(count.successes()));
      }
      count = new Count(count.successes() + 1, count.refused(), count.errors());
    } catch (JedisException e) {
      if (e instanceof JedisDataException && e.getMessage().startsWith("NOREPLICAS")) {
        count = new Count(count.successes(), count.refused() + 1, count.errors());
      } else {
        count = new Count(count.successes(), count.refused(), count.errors() + 1);
        disconnect();
      }
    }
    notifyAll();
  }

  private void disconnect() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  /** The count now, when no write is under way. */
  public synchronized Count count() {
    return count;
  }

  /** Remembers the count now, when no write is under way, under this name. */
  public synchronized Count mark(String name) {
    marks.put(name, count);
    return count;
  }

  /** The count at that mark; IllegalArgumentException where there is none. */
  public synchronized Count at(String name) {
    Count marked = marks.get(name);
    if (marked == null) {
      throw new IllegalArgumentException("There is no mark " + name + ".");
    }
    return marked;
  }

  /**
   * Waits until there are so many more successes than now.
   *
   * @return false where they have not come in that time
   */
  public synchronized boolean awaitMore(long successes, Duration patience)
      throws InterruptedException {
    long wanted = count.successes() + successes;
    long deadline = System.nanoTime() + patience.toNanos();
    while (count.successes() < wanted) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Ends the writing; the counts stay. */
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
