package awsemulator.elasticache.state;

import awsemulator.data.DataPlane;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that the operations share: every place's inventory, time, data, and what tests can set. */
public final class CloudEstate {
  private final VirtualClock clock;
  private final DataPlane data;
  private final EventJournal journal;
  private final Map<CloudPlace, RegionInventory> places = new LinkedHashMap<>();
  private final EngineCatalog engines = new EngineCatalog();
  private final RequestedFailures mishaps = new RequestedFailures();
  private OperationTiming timing = OperationTiming.usual();
  private int nodeQuota = 300;

  public CloudEstate(VirtualClock clock, DataPlane data) {
    this.clock = clock;
    this.data = data;
    this.journal = new EventJournal(clock);
  }

  public RegionInventory of(CloudPlace place) {
    return places.computeIfAbsent(place, RegionInventory::new);
  }

  public Collection<RegionInventory> inventories() {
    return places.values();
  }

  public Instant now() {
    return clock.instant();
  }

  /** Runs work on the cloud's state after a time; the clock runs its tasks without the monitor. */
  public void later(Duration delay, Runnable work) {
    clock.schedule(
        delay,
        () -> {
          synchronized (clock) {
            work.run();
          }
        });
  }

  public DataPlane data() {
    return data;
  }

  public EventJournal journal() {
    return journal;
  }

  public EngineCatalog engines() {
    return engines;
  }

  public RequestedFailures mishaps() {
    return mishaps;
  }

  public OperationTiming timing() {
    return timing;
  }

  public void timing(OperationTiming now) {
    timing = now;
  }

  public int nodeQuota() {
    return nodeQuota;
  }

  public void nodeQuota(int nodes) {
    nodeQuota = nodes;
  }
}
