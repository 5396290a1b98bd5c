package awsemulator.cloud;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every call that the local cloud answered, in order. */
public final class CallLog {
  /** Stands for the error code where the connection was dropped. */
  public static final String NO_ANSWER = "no answer";

  /**
   * @param service the SDK's name of the service, such as {@code ElastiCache}
   * @param error the wire code of the error it was answered with, {@link #NO_ANSWER}, or null
   */
  public record Entry(
      Instant at,
      CallerIdentity caller,
      String service,
      String operation,
      List<RequiredRight> needs,
      String error) {
    /** {@code ElastiCache.DescribeReplicationGroups}. */
    public String name() {
      return service + "." + operation;
    }
  }

  private final InstantSource clock;
  private final List<Entry> entries = new ArrayList<>();

  public CallLog(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void add(
      CallerIdentity caller,
      String service,
      String operation,
      List<RequiredRight> needs,
      String error) {
    entries.add(new Entry(clock.instant(), caller, service, operation, List.copyOf(needs), error));
  }

  /** How many calls so far. */
  public synchronized int size() {
    return entries.size();
  }

  /** The newest one. */
  public synchronized Entry last() {
    return entries.getLast();
  }

  /** Those after the first so many. */
  public synchronized List<Entry> since(int count) {
    return List.copyOf(entries.subList(count, entries.size()));
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }
}
