package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static remediator.plan.Groups.group;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.RelatedResources;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Plan.Refused;

class PlannerTest {
  private static final AvailableEngineVersions OFFER =
      new AvailableEngineVersions(
          List.of(
              version("redis", "4.0.10", "redis4.0"),
              version("redis", "5.0.6", "redis5.0"),
              version("redis", "6.2", "redis6.x"),
              version("redis", "7.0", "redis7"),
              version("redis", "7.1", "redis7"),
              version("valkey", "7.2", "valkey7"),
              version("valkey", "8.0", "valkey8"),
              version("valkey", "8.1", "valkey8")));

  private static AvailableEngineVersions.Version version(
      String engine, String number, String family) {
    return new AvailableEngineVersions.Version(EngineVersion.parse(engine, number), family);
  }

  private static Plan plan(CacheGroup group, String control, String... settings) {
    Map<String, String> choices = new TreeMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      choices.put(settings[i], settings[i + 1]);
    }
    Policy policy = Policy.of(Map.of(), group.spec().tags()).with(choices);
    return Planner.plan(group, Control.of(control), policy, OFFER, RelatedResources.UNSEEN);
  }

  @ParameterizedTest(name = "{0} {1}, at rest {2}, TLS {3}, finding {4}, {5}={6}: {7}")
  @CsvSource({
    // both on: nothing
    "redis,  7.1.0,  true,  REQUIRED,  ElastiCache.5, mode, act, NOTHING",
    "redis,  7.1.0,  true,  REQUIRED,  ElastiCache.4, mode, act, NOTHING",
    // a finding that is out of date: nothing
    "redis,  7.1.0,  true,  NONE,      ElastiCache.4, mode, act, NOTHING",
    "redis,  7.1.0,  false, REQUIRED,  ElastiCache.5, mode, act, NOTHING",
    // the policy does not want it: nothing
    "redis,  7.1.0,  false, REQUIRED,  ElastiCache.4, controls, ElastiCache.5, NOTHING",
    "redis,  7.1.0,  true,  NONE,      ElastiCache.5, controls, ElastiCache.4, NOTHING",
    // not at rest: replace
    "redis,  7.1.0,  false, REQUIRED,  ElastiCache.4, mode, act, REPLACE",
    "redis,  7.1.0,  false, PREFERRED, ElastiCache.4, mode, act, REPLACE",
    "redis,  7.1.0,  false, NONE,      ElastiCache.4, mode, act, REPLACE",
    "redis,  7.1.0,  false, NONE,      ElastiCache.5, mode, act, REPLACE",
    "redis,  5.0.6,  false, NONE,      ElastiCache.5, mode, act, REPLACE",
    "redis,  4.0.10, false, NONE,      ElastiCache.4, mode, act, REPLACE",
    "valkey, 8.0.1,  false, NONE,      ElastiCache.4, mode, act, REPLACE",
    // not at rest, but only ElastiCache.5 is wanted, or TLS first
    "redis,  7.1.0,  false, NONE,      ElastiCache.5, controls, ElastiCache.5, ONLINE_TLS",
    "redis,  6.2.6,  false, NONE,      ElastiCache.5, controls, ElastiCache.5, UPGRADE_THEN_TLS",
    "redis,  7.1.0,  false, NONE,      ElastiCache.4, several-fail, tls-first, ONLINE_TLS",
    "redis,  7.1.0,  false, NONE,      ElastiCache.5, several-fail, tls-first, ONLINE_TLS",
    "redis,  7.1.0,  false, REQUIRED,  ElastiCache.4, several-fail, tls-first, REPLACE",
    // at rest, no TLS
    "redis,  7.1.0,  true,  NONE,      ElastiCache.5, mode, act, ONLINE_TLS",
    "redis,  7.0.7,  true,  NONE,      ElastiCache.5, mode, act, ONLINE_TLS",
    "redis,  7.0.5,  true,  NONE,      ElastiCache.5, mode, act, ONLINE_TLS",
    "valkey, 7.2.6,  true,  NONE,      ElastiCache.5, mode, act, ONLINE_TLS",
    "valkey, 8.0.1,  true,  NONE,      ElastiCache.5, mode, act, ONLINE_TLS",
    "redis,  7.1.0,  true,  PREFERRED, ElastiCache.5, mode, act, ONLINE_TLS",
    // older engines
    "redis,  7.0.4,  true,  NONE,      ElastiCache.5, mode, act, UPGRADE_THEN_TLS",
    "redis,  6.2.6,  true,  NONE,      ElastiCache.5, mode, act, UPGRADE_THEN_TLS",
    "redis,  5.0.6,  true,  NONE,      ElastiCache.5, mode, act, UPGRADE_THEN_TLS",
    "redis,  4.0.10, true,  NONE,      ElastiCache.5, mode, act, UPGRADE_THEN_TLS",
    "redis,  6.2.6,  true,  NONE,      ElastiCache.5, older-engines, replace, REPLACE",
    // cannot be made again
    "redis,  3.2.6,  false, NONE,      ElastiCache.4, mode, act, REFUSED",
    "redis,  5.0.4,  false, NONE,      ElastiCache.4, mode, act, REFUSED"
  })
  void decisionTable(
      String engine,
      String number,
      boolean atRest,
      TransitEncryptionMode transit,
      String control,
      String setting,
      String value,
      Plan.Decision decision) {
    CacheGroup group =
        group()
            .nodeType("cache.r5.large")
            .engine(engine, number)
            .atRest(atRest)
            .transit(transit)
            .build();
    assertThat(plan(group, control, setting, value).decision()).isEqualTo(decision);
  }

  /** "Maximum execution time: 1 year": what outlasts it would end with a group half done. */
  @ParameterizedTest(name = "{0} at rest {1}, gate-days {2}, preferred-days {3}: {4}")
  @CsvSource({
    "7.1.0, true,  90, 90, REFUSED",
    "7.1.0, true,  26, 90, ONLINE_TLS",
    "7.1.0, true,  27, 90, REFUSED",
    "7.1.0, true,  90, 47, ONLINE_TLS",
    "7.1.0, true,  90, 48, REFUSED",
    "6.2.6, true,  90, 17, UPGRADE_THEN_TLS",
    "6.2.6, true,  90, 18, REFUSED",
    "7.1.0, false, 90, 90, REPLACE"
  })
  void gatesThatOutlastAnExecutionAreRefused(
      String version, boolean atRest, String gates, String preferred, Plan.Decision decision) {
    CacheGroup group = group().engine("redis", version).atRest(atRest).build();
    Plan plan =
        plan(
            group,
            atRest ? "ElastiCache.5" : "ElastiCache.4",
            "gate-preferred",
            "ask",
            "auth",
            "token",
            "gate-days",
            gates,
            "preferred-days",
            preferred,
            "keep-old-days",
            "30");

    assertThat(plan.decision()).isEqualTo(decision);
    if (plan instanceof Refused refused) {
      assertThat(refused.isTransient()).isFalse();
      assertThat(refused.blockers())
          .singleElement()
          .asString()
          .contains("a flow ends after a year")
          .endsWith("set gate-days or preferred-days lower");
    }
  }

  @Test
  void aReplacementAddsTlsWhereTheOtherControlIsWantedToo() {
    CacheGroup group = group().atRest(false).build();
    Plan.Replace both = (Plan.Replace) plan(group, "ElastiCache.4");
    Plan.Replace one = (Plan.Replace) plan(group, "ElastiCache.4", "controls", "ElastiCache.4");
    assertThat(both.targetSpec().encryption().transit()).isEqualTo(TransitEncryptionMode.REQUIRED);
    assertThat(one.targetSpec().encryption().transit()).isEqualTo(TransitEncryptionMode.NONE);
  }

  @Test
  void anUpgradeGoesToTheNewestThatIsOfferedOfTheEngineThatThePolicyNames() {
    CacheGroup group = group().engine("redis", "6.2.6").build();
    Plan.UpgradeThenTls redis = (Plan.UpgradeThenTls) plan(group, "ElastiCache.5");
    Plan.UpgradeThenTls valkey =
        (Plan.UpgradeThenTls) plan(group, "ElastiCache.5", "target-engine", "valkey");
    Plan.UpgradeThenTls fixed =
        (Plan.UpgradeThenTls)
            plan(group, "ElastiCache.5", "target-engine", "valkey", "target-version", "7.2");
    assertThat(redis.upgrade().target()).hasToString("redis 7.1");
    assertThat(redis.upgrade().parameters().name()).isEqualTo("default.redis7");
    assertThat(valkey.upgrade().target()).hasToString("valkey 8.1");
    assertThat(fixed.upgrade().target()).hasToString("valkey 7.2");
  }

  @ParameterizedTest
  @CsvSource({
    "redis,  7.1.0, ElastiCache.4, target-engine, redis,  default.redis7,            none",
    "redis,  7.1.0, ElastiCache.4, target-engine, valkey, default.redis7,            valkey 8.1"
        + " default.valkey8",
    "redis,  5.0.6, ElastiCache.4, target-engine, valkey, default.redis5.0,          valkey 8.1"
        + " default.valkey8",
    "redis,  6.2.6, ElastiCache.4, target-engine, valkey, own,                       valkey 8.1"
        + " elasticache-encryption-orders-cache-valkey8",
    "valkey, 7.2.6, ElastiCache.4, target-engine, valkey, default.valkey7,           none",
    "valkey, 7.2.6, ElastiCache.4, target-engine, redis,  default.valkey7,           none"
  })
  void aReplacementOfRedisIsUpgradedWhereThePolicyNamesValkey(
      String engine,
      String version,
      String control,
      String setting,
      String value,
      String parameters,
      String upgrade) {
    CacheGroup group =
        group().atRest(false).engine(engine, version).parameterGroup(parameters).build();
    Plan.Replace plan = (Plan.Replace) plan(group, control, setting, value);

    assertThat(plan.upgrade().map(u -> u.target() + " " + u.parameters().name()).orElse("none"))
        .isEqualTo(upgrade);
    assertThat(plan.targetSpec().engine()).isEqualTo(group.spec().engine());
  }

  @Test
  void withClusterModeTheParameterGroupIsTheOneForIt() {
    CacheGroup group =
        group()
            .atRest(false)
            .clusterMode("enabled")
            .failover(true, false)
            .shard("0001", "us-east-1a", "us-east-1b")
            .build();
    Plan.Replace plan = (Plan.Replace) plan(group, "ElastiCache.4", "target-engine", "valkey");

    assertThat(plan.upgrade().orElseThrow().parameters().name())
        .isEqualTo("default.valkey8.cluster.on");
  }

  @Test
  void aReplacementToAVersionThatIsNotOfferedIsRefused() {
    Plan plan =
        plan(
            group().atRest(false).build(),
            "ElastiCache.4",
            "target-engine",
            "valkey",
            "target-version",
            "7.9");
    assertThat(reasons(plan))
        .containsExactly(
            "ElastiCache offers no valkey version 7.9 that can switch TLS on: set target-engine and"
                + " target-version to one that it offers");
  }

  @Test
  void aVersionThatIsNotOfferedIsRefusedWithWhatToDo() {
    Plan plan =
        plan(group().engine("redis", "6.2.6").build(), "ElastiCache.5", "target-version", "7.9");
    assertThat(reasons(plan))
        .containsExactly(
            "ElastiCache offers no redis version 7.9 that can switch TLS on: set target-engine and"
                + " target-version to one that it offers");
  }

  @Test
  void everyReasonAgainstIsGivenAndNotOnlyTheFirst() {
    CacheGroup group =
        group()
            .atRest(false)
            .global("ldgnf-prices")
            .status("modifying")
            .pending("clusterMode")
            .clusterMode("compatible")
            .nodeType("cache.t2.micro")
            .classic()
            .odd("the engine is \"other\", which this version does not know")
            .tag("aws:cloudformation:stack-name", "shop")
            .tag("elasticache-encryption:opt-out", "true")
            .build();
    assertThat(reasons(plan(group, "ElastiCache.4")))
        .anySatisfy(r -> assertThat(r).contains("opted out"))
        .anySatisfy(r -> assertThat(r).contains("stack shop owns it"))
        .anySatisfy(r -> assertThat(r).contains("\"modifying\", not available"))
        .anySatisfy(r -> assertThat(r).contains("pending: clusterMode"))
        .anySatisfy(r -> assertThat(r).contains("Global Datastore ldgnf-prices"))
        .anySatisfy(r -> assertThat(r).contains("EC2-Classic"))
        .anySatisfy(r -> assertThat(r).contains("compatible"))
        .anySatisfy(r -> assertThat(r).contains("no new nodes of type cache.t2.micro"))
        .anySatisfy(r -> assertThat(r).contains("which this version does not know"))
        .hasSize(9);
  }

  @Test
  void aStateThatPassesIsTheOnlyRefusalThatGoesAwayByItself() {
    Refused busy = (Refused) plan(group().status("snapshotting").build(), "ElastiCache.5");
    Refused dead = (Refused) plan(group().status("create-failed").build(), "ElastiCache.5");
    assertThat(busy.isTransient()).isTrue();
    assertThat(dead.isTransient()).isFalse();
  }

  @Test
  void aSlipOfThePenInATagStopsEverything() {
    CacheGroup group = group().tag("elasticache-encryption:opt-outt", "true").build();
    assertThat(reasons(plan(group, "ElastiCache.5")))
        .containsExactly(
            "unknown tag elasticache-encryption:opt-outt: nothing happens until it is"
                + " corrected or removed");
  }

  @Test
  void anAuthTokenNeedsASecretThatIsNamed() {
    CacheGroup group = group().atRest(false).transit(TransitEncryptionMode.REQUIRED).auth().build();
    assertThat(reasons(plan(group, "ElastiCache.4")))
        .singleElement()
        .asString()
        .contains("auth-secret");
    String secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-AbCdEf";
    assertThat(plan(group, "ElastiCache.4", "auth-secret", secret).decision())
        .isEqualTo(Plan.Decision.REPLACE);
  }

  @Test
  void aStackThatItsOwnerAllowsIsActedOn() {
    CacheGroup group = group().tag("aws:cloudformation:stack-name", "shop").build();
    assertThat(plan(group, "ElastiCache.5", "cloudformation-owned", "allow").decision())
        .isEqualTo(Plan.Decision.ONLINE_TLS);
  }

  private static List<String> reasons(Plan plan) {
    assertThat(plan).isInstanceOf(Refused.class);
    return ((Refused) plan).blockers().stream().map(Plan.Blocker::toString).toList();
  }
}
