package remediator.local.elasticache;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import remediator.local.data.DataPlane;
import remediator.local.time.VirtualClock;

/** All that the operations share: every place's inventory, time, data, and what tests can set. */
final class Estate {
  private final VirtualClock clock;
  private final DataPlane data;
  private final Journal journal;
  private final Map<Place, Inventory> places = new LinkedHashMap<>();
  private final Engines engines = new Engines();
  private final Mishaps mishaps = new Mishaps();
  private Timing timing = Timing.usual();
  private int nodeQuota = 300;

  Estate(VirtualClock clock, DataPlane data) {
    this.clock = clock;
    this.data = data;
    this.journal = new Journal(clock);
  }

  Inventory of(Place place) {
    return places.computeIfAbsent(place, Inventory::new);
  }

  Collection<Inventory> inventories() {
    return places.values();
  }

  Instant now() {
    return clock.instant();
  }

  /** Runs work on the cloud's state after a time; the clock runs its tasks without the monitor. */
  void later(Duration delay, Runnable work) {
    clock.schedule(
        delay,
        () -> {
          synchronized (clock) {
            work.run();
          }
        });
  }

  DataPlane data() {
    return data;
  }

  Journal journal() {
    return journal;
  }

  Engines engines() {
    return engines;
  }

  Mishaps mishaps() {
    return mishaps;
  }

  Timing timing() {
    return timing;
  }

  void timing(Timing now) {
    timing = now;
  }

  int nodeQuota() {
    return nodeQuota;
  }

  void nodeQuota(int nodes) {
    nodeQuota = nodes;
  }
}
