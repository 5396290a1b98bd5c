package remediator.plan;

import java.util.Optional;
import java.util.function.Predicate;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;

/**
 * The version that an upgrade in place goes to. It can go straight to the newest ("Version
 * management considerations"), and never back.
 */
final class UpgradeTargetSelector {
  private UpgradeTargetSelector() {}

  static Optional<AvailableEngineVersions.Version> choose(
      CacheGroup group, Policy policy, AvailableEngineVersions versions) {
    EngineVersion now = group.spec().engine().version();
    // A group that runs Valkey cannot become Redis OSS again.
    String engine =
        now.engine().equals("valkey") ? "valkey" : policy.get(PolicySetting.TARGET_ENGINE);
    String version = policy.get(PolicySetting.TARGET_VERSION);
    Predicate<EngineVersion> suits =
        v ->
            v.engine().equals(engine)
                && v.canSwitchTlsOnline()
                && (version.equals("latest") || v.toApiVersion().equals(version));
    // "7.0" is offered as such; whether its patch level can switch TLS is known only by 7.0.5 on.
    return versions.newest(suits);
  }
}
