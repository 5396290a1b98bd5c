package remediator.live.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/** What ElastiCache offers: engines, parameters, quota. */
final class CatalogExpectations {
  private static final String DEFAULTS =
      "aws/aws-sdk-java-v2 and public files, samples of DescribeEngineDefaultParameters";

  /** By family, the parameter that holds writes: its name changed with 5.0. */
  private static final Map<String, String> WRITES =
      new TreeMap<>(
          Map.of(
              "redis4.0", "min-slaves-to-write",
              "redis5.0", "min-replicas-to-write",
              "redis6.x", "min-replicas-to-write",
              "redis7", "min-replicas-to-write",
              "valkey7", "min-replicas-to-write",
              "valkey8", "min-replicas-to-write"));

  private CatalogExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.ASK);
    WRITES.forEach(
        (family, parameter) ->
            all.add(
                "parameters." + family,
                "DescribeEngineDefaultParameters of " + family,
                parameter + " is there, can be changed, and at once",
                DEFAULTS,
                EvidenceState.RECORDED,
                aws -> writes(aws, family, parameter)));
    all.add(
        "parameters.max-lag",
        "DescribeEngineDefaultParameters of redis7",
        "min-replicas-max-lag is not 0, with which no write would be held",
        "redis.io, redis.conf of 7.0; " + DEFAULTS,
        EvidenceState.RECORDED,
        CatalogExpectations::lag);
    for (String engine : List.of("redis 7.1", "valkey 8.0")) {
      all.add(
          "engine." + engine.replace(' ', '-'),
          "DescribeCacheEngineVersions of " + engine,
          "it is offered, so that a clone and an upgrade can be asked for",
          "Amazon ElastiCache user guide, Engine versions and upgrading",
          EvidenceState.DOCUMENTED,
          aws -> offered(aws, engine.split(" ", 2)));
    }
    all.add(
        "engine.major-minor",
        "DescribeCacheEngineVersions of redis, from 6 on",
        "versions are named by major and minor only, as a request must name them",
        "crossplane-contrib/provider-aws #1617",
        EvidenceState.RECORDED,
        CatalogExpectations::majorMinor);
    all.add(
        "quota.nodes",
        "GetServiceQuota elasticache/L-DFE45DF3",
        "it is there, and at least 1: nodes per Region",
        "Several public preflight scripts; Service Quotas console",
        EvidenceState.RECORDED,
        aws ->
            Verdict.that(
                aws.clients
                        .quotas()
                        .getServiceQuota(r -> r.serviceCode("elasticache").quotaCode("L-DFE45DF3"))
                        .quota()
                        .value()
                    >= 1,
                "it is below 1"));
    return all.all();
  }

  private static Optional<Parameter> parameter(LiveAccount aws, String family, String name) {
    return aws
        .clients
        .elastiCache()
        .describeEngineDefaultParametersPaginator(r -> r.cacheParameterGroupFamily(family))
        .stream()
        .flatMap(page -> page.engineDefaults().parameters().stream())
        .filter(p -> p.parameterName().equals(name))
        .findFirst();
  }

  private static Verdict writes(LiveAccount aws, String family, String name) {
    return parameter(aws, family, name)
        .map(
            p ->
                Verdict.same(
                    name,
                    "modifiable, immediate, default 0",
                    "%s, %s, default %s"
                        .formatted(
                            Boolean.TRUE.equals(p.isModifiable()) ? "modifiable" : "fixed",
                            p.changeTypeAsString() == null ? "immediate" : p.changeTypeAsString(),
                            p.parameterValue())))
        .orElse(Verdict.differs("there is no " + name));
  }

  private static Verdict lag(LiveAccount aws) {
    return parameter(aws, "redis7", "min-replicas-max-lag")
        .map(p -> Verdict.that(!"0".equals(p.parameterValue()), "it is 0"))
        .orElse(Verdict.differs("there is no min-replicas-max-lag"));
  }

  private static List<String> versions(LiveAccount aws, String engine) {
    return aws
        .clients
        .elastiCache()
        .describeCacheEngineVersionsPaginator(r -> r.engine(engine))
        .cacheEngineVersions()
        .stream()
        .map(CacheEngineVersion::engineVersion)
        .toList();
  }

  private static Verdict offered(LiveAccount aws, String... engineAndVersion) {
    List<String> versions = versions(aws, engineAndVersion[0]);
    return Verdict.that(versions.contains(engineAndVersion[1]), "offered are " + versions);
  }

  private static Verdict majorMinor(LiveAccount aws) {
    List<String> later =
        versions(aws, "redis").stream().filter(v -> v.matches("([6-9]|\\d\\d)\\..*")).toList();
    List<String> other = later.stream().filter(v -> !v.matches("\\d+\\.\\d+")).toList();
    return Verdict.that(
        !later.isEmpty() && other.isEmpty(),
        later.isEmpty() ? "none is offered" : "these have another form: " + other);
  }
}
