package remediator.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import remediator.group.EngineVersion;

/**
 * The engine versions that ElastiCache makes new groups of, and upgrades to. Read from
 * DescribeCacheEngineVersions; a list in the code would be out of date within the year.
 *
 * @param versions may be empty where nothing needs to be made
 */
public record AvailableEngineVersions(List<Version> versions) {
  /**
   * One of them.
   *
   * @param family of its parameter groups, such as {@code redis7}
   */
  public record Version(EngineVersion engine, String family) {
    /** The parameter group with AWS's defaults. */
    public String defaultParameterGroup(boolean sharded) {
      return "default." + family + (sharded ? ".cluster.on" : "");
    }
  }

  public AvailableEngineVersions {
    versions = List.copyOf(versions);
  }

  /** The newest that suits. */
  public Optional<Version> newest(Predicate<EngineVersion> suits) {
    return versions.stream()
        .filter(v -> suits.test(v.engine()))
        .max((a, b) -> a.engine().compareTo(b.engine()));
  }

  /** Whether a group of this very version (by the form that a request takes) can be made. */
  public Optional<Version> findExact(EngineVersion version) {
    return newest(
        v ->
            v.engine().equals(version.engine()) && v.toApiVersion().equals(version.toApiVersion()));
  }
}
