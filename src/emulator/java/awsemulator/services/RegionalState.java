package awsemulator.services;

import awsemulator.cloud.CallerIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a service keeps for each account and Region: nothing is seen across these borders. */
public final class RegionalState<T> {
  private record Place(String account, String region) {}

  private final Map<Place, T> contents = new LinkedHashMap<>();
  private final Supplier<T> empty;

  public RegionalState(Supplier<T> empty) {
    this.empty = empty;
  }

  public T of(CallerIdentity caller) {
    return of(caller.account(), caller.region());
  }

  public T of(String account, String region) {
    return contents.computeIfAbsent(new Place(account, region), place -> empty.get());
  }

  Iterable<T> all() {
    return contents.values();
  }
}
