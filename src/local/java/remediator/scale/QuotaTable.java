package remediator.scale;

import awsemulator.quota.PublishedQuotas;
import awsemulator.quota.QuotaMeter;
import awsemulator.quota.RequestQuota;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Calls by operation against what AWS publishes. */
final class QuotaTable {
  private QuotaTable() {}

  static Map<String, Object> toMap(Map<String, QuotaMeter.Use> uses) {
    Map<String, Object> map = new LinkedHashMap<>();
    uses.forEach(
        (name, use) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("calls", use.calls());
          one.put("throttled", use.throttled());
          one.put("mostInASecondOfOneAccount", use.mostInASecond());
          quota(name)
              .ifPresent(
                  q -> {
                    one.put("quota", q.perSecond() + "/s, burst " + q.burst());
                    one.put("bucketInUse", Math.round(use.fullest() * 1_000) / 1_000.0);
                  });
          map.put(name, one);
        });
    return map;
  }

  static Optional<RequestQuota> quota(String name) {
    String[] parts = name.split("\\.", 2);
    return PublishedQuotas.of(parts[0], parts[1]);
  }

  /** A row for each operation that a quota is published for. */
  static List<String> rows(
      Map<String, QuotaMeter.Use> burst,
      Map<String, QuotaMeter.Use> fleet,
      Map<String, QuotaMeter.Use> reconciliation) {
    List<String> rows = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(burst.keySet());
    names.addAll(fleet.keySet());
    names.addAll(reconciliation.keySet());
    for (String name : names) {
      quota(name)
          .ifPresent(
              q ->
                  rows.add(
                      "| `%s` | %s | %s | %s | %s | %s | %s |"
                          .formatted(
                              name,
                              rate(q, name),
                              q.adjustable() ? "yes" : "no",
                              cell(burst.get(name)),
                              cell(fleet.get(name)),
                              cell(reconciliation.get(name)),
                              q.source())));
    }
    return rows;
  }

  private static String rate(RequestQuota quota, String name) {
    int tokens = quota.tokens(name.substring(name.indexOf('.') + 1));
    String unit = tokens == 1 ? "" : ", %,d a call".formatted(tokens);
    return "%,d (%,d)%s".formatted(quota.perSecond(), quota.burst(), unit);
  }

  private static String cell(QuotaMeter.Use use) {
    if (use == null) {
      return "–";
    }
    String throttled = use.throttled() == 0 ? "" : ", **%,d throttled**".formatted(use.throttled());
    return String.format(
        Locale.ROOT,
        "%,d, %,d, %.0f %%%s",
        use.calls(),
        use.mostInASecond(),
        Math.ceil(use.fullest() * 100),
        throttled);
  }

  /** The operations whose buckets were fullest, first the fullest. */
  static List<Map.Entry<String, QuotaMeter.Use>> fullest(
      Map<String, QuotaMeter.Use> uses, int most) {
    return uses.entrySet().stream()
        .filter(use -> quota(use.getKey()).isPresent())
        .sorted(
            Map.Entry.<String, QuotaMeter.Use>comparingByValue(
                    (a, b) -> Double.compare(b.fullest(), a.fullest()))
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .toList();
  }
}
