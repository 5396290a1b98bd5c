package remediator.step;

import java.util.List;
import java.util.Optional;
import remediator.aws.Place;

/** Whether, and where, the probe can look at a group's clients. */
final class Probing {
  private Probing() {}

  /** Why it cannot, as the end of "not probed, because"; empty where it can. */
  static Optional<String> obstacle(Work work) {
    if (work.tools().watchMachine().isEmpty()) {
      return Optional.of("no probe is deployed (parameters ProbeSubnets and ProbeSecurityGroups)");
    }
    if (!work.tools().aws().isHome(Place.of(work.group()))) {
      return Optional.of("the probe reaches groups of its own account, Region and VPC only");
    }
    return Optional.empty();
  }

  /** The endpoints of all nodes, with the port; empty where the probe cannot look at them. */
  static List<String> nodes(Work work) {
    if (obstacle(work).isPresent()) {
      return List.of();
    }
    return work.state(work.group())
        .map(s -> work.groups().nodeEndpoints(s.members()))
        .orElse(List.of());
  }
}
