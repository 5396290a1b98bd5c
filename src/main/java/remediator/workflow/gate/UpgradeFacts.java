package remediator.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.NodePrices;
import remediator.plan.ParameterMigration;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.StepContext;
import remediator.workflow.replace.ReplacementSpec;
import remediator.workflow.tls.ParameterMigrations;
import remediator.workflow.tls.UpgradeEngine;

/** What the person who is asked about an upgrade should know before it happens. */
public final class UpgradeFacts {
  private UpgradeFacts() {}

  static List<String> of(StepContext context) {
    List<String> facts = new ArrayList<>();
    context
        .groups()
        .describeWithoutTags(context.group())
        .ifPresent(
            group -> {
              facts.add(connections(group));
              saving(context, group, facts);
            });
    facts.addAll(parameters(context.now(), ParameterMigrations.of(context)));
    facts.add("then TLS is switched on, which needs redis 7.0.5 or valkey 7.2");
    return facts;
  }

  /** The same of a replacement's new group; none where it keeps the engine. */
  static List<String> ofReplacement(StepContext context) {
    Optional<EngineVersion> target = ReplacementSpec.upgrade(context.now());
    Optional<CacheGroup> group =
        target.flatMap(_ -> context.groups().describeWithoutTags(context.group()));
    if (group.isEmpty()) {
      return List.of();
    }
    String id = context.group().id();
    List<String> facts = new ArrayList<>();
    facts.add(
        "target-engine is "
            + target.get().engine()
            + ": the new group is made with "
            + group.get().spec().engine().version()
            + ", as its snapshot is, and upgraded to "
            + target.get()
            + " before it is compared and takes over ("
            + UpgradeEngine.ESTIMATE
            + "); where that is refused, all is undone"
            + (IdReuse.wanted(context.now())
                ? ", but not once "
                    + id
                    + " has been deleted: then the group that has come back stands, with its old"
                    + " engine. Before, "
                : ". ")
            + id
            + " is not upgraded");
    saving(context, group.get(), facts);
    facts.addAll(parameters(context.now(), ParameterMigrations.of(context)));
    return facts;
  }

  private static void saving(StepContext context, CacheGroup group, List<String> facts) {
    String from = group.spec().engine().version().engine();
    String to = context.now().require(CaseAttribute.UPGRADE_ENGINE);
    if (!from.equals(to)) {
      facts.add(
          NodePrices.saving(
              context.group().region(),
              from,
              to,
              group.spec().layout().nodeType(),
              group.spec().layout().nodes()));
    }
  }

  /** What its clients feel of an upgrade in place, by "Version management considerations". */
  public static String connections(CacheGroup group) {
    boolean replicas = group.spec().layout().shards().stream().allMatch(s -> s.nodes().size() > 1);
    if (!replicas || !group.spec().layout().automaticFailover()) {
      return "IT IS AWAY for some minutes: "
          + (replicas ? "it has no automatic failover" : "a shard of it has one node only")
          + ", so nothing serves while the primary is upgraded";
    }
    return group.spec().engine().version().atLeast(5, 0, 6)
        ? "it has replicas: connections are cut once, clients must connect again"
        : "it has replicas, but before 5.0.6 the names change over in 30 to 60 seconds, in which"
            + " writes fail";
  }

  private static List<String> parameters(RemediationCase c, Optional<ParameterMigration> copy) {
    String name = c.require(CaseAttribute.UPGRADE_PARAMETER_GROUP);
    if (copy.isEmpty()) {
      return List.of("its parameter group becomes " + name + ", with AWS's own values");
    }
    Map<String, String> carried = new TreeMap<>(copy.get().carried());
    List<String> facts = new ArrayList<>();
    facts.add(
        "its parameter group becomes "
            + name
            + ", a copy of "
            + c.require(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP)
            + " with "
            + (carried.isEmpty() ? "no value of your own" : pairs(carried)));
    if (!copy.get().notCarried().isEmpty()) {
      facts.add("NOT CARRIED OVER: " + String.join("; ", copy.get().notCarried()));
    }
    return facts;
  }

  private static String pairs(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
