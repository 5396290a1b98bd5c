package remediator.live.ask;

import java.time.Duration;
import java.util.List;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Tags and status, and snapshots. */
final class SnapshotExpectations {
  private static final String PLAIN = GroupLab.PLAIN;
  private static final String STATE = "InvalidReplicationGroupState";
  private static final String C7N = "cloud-custodian/cloud-custodian tests/data/placebo, ";
  private static final String BACKUPS = "Amazon ElastiCache user guide, Snapshot and restore";

  private SnapshotExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    tags(all);
    snapshots(all);
    return all.all();
  }

  private static void tags(ExpectationList all) {
    all.add(
        "tags.modifying",
        "AddTagsToResource of a group, then DescribeReplicationGroups",
        "the group becomes modifying for a while",
        C7N + "test_elasticache_replication_group_tag",
        EvidenceState.RECORDED,
        SnapshotExpectations::tagged);
    all.add(
        "tags.busy",
        "AddTagsToResource of a group that is modifying",
        "refused with " + STATE,
        "hashicorp/terraform-provider-aws internal/service/elasticache/tags_gen.go",
        EvidenceState.RECORDED,
        aws ->
            LiveAccount.refused("AddTagsToResource", () -> tag(new GroupLab(aws), "again"), STATE));
    all.add(
        "tags.on-nodes",
        "ListTagsForResource of a node of the group",
        "it has the group's tag as well",
        "Amazon ElastiCache user guide, Tagging your ElastiCache resources",
        EvidenceState.DOCUMENTED,
        SnapshotExpectations::onNodes);
  }

  private static void tag(GroupLab lab, String value) {
    lab.elastiCache()
        .addTagsToResource(
            r ->
                r.resourceName(lab.arn(PLAIN))
                    .tags(Tag.builder().key("team").value(value).build()));
  }

  private static Verdict tagged(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    tag(lab, "live");
    return Verdict.that(
        lab.shows(PLAIN, "modifying", Duration.ofMinutes(2)), "its status never was modifying");
  }

  private static Verdict onNodes(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.rest(PLAIN);
    String node = lab.nodes(PLAIN).getFirst().arn();
    List<Tag> tags = lab.elastiCache().listTagsForResource(r -> r.resourceName(node)).tagList();
    return Verdict.that(
        tags.stream().anyMatch(t -> t.key().equals("team") && t.value().equals("live")),
        "its tags are " + tags);
  }

  private static void snapshots(ExpectationList all) {
    all.add(
        "snapshot.by-node",
        "CreateSnapshot of the node of a group with cluster mode disabled",
        "it carries CacheClusterId and no ReplicationGroupId",
        C7N + "test_elasticache_snapshot; aws/aws-cli examples/elasticache/describe-snapshots.rst",
        EvidenceState.RECORDED,
        SnapshotExpectations::byNode);
    all.add(
        "snapshot.busy",
        "DeleteReplicationGroup while the snapshot is taken",
        "refused with " + STATE,
        "hashicorp/terraform-provider-aws replication_group.go, its retry of ten minutes",
        EvidenceState.RECORDED,
        aws ->
            LiveAccount.refused(
                "DeleteReplicationGroup",
                () ->
                    aws.clients
                        .elastiCache()
                        .deleteReplicationGroup(r -> r.replicationGroupId(aws.name(PLAIN))),
                STATE));
    all.add(
        "snapshot.available",
        "DescribeSnapshots by name until it is available",
        "source manual, and its node has a size and a time",
        C7N + "test_elasticache_snapshot",
        EvidenceState.RECORDED,
        SnapshotExpectations::available);
    all.add(
        "snapshot.by-node-id",
        "DescribeSnapshots by CacheClusterId",
        "it finds the snapshot",
        BACKUPS + ", describing backups",
        EvidenceState.DOCUMENTED,
        SnapshotExpectations::byNodeId);
    all.add(
        "snapshot.by-group-id",
        "DescribeSnapshots by ReplicationGroupId of a group with cluster mode disabled",
        "it does not find it, which is why the product asks by both",
        "boto/botocore, DescribeSnapshotsMessage.ReplicationGroupId",
        EvidenceState.OPEN,
        SnapshotExpectations::byGroupId);
  }

  private static Verdict byNode(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    String node = lab.nodes(PLAIN).getFirst().cacheClusterId();
    String name = aws.making(ResourceKind.SNAPSHOT, aws.name("snap"));
    lab.elastiCache()
        .createSnapshot(
            r -> r.snapshotName(name).cacheClusterId(node).tags(lab.tag(), lab.flowTag()));
    Snapshot snapshot =
        lab.snapshot("snap").orElseThrow(() -> new IllegalStateException("it is not listed"));
    return Verdict.that(
        node.equals(snapshot.cacheClusterId()) && snapshot.replicationGroupId() == null,
        "CacheClusterId %s, ReplicationGroupId %s"
            .formatted(snapshot.cacheClusterId(), snapshot.replicationGroupId()));
  }

  private static Verdict available(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    Verdict verdict = lab.available("snap", SnapshotExpectations::manual);
    lab.rest(PLAIN);
    return verdict;
  }

  private static Verdict manual(Snapshot snapshot) {
    boolean cut =
        snapshot.nodeSnapshots().stream()
            .allMatch(n -> n.snapshotCreateTime() != null && n.cacheSize() != null);
    return Verdict.that(
        "manual".equals(snapshot.snapshotSource()) && cut && !snapshot.nodeSnapshots().isEmpty(),
        "source %s, nodes %s".formatted(snapshot.snapshotSource(), snapshot.nodeSnapshots()));
  }

  private static Verdict byNodeId(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    String node = lab.nodes(PLAIN).getFirst().cacheClusterId();
    return Verdict.same(
        "snapshots",
        List.of(aws.name("snap")),
        names(lab.elastiCache().describeSnapshots(r -> r.cacheClusterId(node)).snapshots()));
  }

  private static Verdict byGroupId(LiveAccount aws) {
    return Verdict.same(
        "snapshots",
        List.of(),
        names(
            aws.clients
                .elastiCache()
                .describeSnapshots(r -> r.replicationGroupId(aws.name(PLAIN)))
                .snapshots()));
  }

  private static List<String> names(List<Snapshot> snapshots) {
    return snapshots.stream().map(Snapshot::snapshotName).toList();
  }
}
