package remediator.remediation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.EngineVersion;
import remediator.plan.AvailableEngineVersions;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;

/**
 * What ElastiCache offers: the same in all accounts of a Region, and seldom another. What a flow
 * asks for is refused by ElastiCache itself where it is not offered any more.
 */
public final class EngineVersionCatalog {
  /** What is read is used for so long. */
  public static final Duration FRESH = Duration.ofMinutes(10);

  private record Offer(AvailableEngineVersions versions, Instant readAt) {}

  private final AwsClients aws;
  private final InstantSource clock;
  private final Map<String, Offer> read = new HashMap<>();

  public EngineVersionCatalog(AwsClients aws, InstantSource clock) {
    this.aws = aws;
    this.clock = clock;
  }

  synchronized AvailableEngineVersions in(AccountRegion place) {
    Offer known = read.get(place.region());
    if (known == null || !clock.instant().isBefore(known.readAt().plus(FRESH))) {
      known = new Offer(describe(place), clock.instant());
      read.put(place.region(), known);
    }
    return known.versions();
  }

  private AvailableEngineVersions describe(AccountRegion place) {
    List<AvailableEngineVersions.Version> versions =
        aws
            .elastiCache(place)
            .describeCacheEngineVersionsPaginator(r -> r.maxRecords(100))
            .cacheEngineVersions()
            .stream()
            .filter(v -> v.engine().equals("redis") || v.engine().equals("valkey"))
            .map(EngineVersionCatalog::version)
            .toList();
    return new AvailableEngineVersions(versions);
  }

  private static AvailableEngineVersions.Version version(CacheEngineVersion v) {
    return new AvailableEngineVersions.Version(
        EngineVersion.parse(v.engine(), v.engineVersion()), v.cacheParameterGroupFamily());
  }
}
