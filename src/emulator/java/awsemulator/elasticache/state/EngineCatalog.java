package awsemulator.elasticache.state;

import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;

/**
 * The engine versions that can be created or upgraded to: what DescribeCacheEngineVersions lists.
 */
public final class EngineCatalog {
  /**
   * @param asked the string that Create and Modify accept: major.minor from 6 on, else x.y.z
   * @param full what a node then reads
   */
  public record Release(String engine, String asked, String full) {
    public EngineRelease version() {
      return new EngineRelease(engine, full);
    }
  }

  private List<Release> releases =
      List.of(
          new Release("redis", "4.0.10", "4.0.10"),
          new Release("redis", "5.0.6", "5.0.6"),
          new Release("redis", "6.0", "6.0.5"),
          new Release("redis", "6.2", "6.2.6"),
          new Release("redis", "7.0", "7.0.7"),
          new Release("redis", "7.1", "7.1.0"),
          new Release("valkey", "7.2", "7.2.6"),
          new Release("valkey", "8.0", "8.0.1"),
          new Release("valkey", "8.1", "8.1.0"),
          new Release("valkey", "8.2", "8.2.0"),
          new Release("valkey", "9.0", "9.0.0"),
          new Release("valkey", "9.1", "9.1.0"));

  public void offer(List<CacheEngineVersion> versions) {
    releases =
        versions.stream()
            .map(v -> new Release(v.engine(), v.engineVersion(), full(v.engineVersion())))
            .toList();
  }

  private String full(String asked) {
    return releases.stream()
        .filter(release -> release.asked().equals(asked))
        .map(Release::full)
        .findFirst()
        .orElse(asked.matches("\\d+\\.\\d+") ? asked + ".0" : asked);
  }

  public List<Release> releases() {
    return releases;
  }

  public Release newest(String engine) {
    return releases.stream()
        .filter(release -> release.engine().equals(engine))
        .max((a, b) -> a.version().compareTo(b.version()))
        .orElseThrow(() -> ElastiCacheError.value("Invalid engine: " + engine + "."));
  }

  /** The full version that a request's Engine and EngineVersion stand for. */
  public EngineRelease resolve(String engine, String asked) {
    if (!engine.equals("redis") && !engine.equals("valkey")) {
      throw ElastiCacheError.value(
          "Invalid engine: " + engine + ". Valid values are redis and valkey.");
    }
    if (asked == null) {
      return newest(engine).version();
    }
    String wanted = asked.equals("6.x") ? "6.2" : asked;
    if (wanted.matches("([6-9]|\\d\\d)\\.\\d+\\.\\d+")) {
      throw ElastiCacheError.value(
          "Specific version selection is not allowed for '%s', please use '%s'"
              .formatted(wanted, wanted.substring(0, wanted.lastIndexOf('.'))));
    }
    return releases.stream()
        .filter(release -> release.engine().equals(engine) && release.asked().equals(wanted))
        .map(Release::version)
        .findFirst()
        .orElseThrow(
            () -> ElastiCacheError.combination("Cannot find version " + asked + " for " + engine));
  }
}
