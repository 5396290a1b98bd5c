package remediator.local.elasticache;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.Need;
import remediator.local.data.DataPlane;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The local ElastiCache, for every account and Region: replication groups with the documented
 * asynchronous states, pending values, endpoint names, limits and errors, on the virtual clock.
 *
 * <p>All state is guarded by the clock's monitor, which every operation takes.
 */
public final class ElastiCacheService extends AwsService {
  private final VirtualClock clock;
  private final Estate estate;

  public ElastiCacheService(VirtualClock clock, DataPlane data) {
    super("elasticache", Protocol.QUERY);
    this.clock = clock;
    this.estate = new Estate(clock, data);
    new Operations(estate, this::answer).register();
  }

  /**
   * Puts groups here, as they are.
   *
   * @throws IllegalArgumentException with a sentence, where one of them is here already
   */
  public void add(Fleet fleet) {
    synchronized (clock) {
      fleet.addTo(estate);
    }
  }

  /** What is here, for reports. */
  public FleetView view() {
    return new FleetView(clock, estate);
  }

  /** What tests and drills can set. */
  public Controls controls() {
    return new Controls(clock, estate);
  }

  /**
   * Tells every visible change. The listener is called with the clock's monitor held, and must not
   * wait for anything.
   */
  public void onChange(Consumer<Change> listener) {
    synchronized (clock) {
      estate.journal().listen(listener);
    }
  }

  private <Q extends SdkPojo> void answer(
      Class<Q> request,
      BiFunction<Inventory, Q, List<Need>> needs,
      BiFunction<Inventory, Q, ? extends SdkPojo> body) {
    on(
        request,
        (caller, q) -> locked(() -> needs.apply(estate.of(Place.of(caller)), q)),
        (caller, q) -> locked(() -> body.apply(estate.of(Place.of(caller)), q)));
  }

  private <T> T locked(Supplier<T> work) {
    synchronized (clock) {
      return work.get();
    }
  }
}
