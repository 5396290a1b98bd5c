package remediator.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.ledger.UnreadableRowException;
import remediator.plan.ResourceTags;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.workflow.core.ResourceNames;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What flows have made in one account and Region, told by its tag, against the ledger. */
final class OrphanDetector {
  /** How the names of snapshots that flows make look; tags of others are not asked for. */
  private static final Pattern SNAPSHOT =
      Pattern.compile(".+-(enc|final|new)-[0-9a-f]{8}-[0-9a-f]{8}(-[2-9])?");

  private static final String PARAMETER_GROUP = "parameter group";

  private final ElastiCacheClient client;
  private final AccountRegion place;
  private final Ledger ledger;

  OrphanDetector(ElastiCacheClient client, AccountRegion place, Ledger ledger) {
    this.client = client;
    this.place = place;
    this.ledger = ledger;
  }

  void check(List<Discrepancy> found) {
    client.describeReplicationGroupsPaginator(r -> r.maxRecords(100)).replicationGroups().stream()
        .filter(g -> !"deleting".equals(g.status()))
        .forEach(g -> check("group", g.replicationGroupId(), g.arn(), found));
    client
        .describeSnapshotsPaginator(r -> r.snapshotSource("user").maxRecords(50))
        .snapshots()
        .stream()
        .filter(s -> SNAPSHOT.matcher(s.snapshotName()).matches())
        .filter(s -> !"deleting".equals(s.snapshotStatus()))
        .forEach(s -> check("snapshot", s.snapshotName(), s.arn(), found));
    client
        .describeCacheParameterGroupsPaginator(r -> r.maxRecords(100))
        .cacheParameterGroups()
        .stream()
        .filter(g -> g.cacheParameterGroupName().startsWith(ResourceNames.FREEZE))
        .forEach(g -> check(PARAMETER_GROUP, g.cacheParameterGroupName(), g.arn(), found));
  }

  private void check(String kind, String name, String arn, List<Discrepancy> found) {
    Map<String, String> tags = tags(arn);
    Optional<String> flow = Optional.ofNullable(tags.get(ResourceTags.FLOW));
    if (flow.isEmpty()) {
      return;
    }
    Optional<RemediationCase> maker;
    try {
      maker = ledger.findByFlow(place, flow.get());
    } catch (UnreadableRowException _) {
      // Its case may name what is found here, if only it could be read.
      return;
    }
    if (maker.isPresent() && (maker.get().running() || stays(kind, maker.get()))) {
      return;
    }
    found.add(
        new Discrepancy(
            kind + " " + arn,
            maker
                .map(RemediationCase::group)
                .orElse(new GroupArn(place.partition(), place.region(), place.account(), name)),
            name,
            "The %s %s in %s, %s carries the tag %s=%s, and %s. %s"
                .formatted(
                    kind,
                    name,
                    place.account(),
                    place.region(),
                    ResourceTags.FLOW,
                    flow.get(),
                    maker.isPresent()
                        ? "that flow has ended without it (" + outcome(maker.get()) + ")"
                        : "the ledger has no such flow, or a later one for the same group",
                    advice(kind, name, tags))));
  }

  /** A group that has taken over must not be deleted, whatever the ledger has lost. */
  private static String advice(String kind, String name, Map<String, String> tags) {
    if (tags.containsKey(ResourceTags.IN_SERVICE)) {
      return "Its tag "
          + ResourceTags.IN_SERVICE
          + " says that clients were pointed to it: do not delete it before you have looked who"
          + " uses it";
    }
    if (kind.equals(PARAMETER_GROUP)) {
      return ResourceNames.adviceOnFreeze(name);
    }
    return "It is charged until you delete it, if nothing uses it"
        + (kind.equals("group")
            ? "; so are its auto scaling, and the alarms whose names end in -" + name
            : "");
  }

  /**
   * After cut-over, what a flow has made is there to stay. Where the ledger was put back in time,
   * it may be in service: what stands has been told, and nobody is to be asked to delete it. That
   * writes may be held has not.
   */
  private static boolean stays(String kind, RemediationCase ended) {
    boolean restored =
        ended.attribute(CaseAttribute.OUTCOME).equals(Optional.of(RestoredLedgerRecovery.OUTCOME));
    return restored
        ? !kind.equals(PARAMETER_GROUP)
        : ended.attribute(CaseAttribute.CUT_OVER_AT).isPresent();
  }

  private static String outcome(RemediationCase c) {
    return c.attribute(CaseAttribute.OUTCOME).orElse("how is not known");
  }

  private Map<String, String> tags(String arn) {
    try {
      return client.listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
          .filter(t -> t.value() != null)
          .collect(Collectors.toMap(Tag::key, Tag::value));
    } catch (ReplicationGroupNotFoundException
        | CacheClusterNotFoundException
        | SnapshotNotFoundException
        | CacheParameterGroupNotFoundException
        | InvalidReplicationGroupStateException _) {
      // Gone since, or busy: the next look tells.
      return Map.of();
    }
  }
}
