package remediator.intake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import remediator.aws.Aws;
import remediator.aws.Place;
import remediator.group.EngineVersion;
import remediator.plan.Offer;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;

/** What ElastiCache offers, read once an invocation and place. */
final class Offers {
  private final Aws aws;
  private final Map<Place, Offer> read = new ConcurrentHashMap<>();

  Offers(Aws aws) {
    this.aws = aws;
  }

  Offer in(Place place) {
    return read.computeIfAbsent(place, this::describe);
  }

  private Offer describe(Place place) {
    List<Offer.Version> versions =
        aws
            .elastiCache(place)
            .describeCacheEngineVersionsPaginator(r -> r.maxRecords(100))
            .cacheEngineVersions()
            .stream()
            .filter(v -> v.engine().equals("redis") || v.engine().equals("valkey"))
            .map(Offers::version)
            .toList();
    return new Offer(versions);
  }

  private static Offer.Version version(CacheEngineVersion v) {
    return new Offer.Version(
        EngineVersion.parse(v.engine(), v.engineVersion()), v.cacheParameterGroupFamily());
  }
}
