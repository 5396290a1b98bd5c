package remediator.plan.difference;

import java.util.Optional;
import java.util.Set;
import remediator.iac.IacOwnership;
import remediator.plan.Control;

/** Why an attribute of a new group may differ from the old group's: all that a plan can say. */
final class ExpectedDifferences {
  /** ElastiCache chooses these where a request names none. */
  private static final Set<String> CHOSEN =
      Set.of("backup.window", "backup.snapshottingNode", "maintenance.window");

  private ExpectedDifferences() {}

  /** The reason, or empty where nothing foretold it. */
  static Optional<String> why(String attribute, String source, String wanted, String found) {
    if (attribute.equals("id") || attribute.startsWith("endpoints.")) {
      return Optional.of("both groups exist side by side, and endpoints carry the id");
    }
    if (attribute.equals("engine.version.patch")) {
      return Optional.of("ElastiCache chooses the patch level itself");
    }
    if (found.equals(wanted)) {
      return Optional.of(planned(attribute));
    }
    boolean untold = source.isEmpty() && wanted.isEmpty();
    if (untold && attribute.equals("engine.durability") && found.equals("disabled")) {
      return Optional.of("an engine before Valkey 9.0 tells none, and has none");
    }
    return untold && (CHOSEN.contains(attribute) || attribute.endsWith(".zone"))
        ? Optional.of("ElastiCache tells none of the old group, and chose")
        : Optional.empty();
  }

  private static String planned(String attribute) {
    if (attribute.equals("layout.automaticFailover")) {
      return "ElastiCache makes no group with cluster mode enabled without automatic failover";
    }
    if (attribute.startsWith("tags.") && IacOwnership.isIdentityTag(attribute.substring(5))) {
      return "by this tag a controller would take the new group for its own";
    }
    return Control.all().stream()
        .filter(c -> c.wantedChanges().containsKey(attribute))
        .map(c -> c.id() + " asks for " + c.wantedChanges().get(attribute))
        .findFirst()
        .orElse(
            switch (attribute) {
              case "encryption.kmsKey" -> "the policy names this key";
              case "engine.version", "engine.parameterGroup" ->
                  "the new group is upgraded before it takes over, by target-engine";
              default -> "the plan says so";
            });
  }
}
