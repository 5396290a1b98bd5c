package remediator.copy;

import java.util.Map;
import remediator.copy.node.CopyProblemException;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.NodeFacts;
import remediator.probe.NodeSocketFactory;

/** Both sides of the copy, as they are at this moment. */
record GroupPair(GroupTopology source, GroupTopology target) {

  /**
   * Asks all nodes of both.
   *
   * @throws CopyProblemException where a key has no primary on either side
   */
  static GroupPair discover(NodeSocketFactory sockets, CopyRequest request) {
    GroupPair pair =
        new GroupPair(
            GroupTopology.discover(sockets, request.source()),
            GroupTopology.discover(sockets, request.target()));
    pair.source.requireComplete();
    pair.target.requireComplete();
    if (pair.source.cluster() != pair.target.cluster()) {
      throw new CopyProblemException(pair.clusterModeDiffers(), false);
    }
    return pair;
  }

  String clusterModeDiffers() {
    return "Cluster mode is %s on the source and %s on the target: databases and slots do not go together."
        .formatted(mode(source), mode(target));
  }

  private static String mode(GroupTopology side) {
    return side.cluster() ? "enabled" : "disabled";
  }

  /** Whether what was written went to a process that is no primary any more: it may be lost. */
  boolean isNewTarget(Map<String, Object> position) {
    return position.containsKey("targets") && !target.identities().equals(position.get("targets"));
  }

  /**
   * Requires that the same processes are primary still, and that the target kept what it was given.
   *
   * @throws CopyProblemException where not
   */
  void requireUnchanged() {
    source.requireUnchanged();
    GroupTopology now = target.requireUnchanged();
    for (int i = 0; i < now.primaries().size(); i++) {
      NodeFacts node = now.primaries().get(i);
      if (node.count("evicted_keys") > target.ofIdentity(node.identity()).count("evicted_keys")) {
        throw new CopyProblemException(
            "The node %s evicts keys (maxmemory-policy %s), so the target is too small for all of them. Give the new group a node type with more memory, then try again."
                .formatted(node.node(), node.info().getOrDefault("maxmemory_policy", "unknown")),
            false);
      }
    }
  }
}
