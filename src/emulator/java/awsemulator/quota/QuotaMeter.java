package awsemulator.quota;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts calls against the published quotas, and says which are over one. */
public final class QuotaMeter {
  /**
   * What was asked of one operation, all accounts together.
   *
   * @param calls all of them, also those that were throttled
   * @param mostInASecond of one account, by the clock's full seconds
   * @param fullest part of its bucket that was in use where most of it was, from 0 to 1; 0 where no
   *     quota is published
   */
  public record Use(int calls, int throttled, int mostInASecond, double fullest) {}

  private record Place(String name, String account, String region) {}

  private static final class Tally {
    private int calls;
    private int throttled;
    private int most;
    private double fullest;
  }

  private static final class SecondCount {
    private long second;
    private int calls;
  }

  private final Map<Place, TokenBucket> buckets = new HashMap<>();
  private final Map<Place, SecondCount> seconds = new HashMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Map<String, Optional<RequestQuota>> quotas = new HashMap<>();

  /** Whether the call is within its quota. */
  public synchronized boolean take(
      String service, String operation, String account, String region, Instant now) {
    String name = service + "." + operation;
    Tally tally = tallies.computeIfAbsent(name, _ -> new Tally());
    tally.calls++;
    count(new Place(name, account, region), tally, now);
    Optional<RequestQuota> quota =
        quotas.computeIfAbsent(name, _ -> PublishedQuotas.of(service, operation));
    if (quota.isEmpty()) {
      return true;
    }
    TokenBucket bucket =
        buckets.computeIfAbsent(
            new Place(quota.get().name(), account, region), _ -> new TokenBucket(quota.get(), now));
    boolean taken = bucket.take(quota.get().tokens(operation), now);
    if (!taken) {
      tally.throttled++;
    }
    tally.fullest = Math.max(tally.fullest, taken ? 1 - bucket.left() / quota.get().burst() : 1);
    return taken;
  }

  private void count(Place place, Tally tally, Instant now) {
    SecondCount count = seconds.computeIfAbsent(place, _ -> new SecondCount());
    if (count.second != now.getEpochSecond()) {
      count.second = now.getEpochSecond();
      count.calls = 0;
    }
    count.calls++;
    tally.most = Math.max(tally.most, count.calls);
  }

  /** By operation, such as {@code SSM.GetParameter}, in the order of names. */
  public synchronized Map<String, Use> uses() {
    Map<String, Use> uses = new TreeMap<>();
    tallies.forEach((name, t) -> uses.put(name, new Use(t.calls, t.throttled, t.most, t.fullest)));
    return uses;
  }
}
