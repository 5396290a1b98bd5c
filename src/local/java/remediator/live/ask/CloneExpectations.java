package remediator.live.ask;

import java.util.List;
import java.util.Optional;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import remediator.live.deploy.StackDeployer;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The clone, and the deletion by the product's own member roles. */
final class CloneExpectations {
  private static final String PLAIN = GroupLab.PLAIN;
  private static final String CLONE = "clone";
  private static final String C7N = "cloud-custodian/cloud-custodian tests/data/placebo, ";
  private static final String ACK = "aws-controllers-k8s/elasticache-controller test/e2e, ";

  private CloneExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    all.add(
        "clone.restored",
        "CreateReplicationGroup of the snapshot with both encryptions, as the member role",
        "it becomes available, encrypted at rest and with TLS required",
        ACK + "rg_cmd_fromsnapshot",
        EvidenceState.RECORDED,
        aws -> LiveAccount.allowed("CreateReplicationGroup", () -> restored(aws)));
    all.add(
        "retire.untagged",
        "DeleteReplicationGroup of a group that no flow made, as the role that deletes",
        "denied",
        "Service authorization reference, aws:ResourceTag on DeleteReplicationGroup",
        EvidenceState.DOCUMENTED,
        aws -> DenialExpectations.denied(aws, "retire", aws.name(PLAIN)));
    all.add(
        "retire.final-snapshot",
        "DeleteReplicationGroup of the clone with a final snapshot, as the role that deletes",
        "allowed: its rights are enough for group, snapshot and tags",
        "Service authorization reference, CreateSnapshot and AddTagsToResource",
        EvidenceState.OPEN,
        aws -> LiveAccount.allowed("DeleteReplicationGroup", () -> finalSnapshot(aws)));
    all.add(
        "retire.tells-no-members",
        "DescribeReplicationGroups of a group that is being deleted",
        "status deleting, and no members",
        C7N + "test_elasticache_replication_group_delete",
        EvidenceState.RECORDED,
        CloneExpectations::noMembers);
    all.add(
        "retire.snapshot-tags",
        "ListTagsForResource of the final snapshot",
        "it has the tags of its group, that of the flow too",
        "Amazon ElastiCache user guide, Copying tags to your ElastiCache resources",
        EvidenceState.DOCUMENTED,
        CloneExpectations::snapshotTags);
    return all.all();
  }

  private static Verdict restored(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.create(
        new StackDeployer(aws).as("member").elastiCache(),
        CLONE,
        r ->
            r.snapshotName(aws.name("snap"))
                .engineVersion("7.1")
                .atRestEncryptionEnabled(true)
                .transitEncryptionEnabled(true)
                .tags(lab.tag(), lab.flowTag()));
    Optional<ReplicationGroup> made = lab.settled(CLONE, g -> true);
    return Verdict.that(
        made.filter(
                g ->
                    g.atRestEncryptionEnabled()
                        && "required".equals(g.transitEncryptionModeAsString()))
            .isPresent(),
        made.isEmpty() ? "it is not available" : lab.told(CLONE));
  }

  private static Verdict finalSnapshot(LiveAccount aws) {
    String snapshot = aws.making(ResourceKind.SNAPSHOT, aws.name("clone-final-1"));
    new StackDeployer(aws)
        .as("retire")
        .elastiCache()
        .deleteReplicationGroup(
            r -> r.replicationGroupId(aws.name(CLONE)).finalSnapshotIdentifier(snapshot));
    return new GroupLab(aws).available("clone-final-1", s -> Verdict.holds());
  }

  private static Verdict noMembers(LiveAccount aws) {
    Optional<ReplicationGroup> seen = new GroupLab(aws).find(CLONE);
    if (seen.isEmpty()) {
      return Verdict.notAsked("it was gone before it could be looked at");
    }
    return Verdict.that(
        seen.get().status().equals("deleting") && seen.get().memberClusters().isEmpty(),
        "status %s, members %s".formatted(seen.get().status(), seen.get().memberClusters()));
  }

  private static Verdict snapshotTags(LiveAccount aws) {
    List<String> keys =
        aws
            .clients
            .elastiCache()
            .listTagsForResource(
                r ->
                    r.resourceName(aws.arn("elasticache", "snapshot:" + aws.name("clone-final-1"))))
            .tagList()
            .stream()
            .map(Tag::key)
            .toList();
    return Verdict.that(
        keys.contains(ResourceTags.FLOW) && keys.contains(LiveAccount.TAG), "its tags: " + keys);
  }
}
