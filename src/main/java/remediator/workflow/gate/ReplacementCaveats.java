package remediator.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.aws.AwsErrorText;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.Layout;
import remediator.group.GroupSpec.Node;
import remediator.plan.Control;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.StepContext;
import remediator.workflow.replace.NodeQuota;
import remediator.workflow.replace.ReplacementSpec;
import remediator.workflow.tls.AuthToken;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What cannot be the same in the new group, told before it is made. */
public final class ReplacementCaveats {
  private ReplacementCaveats() {}

  static List<String> of(StepContext context) {
    Optional<CacheGroup> found = context.groups().describeWithoutTags(context.group());
    if (found.isEmpty()) {
      return List.of("the replication group no longer exists");
    }
    CacheGroup group = found.get();
    List<String> facts =
        new ArrayList<>(
            foretold(group, ReplacementSpec.upgraded(context, group), context.policy()));
    if (group.spec().access().authToken()) {
      unreadable(context, group)
          .ifPresent(
              why ->
                  facts.add(
                      "THAT SECRET CANNOT BE READ NOW ("
                          + why
                          + "): without it the new group is not made, and an approval"
                          + " ends in a roll-back"));
    }
    facts.add(NodeQuota.sentence(context, group));
    return facts;
  }

  /**
   * What is known of it without a look at anything but the group.
   *
   * @param wanted what the new group is once it takes over
   */
  public static List<String> foretold(CacheGroup group, GroupSpec wanted, Policy policy) {
    List<String> facts = new ArrayList<>();
    storage(group, facts);
    planned(group.spec(), wanted, facts);
    String made = ResourceNames.newGroup(group.arn()).getFirst();
    boolean upgraded = !group.spec().engine().equals(wanted.engine());
    facts.add(
        policy.is(PolicySetting.NEW_ID, "same")
            ? IdReuse.foretold(
                group.arn().id(),
                made,
                upgraded ? Optional.of(wanted.engine().version().engine()) : Optional.empty())
            : "the new group has another id ("
                + made
                + " if it is free), so other endpoints and node ids: clients, DNS records,"
                + " dashboards and composite alarms that name the old ones must follow");
    facts.add(
        "IAM policies (such as elasticache:Connect) and secrets with rotation that name "
            + group.arn()
            + " or its endpoints do not fit the new group; nobody can find all of them for you");
    if (group.spec().access().authToken()) {
      facts.add(
          "nobody can read the AUTH token of the group: the new one gets what the secret "
              + policy.get(PolicySetting.AUTH_SECRET)
              + " holds; see that it is the token that clients use");
    }
    Layout layout = group.spec().layout();
    if (layout.sharded()) {
      facts.add(
          "which node of a shard is the primary cannot be read in cluster mode: primaries may come"
              + " to stand in other zones than now, in the same set of zones for each shard");
    }
    facts.add(addresses(group.spec()));
    return facts;
  }

  /** What engines that keep data by themselves have. */
  private static void storage(CacheGroup group, List<String> facts) {
    if (!group.spec().engine().durability().isEmpty()) {
      facts.add(
          "durability is "
              + group.spec().engine().durability()
              + ", and so it is in the new group");
    }
  }

  private static void planned(GroupSpec now, GroupSpec wanted, List<String> facts) {
    for (Control control : Control.all()) {
      if (!control.value(now.settings()).equals(control.value(wanted.settings()))) {
        facts.add("planned: " + control.announcement(wanted));
      }
    }
    if (!now.engine().equals(wanted.engine())) {
      facts.add(
          "planned: the engine is "
              + wanted.engine().version()
              + " with parameter group "
              + wanted.engine().parameterGroup()
              + ", and not "
              + now.engine().version()
              + " with "
              + now.engine().parameterGroup());
    }
    if (wanted.layout().automaticFailover() && !now.layout().automaticFailover()) {
      facts.add(
          "planned: automatic failover is on, since ElastiCache makes no group with cluster mode"
              + " enabled without it");
    }
  }

  /** Each node takes an address; whether there are enough only EC2 can tell. */
  private static String addresses(GroupSpec spec) {
    String subnets = " in the subnets of " + spec.network().subnetGroup();
    if (spec.network().type().equals("ipv6")) {
      return spec.layout().nodes()
          + " free IP addresses are needed"
          + subnets
          + ", which have IPv6 addresses enough";
    }
    Map<String, Long> byZone =
        spec.layout().shards().stream()
            .flatMap(s -> s.nodes().stream())
            .map(Node::zone)
            .filter(zone -> !zone.isEmpty())
            .collect(Collectors.groupingBy(zone -> zone, TreeMap::new, Collectors.counting()));
    String zones =
        byZone.entrySet().stream()
            .map(e -> e.getValue() + " in " + e.getKey())
            .collect(Collectors.joining(", "));
    return spec.layout().nodes()
        + " free IP addresses are needed"
        + subnets
        + (zones.isEmpty() ? "" : " (" + zones + ")")
        + ": where there are too few, ElastiCache refuses the new group. For each subnet that aws"
        + " elasticache describe-cache-subnet-groups names, aws ec2 describe-subnets tells"
        + " AvailableIpAddressCount";
  }

  /** What keeps the token from being read: its secret's key, or what the secret holds. */
  private static Optional<String> unreadable(StepContext context, CacheGroup group) {
    try {
      AuthToken.of(context, group);
      return Optional.empty();
    } catch (AwsServiceException e) {
      if (!AwsErrorText.isDefiniteRefusal(e)) {
        throw e;
      }
      return Optional.of(AwsErrorText.reason(e));
    } catch (IllegalStateException e) {
      return Optional.of(AwsErrorText.of(e));
    }
  }
}
