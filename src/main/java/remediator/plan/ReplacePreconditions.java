package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec.Layout;
import remediator.plan.Plan.Blocker;

/** What speaks against making the same group again from a snapshot. */
final class ReplacePreconditions {
  /** Previous generations that ElastiCache makes no new nodes of ("Supported node types"). */
  private static final Set<String> RETIRED = Set.of("t1", "t2", "m1", "m2", "m3", "c1", "r3");

  /** A resource can have 50 ("Tagging your ElastiCache resources"), and two of them are ours. */
  private static final int MOST_TAGS = 47;

  private final List<Blocker> found = new ArrayList<>();

  private ReplacePreconditions() {}

  static List<Blocker> against(CacheGroup group, Policy policy, AvailableEngineVersions versions) {
    ReplacePreconditions refusals = new ReplacePreconditions();
    Layout layout = group.spec().layout();
    String type = layout.nodeType();
    if (RETIRED.contains(family(type))) {
      refusals.no(
          "ElastiCache makes no new nodes of type " + type,
          "change the node type first (list-allowed-node-type-modifications tells to which)");
    }
    if (versions.findExact(group.spec().engine().version()).isEmpty()) {
      refusals.no(
          "ElastiCache makes no new groups of " + group.spec().engine().version(),
          "upgrade the engine in place first");
    }
    if (group.spec().network().subnetGroup().isEmpty()) {
      refusals.no("its subnet group cannot be read", "look at the group in the console");
    }
    if (group.isEncryptedAllTheSame() && policy.is(PolicySetting.GATE_REPLACE, "skip")) {
      refusals.no(
          "its storage is encrypted already (StorageEncryptionType "
              + group.storageEncryption()
              + "), although AtRestEncryptionEnabled, which the control reads, is false",
          "decide whether it is to be replaced all the same: set "
              + PolicySetting.GATE_REPLACE.key()
              + " to ask, or suppress the finding");
    }
    String replacedBy = group.spec().tags().get(ResourceTags.REPLACED_BY);
    if (replacedBy != null) {
      refusals.no(
          "it was replaced by " + replacedBy + " already, by its tag " + ResourceTags.REPLACED_BY,
          "delete it when nothing uses it, or remove the tag to have it replaced again");
    }
    String parameters = group.spec().engine().parameterGroup();
    if (parameters.startsWith(Planner.FREEZE)) {
      refusals.no(
          "its parameter group " + parameters + " was made to hold its writes, and may refuse them",
          "give it its own parameter group back; the tag "
              + ResourceTags.COPY_OF
              + " of "
              + parameters
              + " names it. Where the auto scaling of "
              + group.arn().id()
              + " is still suspended, register its scalable targets again");
    }
    refusals.tags(Planner.targetSpec(group, policy).tags().size());
    if (group.spec().access().authToken() && policy.is(PolicySetting.AUTH_SECRET, "none")) {
      refusals.no(
          "it has an AUTH token, which nobody can read from ElastiCache",
          "name the secret that holds it by the tag " + PolicySetting.AUTH_SECRET.tag());
    }
    if (!group.spec().access().userGroups().isEmpty()
        && Planner.targetSpec(group, policy).encryption().transit()
            == remediator.group.TransitEncryptionMode.NONE) {
      refusals.no(
          "it has user groups, which need TLS",
          "let the policy act on " + InTransitControl.ID + " too");
    }
    return refusals.found;
  }

  private void tags(int count) {
    if (count > MOST_TAGS) {
      no(
          "it has "
              + count
              + " tags, and of the 50 that a group can have the new one needs 3 for itself",
          "remove " + (count - MOST_TAGS));
    }
  }

  private static String family(String nodeType) {
    String[] parts = nodeType.split("\\.", -1);
    return parts.length == 3 ? parts[1] : nodeType;
  }

  private void no(String reason, String remedy) {
    found.add(new Blocker(reason, remedy, false));
  }
}
