package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.Layout;
import remediator.group.GroupSpec.Node;
import remediator.group.GroupSpec.Shard;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.DataPlaneFunction;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Plan.Blocker;

/** What speaks against making the same group again from a snapshot. */
final class ReplacePreconditions {
  /** Previous generations that ElastiCache makes no new nodes of ("Supported node types"). */
  private static final Set<String> RETIRED = Set.of("t1", "t2", "m1", "m2", "m3", "c1", "r3");

  /** Engines that newer families need ("Supported node types"); one that is not named fits all. */
  private static final Map<String, List<Integer>> FLOORS =
      Map.of(
          "m6g", List.of(5, 0, 6),
          "r6g", List.of(5, 0, 6),
          "r6gd", List.of(6, 2),
          "m7g", List.of(6, 2),
          "r7g", List.of(6, 2),
          "c7gn", List.of(6, 2));

  /** A resource can have 50 ("Tagging your ElastiCache resources"), and two of them are ours. */
  private static final int MOST_TAGS = 47;

  private final List<Blocker> found = new ArrayList<>();

  private ReplacePreconditions() {}

  static List<Blocker> against(
      CacheGroup group, Policy policy, AvailableEngineVersions versions, RelatedResources around) {
    ReplacePreconditions refusals = new ReplacePreconditions();
    GroupSpec target = Planner.targetSpec(group, policy);
    refusals.engine(target, versions);
    refusals.layout(target.layout());
    refusals.found.addAll(
        RelatedResourcePreconditions.against(group, target, policy, versions, around));
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
    refusals.tags(target.tags().size());
    refusals.access(target, policy);
    if (policy.is(PolicySetting.DATA, "copy")) {
      refusals.copy(target, policy, around.dataPlane());
    }
    return refusals.found;
  }

  private void engine(GroupSpec target, AvailableEngineVersions versions) {
    String type = target.layout().nodeType();
    if (RETIRED.contains(family(type))) {
      no(
          "ElastiCache makes no new nodes of type " + type,
          "change the node type first (list-allowed-node-type-modifications tells to which)");
    }
    EngineVersion version = target.engine().version();
    if (versions.findExact(version).isEmpty()) {
      no("ElastiCache makes no new groups of " + version, "upgrade the engine in place first");
    }
    List<Integer> floor = FLOORS.getOrDefault(family(type), List.of(0));
    if (!version.atLeast(floor.stream().mapToInt(Integer::intValue).toArray())) {
      no(
          "nodes of type "
              + type
              + " need an engine of version "
              + floor.stream().map(String::valueOf).collect(Collectors.joining("."))
              + " or later, and it is "
              + version,
          "upgrade the engine in place first, or change the node type");
    }
    if (target.layout().dataTiering() != family(type).endsWith("gd")) {
      no(
          "data tiering goes with nodes of the r6gd family, and with these only",
          "look at the group in the console");
    }
  }

  /** "Minimizing downtime in ElastiCache by using Multi-AZ", and what Create says of failover. */
  private void layout(Layout layout) {
    if (!layout.multiAz()) {
      if (layout.automaticFailover() && !layout.sharded() && layout.nodes() < 2) {
        no(
            "automatic failover is on, but it has no replica, and ElastiCache makes no such group",
            "add a replica, or switch automatic failover off");
      }
      return;
    }
    if (!layout.automaticFailover()) {
      no(
          "Multi-AZ is on without automatic failover, and ElastiCache makes no such group",
          "switch automatic failover on, or Multi-AZ off");
    }
    String alone = shards(layout, shard -> shard.nodes().size() < 2);
    if (!alone.isEmpty()) {
      no(
          "Multi-AZ is on, but " + alone + " has no replica, and ElastiCache makes no such group",
          "add a replica to every shard, or switch Multi-AZ off");
      return;
    }
    String together = shards(layout, ReplacePreconditions::standInOneZone);
    if (!together.isEmpty()) {
      no(
          "Multi-AZ is on, but all nodes of "
              + together
              + " stand in one Availability Zone, and ElastiCache makes no such group",
          "move a replica of every shard to another zone, or switch Multi-AZ off");
    }
  }

  private static String shards(Layout layout, Predicate<Shard> which) {
    return layout.shards().stream()
        .filter(which)
        .map(shard -> "shard " + shard.id())
        .collect(Collectors.joining(", "));
  }

  /** Not where a zone is not told. */
  private static boolean standInOneZone(Shard shard) {
    return shard.nodes().stream().map(Node::zone).distinct().count() == 1
        && !shard.nodes().getFirst().zone().isEmpty();
  }

  private void access(GroupSpec target, Policy policy) {
    boolean users = !target.access().userGroups().isEmpty();
    boolean token = target.access().authToken();
    TransitEncryptionMode transit = target.encryption().transit();
    if (token && policy.is(PolicySetting.AUTH_SECRET, "none")) {
      no(
          "it has an AUTH token, which nobody can read from ElastiCache",
          "name the secret that holds it by the tag " + PolicySetting.AUTH_SECRET.tag());
    }
    if (users && transit == TransitEncryptionMode.NONE) {
      no(
          "it has user groups, which need TLS",
          "let the policy act on " + InTransitControl.ID + " too");
    }
    if ((users || token) && transit == TransitEncryptionMode.PREFERRED) {
      // "Transit encryption preferred is not supported with redis access control."
      no(
          "it has an AUTH token or user groups, with which no group is made that accepts plaintext",
          "let the policy act on " + InTransitControl.ID + " too");
    }
  }

  /** What speaks against copying the keys; the rest is measured once the new group stands. */
  private void copy(GroupSpec target, Policy policy, Answer<DataPlaneFunction> function) {
    copyObstacle(target.access(), policy)
        .ifPresent(why -> no("its keys cannot be copied: " + why, "set the policy data to freeze"));
    if (function instanceof Answer.Unknown<DataPlaneFunction>(String why)) {
      no(
          "its keys cannot be copied: " + why,
          "deploy the function in its VPC, or set the policy data to freeze");
    }
  }

  /** Why the function in the VPC cannot copy the keys of such a group; empty where it can. */
  static Optional<String> copyObstacle(GroupSpec.Access access, Policy policy) {
    if (policy.is(PolicySetting.NEW_ID, "same")) {
      return Optional.of("new-id is same, for which the data comes back from a snapshot");
    }
    return access.authToken() || !access.userGroups().isEmpty()
        ? Optional.of(
            "it has an AUTH token or user groups, and the function in the VPC has no credentials")
        : Optional.empty();
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
