package remediator.plan;

import java.util.Optional;
import java.util.function.Predicate;
import remediator.group.EngineVersion;
import remediator.group.ReplicationGroup;

/**
 * The version that an upgrade in place goes to. It can go straight to the newest ("Version
 * management considerations"), and never back.
 */
final class UpgradeTarget {
  private UpgradeTarget() {}

  static Optional<Offer.Version> choose(ReplicationGroup group, Policy policy, Offer offer) {
    EngineVersion now = group.spec().engine().version();
    // A group that runs Valkey cannot become Redis OSS again.
    String engine = now.engine().equals("valkey") ? "valkey" : policy.get(Setting.TARGET_ENGINE);
    String version = policy.get(Setting.TARGET_VERSION);
    Predicate<EngineVersion> suits =
        v ->
            v.engine().equals(engine)
                && v.canSwitchTlsOnline()
                && (version.equals("latest") || v.requestForm().equals(version));
    // "7.0" is offered as such; whether its patch level can switch TLS is known only by 7.0.5 on.
    return offer.newest(suits);
  }
}
