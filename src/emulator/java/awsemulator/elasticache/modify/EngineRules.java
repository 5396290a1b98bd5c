package awsemulator.elasticache.modify;

import awsemulator.elasticache.parameters.ParameterGroupEdit;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineCatalog;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/** Which upgrades a group takes, "Version management for ElastiCache". */
public final class EngineRules {
  private static final EngineRelease ROLLBACK_FROM = new EngineRelease("valkey", "7.2");
  private static final EngineRelease ROLLBACK_TO = new EngineRelease("redis", "7.1");

  private EngineRules() {}

  /** The changes of engine, version and parameter group that the request asks for. */
  static List<GroupEdit> edits(
      EngineCatalog engines,
      RegionInventory inventory,
      StoredGroup group,
      ModifyReplicationGroupRequest request) {
    EngineRelease now = group.version();
    EngineRelease target = now;
    List<GroupEdit> edits = new ArrayList<>();
    if (request.engine() != null || request.engineVersion() != null) {
      String engine = Objects.requireNonNullElse(request.engine(), now.engine());
      target = target(engines, now, engine, request.engineVersion());
    }
    if (!target.equals(now)) {
      checkDirection(now, target);
      edits.add(new EngineEdit(target));
    }
    String name = NameRules.lower(request.cacheParameterGroupName());
    String effective = name == null ? group.parameterGroup() : name;
    if (name != null || !target.equals(now)) {
      check(inventory.parameterGroup(effective), target, group.clusterMode());
    }
    if (name != null && !name.equals(group.parameterGroup())) {
      edits.add(new ParameterGroupEdit(name));
    }
    return edits;
  }

  /** Refuses a parameter group of another family, or made for the other cluster mode. */
  public static void check(ParameterGroup group, EngineRelease version, boolean clusterMode) {
    if (!group.family().equals(version.family())) {
      throw ElastiCacheError.combination(
          "Expected a parameter group of family %s but found one of family %s"
              .formatted(version.family(), group.family()));
    }
    if (group.clusterEnabled() != clusterMode) {
      throw ElastiCacheError.combination(
          "Cluster mode should be %s in parameter group, but found it is %s."
              .formatted(
                  clusterMode ? "enabled" : "disabled",
                  group.clusterEnabled() ? "enabled" : "disabled"));
    }
  }

  /** The same minor version asked again leaves the patch as it is. */
  private static EngineRelease target(
      EngineCatalog engines, EngineRelease now, String engine, String asked) {
    if (engine.equals(now.engine())
        && (asked == null
            || now.version().startsWith(asked + ".")
            || now.version().equals(asked))) {
      return now;
    }
    return engines.resolve(engine, asked);
  }

  private static void checkDirection(EngineRelease now, EngineRelease target) {
    boolean rollback =
        now.version().startsWith(ROLLBACK_FROM.version())
            && now.engine().equals(ROLLBACK_FROM.engine())
            && target.version().startsWith(ROLLBACK_TO.version())
            && target.engine().equals(ROLLBACK_TO.engine());
    if (target.compareTo(now) < 0 && !rollback) {
      throw ElastiCacheError.combination(
          "You cannot downgrade from %s %s to %s %s."
              .formatted(now.engine(), now.version(), target.engine(), target.version()));
    }
  }
}
