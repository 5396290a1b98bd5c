package remediator.live.ask;

import java.util.List;
import java.util.Optional;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** Shards, logs, and a customer's key. */
final class ShapeExpectations {
  private static final String PLAIN = GroupLab.PLAIN;
  private static final String SHARDED = "shards";
  private static final String KEYED = "keyed";
  private static final String GUIDE = "Amazon ElastiCache user guide, ";

  private ShapeExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    shards(all);
    logs(all);
    return all.all();
  }

  private static void shards(ExpectationList all) {
    all.add(
        "shards.one",
        "CreateReplicationGroup with cluster mode enabled and one shard",
        "available; shard id 0001, slots 0-16383",
        "cloud-custodian/cloud-custodian tests/data/placebo",
        EvidenceState.RECORDED,
        ShapeExpectations::oneShard);
    all.add(
        "shards.reshard",
        "ModifyReplicationGroupShardConfiguration to two shards",
        "available with shards 0001 and 0002, each with slots",
        GUIDE + "Online resharding",
        EvidenceState.DOCUMENTED,
        ShapeExpectations::reshard);
    all.add(
        "shards.snapshot",
        "CreateSnapshot of a group with cluster mode enabled",
        "it carries ReplicationGroupId and no CacheClusterId, and both shards",
        "boto/botocore, CreateSnapshotMessage",
        EvidenceState.DOCUMENTED,
        ShapeExpectations::shardedSnapshot);
    all.add(
        "key.group",
        "CreateReplicationGroup with a customer's key",
        "available, encrypted at rest, with that key",
        GUIDE + "At-rest encryption in ElastiCache",
        EvidenceState.DOCUMENTED,
        ShapeExpectations::keyed);
  }

  private static Verdict oneShard(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.create(
        SHARDED,
        r ->
            r.engineVersion("7.1")
                .numCacheClusters(null)
                .clusterMode(ClusterMode.ENABLED)
                .numNodeGroups(1)
                .replicasPerNodeGroup(0)
                .automaticFailoverEnabled(true));
    Optional<ReplicationGroup> made = lab.settled(SHARDED, g -> true);
    return made.isEmpty()
        ? Verdict.differs("it is not available")
        : Verdict.same("shards", List.of("0001 0-16383"), shards(made.get()));
  }

  private static List<String> shards(ReplicationGroup group) {
    return group.nodeGroups().stream().map(n -> n.nodeGroupId() + " " + n.slots()).toList();
  }

  private static Verdict reshard(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.elastiCache()
        .modifyReplicationGroupShardConfiguration(
            r -> r.replicationGroupId(aws.name(SHARDED)).nodeGroupCount(2).applyImmediately(true));
    Optional<ReplicationGroup> seen = lab.settled(SHARDED, g -> g.nodeGroups().size() == 2);
    List<String> ids =
        seen.stream().flatMap(g -> g.nodeGroups().stream()).map(NodeGroup::nodeGroupId).toList();
    boolean slots =
        seen.stream().flatMap(g -> g.nodeGroups().stream()).allMatch(n -> n.slots() != null);
    return Verdict.that(ids.equals(List.of("0001", "0002")) && slots, "shards " + ids);
  }

  private static Verdict shardedSnapshot(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    String name = aws.making(ResourceKind.SNAPSHOT, aws.name("shards-snap"));
    lab.elastiCache()
        .createSnapshot(
            r -> r.snapshotName(name).replicationGroupId(aws.name(SHARDED)).tags(lab.tag()));
    return lab.available("shards-snap", snapshot -> ofShards(aws, snapshot));
  }

  private static Verdict ofShards(LiveAccount aws, Snapshot snapshot) {
    return Verdict.that(
        aws.name(SHARDED).equals(snapshot.replicationGroupId())
            && snapshot.cacheClusterId() == null
            && snapshot.nodeSnapshots().size() == 2,
        "ReplicationGroupId %s, CacheClusterId %s, %d shards"
            .formatted(
                snapshot.replicationGroupId(),
                snapshot.cacheClusterId(),
                snapshot.nodeSnapshots().size()));
  }

  private static Verdict keyed(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    String description = aws.making(ResourceKind.KEY, aws.name("key"));
    KeyMetadata key =
        aws.clients
            .kms()
            .createKey(
                r ->
                    r.description(description)
                        .tags(
                            Tag.builder()
                                .tagKey(LiveAccount.TAG)
                                .tagValue(aws.place.run())
                                .build()))
            .keyMetadata();
    aws.identified(ResourceKind.KEY, description, key.keyId());
    lab.create(
        KEYED, r -> r.engineVersion("7.1").atRestEncryptionEnabled(true).kmsKeyId(key.arn()));
    Optional<ReplicationGroup> made = lab.settled(KEYED, g -> true);
    return Verdict.that(
        made.filter(g -> g.atRestEncryptionEnabled() && key.arn().equals(g.kmsKeyId())).isPresent(),
        "it is not available with that key");
  }

  private static void logs(ExpectationList all) {
    all.add(
        "logs.on",
        "ModifyReplicationGroup with delivery of the slow log to CloudWatch Logs",
        "the delivery becomes active",
        GUIDE + "Log delivery; iann0036/iam-dataset #12",
        EvidenceState.DOCUMENTED,
        ShapeExpectations::logsOn);
    all.add(
        "logs.off",
        "ModifyReplicationGroup with the delivery not enabled",
        "no delivery is told any more",
        GUIDE + "Log delivery",
        EvidenceState.DOCUMENTED,
        aws ->
            new GroupLab(aws)
                .changed(
                    PLAIN,
                    r ->
                        r.logDeliveryConfigurations(
                            LogDeliveryConfigurationRequest.builder()
                                .logType("slow-log")
                                .enabled(false)
                                .build()),
                    g -> g.logDeliveryConfigurations().isEmpty()));
  }

  private static Verdict logsOn(LiveAccount aws) {
    String group = aws.making(ResourceKind.LOG_GROUP, "/" + aws.name("slow"));
    aws.clients.logs().createLogGroup(r -> r.logGroupName(group));
    return new GroupLab(aws)
        .changed(
            PLAIN,
            r ->
                r.logDeliveryConfigurations(
                    LogDeliveryConfigurationRequest.builder()
                        .logType("slow-log")
                        .logFormat("json")
                        .destinationType("cloudwatch-logs")
                        .destinationDetails(d -> d.cloudWatchLogsDetails(c -> c.logGroup(group)))
                        .enabled(true)
                        .build()),
            g ->
                g.logDeliveryConfigurations().stream()
                    .anyMatch(l -> "active".equals(l.statusAsString())));
  }
}
