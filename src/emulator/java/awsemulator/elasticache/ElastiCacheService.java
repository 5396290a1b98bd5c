package awsemulator.elasticache;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.RequiredRight;
import awsemulator.data.DataPlane;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.elasticache.fleet.FleetView;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.VisibleChange;
import awsemulator.time.VirtualClock;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The local ElastiCache, for every account and Region: replication groups with the documented
 * asynchronous states, pending values, endpoint names, limits and errors, on the virtual clock.
 *
 * <p>All state is guarded by the clock's monitor, which every operation takes.
 */
public final class ElastiCacheService extends AwsService {
  private final VirtualClock clock;
  private final CloudEstate estate;

  public ElastiCacheService(VirtualClock clock, DataPlane data) {
    super("elasticache", Protocol.QUERY);
    this.clock = clock;
    this.estate = new CloudEstate(clock, data);
    new OperationTable(estate, this::answer).register();
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
  public TestControls controls() {
    return new TestControls(clock, estate);
  }

  /**
   * Tells every visible change. The listener is called with the clock's monitor held, and must not
   * wait for anything.
   */
  public void onChange(Consumer<VisibleChange> listener) {
    synchronized (clock) {
      estate.journal().listen(listener);
    }
  }

  private <Q extends SdkPojo> void answer(
      Class<Q> request,
      BiFunction<RegionInventory, Q, List<RequiredRight>> needs,
      BiFunction<RegionInventory, Q, ? extends SdkPojo> body) {
    on(
        request,
        (caller, q) -> locked(() -> needs.apply(estate.of(CloudPlace.of(caller)), q)),
        (caller, q) -> locked(() -> body.apply(estate.of(CloudPlace.of(caller)), q)));
  }

  private <T> T locked(Supplier<T> work) {
    synchronized (clock) {
      return work.get();
    }
  }
}
