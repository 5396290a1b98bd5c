package remediator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.elasticache.state.OperationTiming;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.finding.Events;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Replacements of Redis OSS whose new group is Valkey by the time that it takes over. */
class ValkeyReplacementTest {
  private static final String NEW = Sample.arn("cart-single-enc");
  private static final String OWNERS = "cart-own";
  private static final String COPY = "elasticache-encryption-cart-single-valkey9";
  private static final Map<String, String> VALKEY =
      Map.of("TargetEngine", "valkey", "Data", "accept-loss", "GateCutOver", "ask");

  private CloudRun run = new CloudRun(VALKEY);
  private List<ReplicationGroup> before;

  @BeforeEach
  void look() {
    before = run.view().groups();
  }

  @AfterEach
  void close() {
    run.close();
  }

  private void with(Map<String, String> more) {
    run.close();
    Map<String, String> parameters = new HashMap<>(VALKEY);
    parameters.putAll(more);
    run = new CloudRun(parameters);
    before = run.view().groups();
  }

  private String deliver() {
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
    return Sample.notes(run).getFirst();
  }

  private RemediationCase ledger() {
    return run.ledger(Sample.CART).orElseThrow();
  }

  /** Engine, version and parameter group of a group's nodes. */
  private Set<String> engine(String arn) {
    return run.view().nodes(arn).stream()
        .map(
            n ->
                "%s %s %s"
                    .formatted(
                        n.engine(),
                        n.engineVersion(),
                        n.cacheParameterGroup().cacheParameterGroupName()))
        .collect(Collectors.toSet());
  }

  private String question(String gate) {
    return run.messages().stream()
        .filter(m -> m.subject().contains(": " + gate + " ("))
        .findFirst()
        .orElseThrow()
        .message()
        .replaceAll("\\s+", " ");
  }

  private List<String> parameterGroups() {
    return Sample.elastiCache(run).describeCacheParameterGroups().cacheParameterGroups().stream()
        .map(CacheParameterGroup::cacheParameterGroupName)
        .filter(name -> name.startsWith("elasticache-encryption-"))
        .toList();
  }

  /** The owner's own parameter group, for cart-single unless it is made for cluster mode. */
  private void own(String... values) {
    Sample.elastiCache(run)
        .createCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(OWNERS)
                    .cacheParameterGroupFamily("redis7")
                    .description("Cart"));
    for (int i = 0; i < values.length; i += 2) {
      set(values[i], values[i + 1]);
    }
    if (!List.of(values).contains("cluster-enabled")) {
      give(OWNERS);
    }
    before = run.view().groups();
  }

  private void set(String name, String value) {
    Sample.elastiCache(run)
        .modifyCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(OWNERS)
                    .parameterNameValues(
                        ParameterNameValue.builder()
                            .parameterName(name)
                            .parameterValue(value)
                            .build()));
  }

  private void give(String parameterGroup) {
    Sample.elastiCache(run)
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId("cart-single")
                    .cacheParameterGroupName(parameterGroup)
                    .applyImmediately(true));
    run.forTime(Duration.ofMinutes(10));
  }

  private Map<String, String> userSet(String group) {
    Map<String, String> set = new TreeMap<>();
    Sample.elastiCache(run)
        .describeCacheParameters(r -> r.cacheParameterGroupName(group).source("user"))
        .parameters()
        .forEach(p -> set.put(p.parameterName(), p.parameterValue()));
    return set;
  }

  private void nothingIsLeft() {
    assertThat(ledger().state()).isEqualTo(RemediationCase.State.STOPPED);
    assertThat(run.view().groups()).isEqualTo(before);
    assertThat(run.view().snapshots()).isEmpty();
    assertThat(parameterGroups()).isEmpty();
  }

  /** ElastiCache takes Valkey off its list. */
  private void withdraw() {
    run.controls()
        .engineVersions(
            List.of(
                CacheEngineVersion.builder()
                    .engine("redis")
                    .engineVersion("7.1")
                    .cacheParameterGroupFamily("redis7")
                    .build()));
  }

  @Test
  void theNewGroupIsUpgradedBeforeItTakesOverAndTheOldOneIsNot() {
    Map<String, Set<String>> atCutOver = new HashMap<>();
    run.gates()
        .before(
            "cut-over",
            () -> {
              atCutOver.put("old", engine(Sample.CART));
              atCutOver.put("new", engine(NEW));
            });

    assertThat(deliver()).contains("cart-single-enc has taken over");
    assertThat(atCutOver)
        .isEqualTo(
            Map.of(
                "old", Set.of("redis 7.1.0 default.redis7"),
                "new", Set.of("valkey 9.1.0 default.valkey9")));
    assertThat(ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(ledger().require(CaseAttribute.EXPECTED_DIFFERENCES))
        .contains("engine.version is \"valkey 9.1\", was \"redis 7.1\"")
        .contains("engine.parameterGroup is \"default.valkey9\"")
        .contains("by target-engine");
    assertThat(ledger().attribute(CaseAttribute.OUTCOME)).hasValue("complete");
    assertThat(engine(NEW)).containsExactly("valkey 9.1.0 default.valkey9");
    assertThat(run.performed("ElastiCache.CreateCacheParameterGroup")).isZero();
  }

  @Test
  void theFirstQuestionTellsTheEngineWhatItSavesAndWhatBecomesOfTheParameters() {
    with(Map.of("DecisionPage", "no"));
    deliver();

    assertThat(question("replace"))
        .contains("Engine: redis 7.1.0 -> valkey 9.1")
        .contains("planned: the engine is valkey 9.1 with parameter group default.valkey9")
        .contains("the new group is made with redis 7.1.0, as its snapshot is, and upgraded")
        .contains("cart-single is not upgraded")
        .contains("a node of valkey costs $0.1648 an hour, one of redis $0.206")
        .contains("its parameter group becomes default.valkey9, with AWS's own values")
        .contains("+ engine = \"valkey\"")
        .contains("+ engine_version = \"9.1\"")
        .contains("+ parameter_group_name = \"default.valkey9\"");
    assertThat(question("cut-over"))
        .contains("Engine: redis 7.1.0 -> valkey 9.1")
        .contains("Parameter group: default.redis7 -> default.valkey9")
        .contains("every attribute that was compared is equal to the plan")
        .doesNotContain("DIFFERENT FROM THE PLAN");
  }

  @Test
  void withTargetEngineRedisNothingOfItIsToldOrDone() {
    with(Map.of("TargetEngine", "redis"));
    deliver();

    assertThat(question("replace")).doesNotContain("valkey").doesNotContain("+ engine");
    assertThat(engine(NEW)).containsExactly("redis 7.1.0 default.redis7");
  }

  @Test
  void theOwnersValuesAreCarriedIntoAParameterGroupThatStaysWithTheNewGroup() {
    own("maxmemory-policy", "allkeys-lfu", "list-max-listpack-size", "-1");

    assertThat(deliver()).contains("cart-single-enc has taken over");
    assertThat(engine(NEW)).containsExactly("valkey 9.1.0 " + COPY);
    assertThat(userSet(COPY)).isEqualTo(userSet(OWNERS)).hasSize(2);
    assertThat(question("replace"))
        .contains("its parameter group becomes " + COPY + ", a copy of " + OWNERS + " with ")
        .contains("maxmemory-policy=allkeys-lfu");
    assertThat(ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(run.performed("ElastiCache.DeleteCacheParameterGroup")).isZero();
  }

  @Test
  void afterTheCutOverItStaysAlsoWhereNothingUsesItAnyMore() {
    own("maxmemory-policy", "allkeys-lfu");
    run.gates()
        .before(
            "retire",
            () -> {
              Sample.elastiCache(run)
                  .modifyReplicationGroup(
                      r ->
                          r.replicationGroupId("cart-single-enc")
                              .cacheParameterGroupName("default.valkey9")
                              .applyImmediately(true));
              run.forTime(Duration.ofMinutes(10));
            });

    assertThat(deliver()).contains("cart-single-enc has taken over");
    assertThat(engine(NEW)).containsExactly("valkey 9.1.0 default.valkey9");
    assertThat(run.view().group(Sample.CART)).isEmpty();
    assertThat(parameterGroups()).containsExactly(COPY);
  }

  @Test
  void theGateTellsTheNameThatTheCopyWillHaveWhereThePlannedOneIsTaken() {
    own("maxmemory-policy", "allkeys-lfu");
    Sample.elastiCache(run)
        .createCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(COPY)
                    .cacheParameterGroupFamily("valkey9")
                    .description("somebody's"));
    deliver();

    String other = "elasticache-encryption-" + ledger().flow() + "-valkey9";
    assertThat(question("replace")).contains("with parameter group " + other);
    assertThat(engine(NEW)).containsExactly("valkey 9.1.0 " + other);
    assertThat(userSet(COPY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void anUpgradeThatIsRefusedIsRolledBackAndNothingIsLeft(boolean own) {
    if (own) {
      own("maxmemory-policy", "allkeys-lfu");
    }
    run.gates().before("replace", this::withdraw);

    assertThat(deliver())
        .contains("ElastiCache refuses to upgrade cart-single-enc to valkey 9.1")
        .contains("change target-engine and target-version, then send the finding again")
        .contains("cart-single is as it was");
    assertThat(run.performed("ElastiCache.CreateReplicationGroup")).isPositive();
    assertThat(run.performed("ElastiCache.CreateCacheParameterGroup")).isEqualTo(own ? 1 : 0);
    nothingIsLeft();
  }

  @Test
  void aNoBeforeCutOverRemovesTheParameterGroupWithTheNewGroup() {
    own("maxmemory-policy", "allkeys-lfu");
    run.gates().before("cut-over", () -> assertThat(parameterGroups()).containsExactly(COPY));
    run.gates().reject("cut-over", "no");

    assertThat(deliver()).contains("cart-single is as it was");
    nothingIsLeft();
  }

  @Test
  void aParameterGroupThatSomebodyHasTakenUpStaysAndIsTold() {
    own("maxmemory-policy", "allkeys-lfu");
    run.gates()
        .before(
            "cut-over",
            () ->
                Sample.elastiCache(run)
                    .createReplicationGroup(
                        r ->
                            r.replicationGroupId("another")
                                .replicationGroupDescription("Somebody's")
                                .cacheNodeType("cache.t4g.small")
                                .engine("valkey")
                                .engineVersion("9.1")
                                .transitEncryptionEnabled(true)
                                .cacheSubnetGroupName("private-subnets")
                                .cacheParameterGroupName(COPY)
                                .numCacheClusters(1)));
    run.gates().reject("cut-over", "no");

    assertThat(deliver()).contains("parameter group " + COPY);
    assertThat(parameterGroups()).containsExactly(COPY);
  }

  @Test
  void oneThatIsNoMoreTheFlowsStays() {
    own("maxmemory-policy", "allkeys-lfu");
    run.gates()
        .before(
            "cut-over",
            () ->
                Sample.elastiCache(run)
                    .removeTagsFromResource(
                        r ->
                            r.resourceName(
                                    GroupArn.parse(Sample.CART).resource("parametergroup", COPY))
                                .tagKeys(ResourceTags.FLOW)));
    run.gates().reject("cut-over", "no");
    deliver();

    assertThat(parameterGroups()).containsExactly(COPY);
  }

  @ParameterizedTest
  @EnumSource(
      value = InjectedFault.class,
      names = {"TIMEOUT_AFTER", "TIMEOUT_BEFORE", "SERVER_ERROR", "THROTTLED", "WRONG_STATE"})
  void anUpgradeThatIsDisturbedIsDoneAllTheSame(InjectedFault fault) {
    own("maxmemory-policy", "allkeys-lfu");
    run.faults().next("ElastiCache.ModifyReplicationGroup", fault, 5);
    if (fault != InjectedFault.WRONG_STATE) {
      run.faults().next("ElastiCache.CreateCacheParameterGroup", fault, 5);
      run.faults().next("ElastiCache.ModifyCacheParameterGroup", fault, 5);
    }

    assertThat(deliver()).contains("cart-single-enc has taken over");
    assertThat(engine(NEW)).containsExactly("valkey 9.1.0 " + COPY);
    assertThat(userSet(COPY)).containsExactly(Map.entry("maxmemory-policy", "allkeys-lfu"));
    assertThat(ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
  }

  @Test
  void aParameterGroupThatIsAnotherSinceThePlanEndsTheFlowBeforeAnythingIsMade() {
    run.gates().before("replace", () -> own("maxmemory-policy", "allkeys-lfu"));

    assertThat(deliver())
        .contains("cart-single has the parameter group cart-own now")
        .contains("was planned for that of default.redis7: send the finding again");
    assertThat(run.performed("ElastiCache.CreateReplicationGroup")).isZero();
    nothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "search-sharded, ec4-three-uneven-shards-replace, default.valkey9.cluster.on",
    "stock-both-62, ec4-redis-6.2-sharded-replace, default.valkey9.cluster.on"
  })
  void withClusterModeItIsTheSame(String id, String event, String parameterGroup) {
    byte[] bytes = Events.sample(event).bytes();
    run.surround(GroupArn.parse(Sample.arn(id)));
    run.importing(bytes).deliver(bytes);
    run.toTheEnd();

    RemediationCase c = run.ledger(Sample.arn(id)).orElseThrow();
    assertThat(c.attribute(CaseAttribute.OUTCOME)).as("%s", c.history()).hasValue("complete");
    assertThat(c.require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(engine(Sample.arn(id + "-enc"))).containsExactly("valkey 9.1.0 " + parameterGroup);
  }

  @Test
  void withClusterModeTheOwnersValuesAreCarriedTooAndItsParameterGroupIsMadeForIt() {
    own("cluster-enabled", "yes", "maxmemory-policy", "allkeys-lfu");
    Sample.elastiCache(run)
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId("search-sharded")
                    .cacheParameterGroupName(OWNERS)
                    .applyImmediately(true));
    run.forTime(Duration.ofMinutes(10));
    byte[] bytes = Events.sample("ec4-three-uneven-shards-replace").bytes();
    run.importing(bytes).deliver(bytes);
    run.toTheEnd();

    String copy = "elasticache-encryption-search-sharded-valkey9";
    assertThat(engine(Sample.arn("search-sharded-enc"))).containsExactly("valkey 9.1.0 " + copy);
    assertThat(userSet(copy)).isEqualTo(userSet(OWNERS)).hasSize(2);
  }

  @Test
  void aPlanThatIsOnlyToldSaysIt() {
    with(Map.of("Mode", "plan-only"));

    assertThat(deliver()).contains("and upgraded in place to valkey 9.1 before it takes over");
  }

  @ParameterizedTest
  @CsvSource({"accept-loss, false", "accept-loss, true", "freeze, true"})
  void underTheOldIdBothTheCopyAndTheGroupThatComesBackAreUpgraded(String data, boolean own) {
    with(Map.of("NewId", "same", "Data", data, "FreezeMinutes", "120"));
    if (own) {
      own("maxmemory-policy", "allkeys-lfu");
    }
    String parameters = own ? COPY : "default.valkey9";
    Map<String, Set<String>> copy = new HashMap<>();
    run.gates().before("retire", () -> copy.put("copy", engine(NEW)));

    deliver();
    assertThat(ledger().attribute(CaseAttribute.OUTCOME))
        .as("%s", ledger().history())
        .hasValue("complete");
    assertThat(copy).containsEntry("copy", Set.of("valkey 9.1.0 " + parameters));
    assertThat(engine(Sample.CART)).containsExactly("valkey 9.1.0 " + parameters);
    assertThat(ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(run.view().group(NEW)).isEmpty();
    assertThat(parameterGroups()).isEqualTo(own ? List.of(COPY) : List.of());
    for (String gate : List.of("replace", "retire")) {
      assertThat(question(gate))
          .contains("and some for the upgrade to valkey")
          .contains("once more cuts off clients that are connected by then");
    }
    assertThat(question("replace"))
        .contains("where that is refused, all is undone, but not once cart-single has been deleted")
        .contains("Before, cart-single is not upgraded");
    assertThat(ledger().require(CaseAttribute.ENGINE)).isEqualTo("redis 7.1.0");
    assertThat(ledger().history().stream().map(RemediationCase.Entry::text))
        .containsSubsequence(
            "asking ElastiCache to upgrade cart-single-enc to valkey 9.1",
            "asking ElastiCache to upgrade cart-single to valkey 9.1");
  }

  @Test
  void whereWritesAreHeldThePauseIsToldWithTheUpgrade() {
    with(Map.of("Data", "freeze", "GateCutOver", "ask", "FreezeMinutes", "33"));
    deliver();

    assertThat(question("replace"))
        .contains(
            "for about 34 minutes (an estimate by size and shards, with the upgrade: 12 minutes on"
                + " a small group, more with many nodes)")
        .contains("THE ESTIMATE IS LONGER THAN freeze-minutes ALLOWS");
  }

  @Test
  void whereWritesAreHeldTheUpgradedGroupTakesOverAndOnlyItsParameterGroupStays() {
    with(Map.of("Data", "freeze", "FreezeMinutes", "120"));
    own("maxmemory-policy", "allkeys-lfu");

    assertThat(deliver()).contains("cart-single-enc has taken over");
    assertThat(ledger().attribute(CaseAttribute.OUTCOME)).hasValue("complete");
    assertThat(ledger().attribute(CaseAttribute.WRITES_HELD_AT)).isPresent();
    assertThat(engine(NEW)).containsExactly("valkey 9.1.0 " + COPY);
    assertThat(userSet(COPY)).isEqualTo(userSet(OWNERS)).hasSize(1);
    assertThat(parameterGroups()).containsExactly(COPY);
  }

  @Test
  void writesThatAreHeldTooLongDuringTheUpgradeAreLetInAndNothingIsLeft() {
    with(Map.of("Data", "freeze", "FreezeMinutes", "40"));
    own("maxmemory-policy", "allkeys-lfu");
    run.controls().timing(slowUpgrade());

    assertThat(deliver())
        .contains("have been held for 40 minutes, the most that freeze-minutes allows")
        .contains("cart-single is as it was");
    assertThat(ledger().history())
        .anyMatch(
            e -> e.text().equals("asking ElastiCache to upgrade cart-single-enc to valkey 9.1"));
    assertThat(ledger().attribute(CaseAttribute.WRITES_RELEASED_AT)).isPresent();
    assertThat(run.performed("ElastiCache.CreateCacheParameterGroup")).isEqualTo(2);
    assertThat(engine(Sample.CART)).containsExactly("redis 7.1.0 " + OWNERS);
    nothingIsLeft();
  }

  private static OperationTiming slowUpgrade() {
    OperationTiming usual = OperationTiming.usual();
    return new OperationTiming(
        usual.create(),
        usual.tls(),
        usual.settings(),
        usual.parameters(),
        usual.tags(),
        Duration.ofHours(2),
        usual.scale(),
        usual.snapshotCut(),
        usual.snapshot(),
        usual.snapshotShard(),
        usual.delete(),
        usual.statusLag());
  }

  @Test
  void aSecondUpgradeThatIsRefusedLeavesTheGroupThatCameBackAndSaysToUseIt() {
    with(Map.of("NewId", "same"));
    run.gates().before("retire", this::withdraw);

    assertThat(deliver())
        .contains("ElastiCache refuses to upgrade cart-single to valkey 9.1")
        .contains(
            "cart-single stands, made anew from its final snapshot "
                + ledger().require(CaseAttribute.FINAL_SNAPSHOT))
        .contains("its upgrade to valkey and its comparison were not finished. Use it, and not")
        .doesNotContain("has been deleted")
        .doesNotContain("can serve");
    assertThat(engine(Sample.CART)).containsExactly("redis 7.1.0 default.redis7");
    assertThat(run.view().group(NEW)).isPresent();
  }

  @Test
  void theTagOfTheFlowIsOnTheParameterGroup() {
    own("maxmemory-policy", "allkeys-lfu");
    deliver();

    assertThat(
            Sample.elastiCache(run)
                .listTagsForResource(
                    r ->
                        r.resourceName(
                            GroupArn.parse(Sample.CART).resource("parametergroup", COPY)))
                .tagList())
        .contains(
            Tag.builder().key(ResourceTags.FLOW).value(ledger().flow()).build(),
            Tag.builder().key(ResourceTags.COPY_OF).value(OWNERS).build());
  }
}
