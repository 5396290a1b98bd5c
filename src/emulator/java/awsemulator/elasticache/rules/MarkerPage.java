package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.ElastiCacheError;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is ordered by a key.
 *
 * @param marker what to send for the next page, or null after the last
 */
public record MarkerPage<T>(List<T> items, String marker) {
  /**
   * @param key what tells items apart; the marker is that of the last one told
   * @param least the least MaxRecords that the operation takes
   * @param most the most, which is also the default
   */
  public static <T> MarkerPage<T> of(
      List<T> all,
      Function<T, String> key,
      Integer maxRecords,
      String marker,
      int least,
      int most) {
    if (maxRecords != null && (maxRecords < least || maxRecords > most)) {
      throw ElastiCacheError.value(
          "Invalid value "
              + maxRecords
              + " for MaxRecords. Must be between "
              + least
              + " and "
              + most
              + ".");
    }
    int from = 0;
    if (marker != null) {
      List<String> keys = all.stream().map(key).toList();
      from = keys.indexOf(marker) + 1;
      if (from == 0) {
        throw ElastiCacheError.value("The marker " + marker + " is not valid.");
      }
    }
    int to = Math.min(all.size(), from + (maxRecords == null ? most : maxRecords));
    String next = to < all.size() ? key.apply(all.get(to - 1)) : null;
    return new MarkerPage<>(all.subList(from, to), next);
  }
}
