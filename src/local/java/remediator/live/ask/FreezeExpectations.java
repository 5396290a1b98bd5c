package remediator.live.ask;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

/** Writes held by a parameter group. */
final class FreezeExpectations {
  private static final String PLAIN = GroupLab.PLAIN;
  private static final String FREEZE = "freeze";
  private static final String HELD = "min-replicas-to-write";
  private static final String IMMEDIATE =
      "AWS Knowledge Center, keyspace notifications in ElastiCache; samples of"
          + " DescribeEngineDefaultParameters";

  private FreezeExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    all.add(
        "freeze.associate",
        "ModifyReplicationGroup to a parameter group of its own",
        "the node is in-sync with it, and needs no reboot",
        IMMEDIATE,
        EvidenceState.OPEN,
        FreezeExpectations::associate);
    all.add(
        "freeze.hold",
        "ModifyCacheParameterGroup: " + HELD + " 100",
        "the value is told, and the node is in-sync without a reboot",
        IMMEDIATE,
        EvidenceState.RECORDED,
        aws -> value(aws, "100"));
    all.add(
        "freeze.available",
        "DescribeReplicationGroups while writes are held",
        "the group stays available: its health does not hang on that parameter",
        "measured on Redis 6.2.11; ElastiCache says nothing of it",
        EvidenceState.OPEN,
        FreezeExpectations::stays);
    all.add(
        "freeze.release",
        "ModifyCacheParameterGroup: " + HELD + " 0",
        "the value comes back, and the node is in-sync without a reboot",
        IMMEDIATE,
        EvidenceState.RECORDED,
        aws -> value(aws, "0"));
    all.add(
        "freeze.in-use",
        "DeleteCacheParameterGroup of the one that the group uses",
        "refused with InvalidCacheParameterGroupState",
        "boto/botocore, DeleteCacheParameterGroup",
        EvidenceState.DOCUMENTED,
        aws ->
            LiveAccount.refused(
                "DeleteCacheParameterGroup",
                () ->
                    aws.clients
                        .elastiCache()
                        .deleteCacheParameterGroup(
                            r -> r.cacheParameterGroupName(aws.name(FREEZE))),
                "InvalidCacheParameterGroupState",
                "InvalidCacheParameterGroupStateFault"));
    return all.all();
  }

  private static Verdict associate(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.rest(PLAIN);
    String name = aws.making(ResourceKind.PARAMETER_GROUP, aws.name(FREEZE));
    lab.elastiCache()
        .createCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(name)
                    .cacheParameterGroupFamily("redis7")
                    .description("live conformance run")
                    .tags(lab.tag()));
    lab.modify(PLAIN, r -> r.cacheParameterGroupName(name));
    return inSync(lab, name);
  }

  private static Verdict value(LiveAccount aws, String value) {
    GroupLab lab = new GroupLab(aws);
    String name = aws.name(FREEZE);
    lab.elastiCache()
        .modifyCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(name)
                    .parameterNameValues(
                        ParameterNameValue.builder()
                            .parameterName(HELD)
                            .parameterValue(value)
                            .build()));
    aws.pause(Duration.ofMinutes(1));
    Optional<String> told =
        lab
            .elastiCache()
            .describeCacheParametersPaginator(r -> r.cacheParameterGroupName(name))
            .parameters()
            .stream()
            .filter(p -> p.parameterName().equals(HELD))
            .findFirst()
            .map(Parameter::parameterValue);
    return told.equals(Optional.of(value))
        ? inSync(lab, name)
        : Verdict.differs("the value told is " + told.orElse("none"));
  }

  private static Verdict inSync(GroupLab lab, String name) {
    Optional<CacheParameterGroupStatus> seen =
        lab.aws()
            .await(
                Duration.ofMinutes(15),
                () ->
                    Optional.of(lab.nodes(PLAIN).getFirst().cacheParameterGroup())
                        .filter(p -> name.equals(p.cacheParameterGroupName()))
                        .filter(p -> !"applying".equals(p.parameterApplyStatus())));
    return Verdict.that(
        seen.filter(
                p ->
                    "in-sync".equals(p.parameterApplyStatus())
                        && p.cacheNodeIdsToReboot().isEmpty())
            .isPresent(),
        seen.map(p -> p.parameterApplyStatus() + ", to reboot: " + p.cacheNodeIdsToReboot())
            .orElse("it does not become in-sync"));
  }

  private static Verdict stays(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    for (int minute = 0; minute < 10; minute++) {
      aws.pause(Duration.ofMinutes(1));
      if (!lab.group(PLAIN).status().equals("available")) {
        return Verdict.differs("after " + minute + " minutes: " + lab.told(PLAIN));
      }
    }
    return Verdict.holds();
  }
}
