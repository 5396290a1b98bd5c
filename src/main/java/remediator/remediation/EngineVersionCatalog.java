package remediator.remediation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.EngineVersion;
import remediator.plan.AvailableEngineVersions;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;

/** What ElastiCache offers, read once an invocation and place. */
final class EngineVersionCatalog {
  private final AwsClients aws;
  private final Map<AccountRegion, AvailableEngineVersions> read = new ConcurrentHashMap<>();

  EngineVersionCatalog(AwsClients aws) {
    this.aws = aws;
  }

  AvailableEngineVersions in(AccountRegion place) {
    return read.computeIfAbsent(place, this::describe);
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
