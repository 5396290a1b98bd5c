package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import remediator.group.CacheGroup;
import remediator.plan.Plan.Blocker;

/** What speaks against switching TLS on in a running group. */
final class TlsPreconditions {
  private TlsPreconditions() {}

  static List<Blocker> against(CacheGroup group) {
    List<Blocker> found = new ArrayList<>();
    String type = group.spec().layout().nodeType();
    if (type.startsWith("cache.m1.") || type.startsWith("cache.m2.")) {
      found.add(
          new Blocker(
              "nodes of type " + type + " cannot have TLS", "change the node type first", false));
    }
    boolean access =
        group.spec().access().authToken() || !group.spec().access().userGroups().isEmpty();
    if (access) {
      // "Modification of transit encryption is not supported for access control enabled clusters."
      found.add(
          new Blocker(
              "it has an AUTH token or user groups, with which ElastiCache refuses to change TLS",
              "take access control off, or replace the group",
              false));
    }
    return found;
  }
}
