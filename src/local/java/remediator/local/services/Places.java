package remediator.local.services;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import remediator.local.cloud.Caller;

/** What a service keeps for each account and Region: nothing is seen across these borders. */
final class Places<T> {
  private record Place(String account, String region) {}

  private final Map<Place, T> contents = new LinkedHashMap<>();
  private final Supplier<T> empty;

  Places(Supplier<T> empty) {
    this.empty = empty;
  }

  T of(Caller caller) {
    return of(caller.account(), caller.region());
  }

  T of(String account, String region) {
    return contents.computeIfAbsent(new Place(account, region), place -> empty.get());
  }

  Iterable<T> all() {
    return contents.values();
  }
}
