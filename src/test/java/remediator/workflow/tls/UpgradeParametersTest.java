package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** An engine upgrade of a group whose parameter group is of its owner's own. */
class UpgradeParametersTest {
  private static final String PROFILES = Tls.arn("profiles-62");
  private static final String COPY = "elasticache-encryption-profiles-62-redis7";
  private static final byte[] EVENT = Events.sample("ec5-redis-6.2-upgrade-then-tls").bytes();

  private final CloudRun run = new CloudRun();
  private final ElastiCacheClient elastiCache = Tls.elastiCache(run);

  @BeforeEach
  void ownParameters() {
    elastiCache.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("profiles-own")
                .cacheParameterGroupFamily("redis6.x")
                .description("Profiles"));
    set("maxmemory-policy", "allkeys-lfu");
    set("hash-max-ziplist-entries", "64");
    set("lua-replicate-commands", "no");
    elastiCache.modifyReplicationGroup(
        r ->
            r.replicationGroupId("profiles-62")
                .cacheParameterGroupName("profiles-own")
                .applyImmediately(true));
    run.toTheEnd();
  }

  private void set(String name, String value) {
    elastiCache.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("profiles-own")
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName(name)
                        .parameterValue(value)
                        .build()));
  }

  @AfterEach
  void close() {
    run.close();
  }

  private Map<String, String> userSet(String group) {
    Map<String, String> set = new TreeMap<>();
    elastiCache
        .describeCacheParameters(r -> r.cacheParameterGroupName(group).source("user"))
        .parameters()
        .forEach(p -> set.put(p.parameterName(), p.parameterValue()));
    return set;
  }

  private String parameterGroup() {
    return elastiCache
        .describeCacheClusters(r -> r.cacheClusterId("profiles-62-001"))
        .cacheClusters()
        .getFirst()
        .cacheParameterGroup()
        .cacheParameterGroupName();
  }

  @Test
  void itsValuesAreCarriedIntoAGroupOfTheNewFamily() {
    Tls.deliver(run, EVENT);

    assertThat(Tls.mode(run, PROFILES)).isEqualTo("required");
    assertThat(parameterGroup()).isEqualTo(COPY);
    assertThat(userSet(COPY))
        .isEqualTo(Map.of("maxmemory-policy", "allkeys-lfu", "hash-max-listpack-entries", "64"));
    assertThat(elastiCache.listTagsForResource(r -> r.resourceName(arn(COPY))).tagList())
        .anyMatch(t -> t.key().equals(ResourceTags.FLOW));
  }

  @Test
  void theGateSaysBeforehandWhatIsCarriedAndWhatIsNot() {
    run.gates().reject("upgrade", "not now");
    Tls.deliver(run, EVENT);

    assertThat(Tls.message(run, ": upgrade ("))
        .contains("a copy of profiles-own with hash-max-listpack-entries=64")
        .contains("maxmemory-policy=allkeys-lfu")
        .contains("NOT CARRIED OVER: lua-replicate-commands=no")
        .contains("connections are cut once")
        .contains("It cannot be undone");
    assertThat(run.changes()).noneMatch(c -> c.contains("ParameterGroup"));
    assertThat(parameterGroup()).isEqualTo("profiles-own");
  }

  /** The group has been upgraded with it, and keeps it. */
  @Test
  void aFlowThatEndsAfterTheUpgradeLeavesItAndDoesNotCallItALeftover() {
    run.gates().reject("required", "not now");
    Tls.deliver(run, EVENT);

    assertThat(parameterGroup()).isEqualTo(COPY);
    assertThat(run.changes()).noneMatch(c -> c.contains("DeleteCacheParameterGroup"));
    assertThat(Tls.notes(run)).noneMatch(note -> note.contains("parameter group " + COPY));
  }

  @Test
  void madeOnceAlthoughAnswersAreLost() {
    run.faults().next("ElastiCache.CreateCacheParameterGroup", InjectedFault.TIMEOUT_AFTER, 5);
    run.faults().next("ElastiCache.ModifyCacheParameterGroup", InjectedFault.TIMEOUT_AFTER, 5);
    Tls.deliver(run, EVENT);

    assertThat(parameterGroup()).isEqualTo(COPY);
    assertThat(userSet(COPY)).hasSize(2);
    assertThat(Tls.mode(run, PROFILES)).isEqualTo("required");
  }

  private static String arn(String parameterGroup) {
    return PROFILES.replaceFirst("replicationgroup:.*", "") + "parametergroup:" + parameterGroup;
  }

  private void foreign(String name, String flow) {
    elastiCache.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(name)
                .cacheParameterGroupFamily("redis7")
                .description("not of this flow")
                .tags(Tag.builder().key(ResourceTags.FLOW).value(flow).build()));
  }

  /** What a flow of this group and attempt names its copy, where the planned name is taken. */
  private String other() {
    return "elasticache-encryption-" + Tls.kept(run, PROFILES).flow() + "-redis7";
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "profiles-62-00000000-1", ""})
  void aGroupOfThatNameThatIsNotOfThisFlowIsLeftAloneAndTheCopyIsNamedOtherwise(String flow) {
    foreign(COPY, flow);
    Tls.deliver(run, EVENT);

    assertThat(Tls.kept(run, PROFILES).attribute(CaseAttribute.OUTCOME)).hasValue("complete");
    assertThat(userSet(COPY)).isEmpty();
    assertThat(parameterGroup()).isEqualTo(other());
    assertThat(userSet(other())).hasSize(2);
    assertThat(Tls.message(run, ": upgrade ("))
        .contains("its parameter group becomes " + other() + ", a copy of profiles-own");
    assertThat(Tls.kept(run, PROFILES).history().toString())
        .contains("the parameter group " + COPY + " is not of this flow");
  }

  @Test
  void aGroupOfThatNameThatSomebodyMakesAfterTheQuestionIsLeftAloneToo() {
    run.gates().before("upgrade", () -> foreign(COPY, "none"));
    Tls.deliver(run, EVENT);

    assertThat(userSet(COPY)).isEmpty();
    assertThat(parameterGroup()).isEqualTo(other());
  }

  @Test
  void whereBothNamesAreTakenItIsSaidAndNothingIsUpgraded() {
    run.gates()
        .before(
            "upgrade",
            () -> {
              foreign(COPY, "none");
              foreign(other(), "none");
            });
    Tls.deliver(run, EVENT);

    assertThat(Tls.kept(run, PROFILES).attribute(CaseAttribute.OUTCOME)).hasValue("failed");
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("a parameter group " + other() + " is there already")
        .contains("this flow has not made it")
        .contains("profiles-62 is as it was");
    assertThat(userSet(COPY)).isEmpty();
    assertThat(userSet(other())).isEmpty();
  }

  @Test
  void aGroupOfOneNodeIsToldToBeAway() {
    Tls.deliver(run, Events.sample("ec5-redis-5.0.6-upgrade-then-tls").bytes());

    assertThat(Tls.message(run, ": upgrade ("))
        .contains("IT IS AWAY for some minutes")
        .contains("its parameter group becomes default.redis7, with AWS's own values");
  }
}
