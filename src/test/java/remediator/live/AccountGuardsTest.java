package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;

/** What a run refuses before it asks or makes anything, and what it may take at most. */
class AccountGuardsTest {
  @TempDir Path journals;

  private void isRefused(SandboxCloud cloud, KitRun kit, LiveOptions options, String why) {
    assertThat(kit.run.run(options, InterruptedRunTest.SOME)).isFalse();
    assertThat(kit.said()).contains(why);
    assertThat(cloud.standing()).isEmpty();
    assertThat(KitRun.report(journals)).doesNotExist();
  }

  private static LiveOptions options(String nodeType, String maxCost) {
    return new LiveOptions(
        SandboxCloud.ACCOUNT,
        List.of(InterruptedRunTest.STAGES),
        new BigDecimal(maxCost),
        new LiveAccount.Choices(nodeType, "default"));
  }

  @Test
  void anotherAccountThanTheCallersIsRefused() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      isRefused(
          cloud,
          kit,
          KitRun.options("999900001111", "9", InterruptedRunTest.STAGES),
          "-Daccount=999900001111, but these credentials are of account 111122223333");
    }
  }

  @Test
  void whatWouldCostMoreIsRefused() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      isRefused(
          cloud,
          kit,
          options("cache.t4g.micro", "1.69"),
          "may cost 1.70 USD in us-east-1, and -Dmax-cost is 1.69");
    }
  }

  @Test
  void aLargerNodeCostsMore() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      isRefused(
          cloud,
          kit,
          options("cache.t4g.medium", "2.00"),
          "may cost 5.13 USD in us-east-1, and -Dmax-cost is 2.00");
    }
  }

  @Test
  void anotherRegionMayCostMore() {
    assertThat(options("cache.t4g.micro", "9").cost("sa-east-1")).isEqualTo("3.38");
  }

  @Test
  void aNodeTypeWithoutAPriceIsRefused() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      isRefused(
          cloud,
          kit,
          options("cache.z1.huge", "9"),
          "-Dnode-type=cache.z1.huge: its price is not known here");
    }
  }

  @Test
  void aRegionWithOthersGroupsIsRefused() {
    try (SandboxCloud cloud = new SandboxCloud();
        ElastiCacheClient others =
            ElastiCacheClient.builder()
                .endpointOverride(cloud.uri())
                .region(Region.of(SandboxCloud.REGION))
                .credentialsProvider(cloud.caller())
                .build();
        KitRun kit = new KitRun(cloud, journals)) {
      others.createReplicationGroup(
          r ->
              r.replicationGroupId("orders-cache")
                  .replicationGroupDescription("orders")
                  .engine("redis")
                  .cacheNodeType("cache.t4g.micro")
                  .numCacheClusters(1));

      assertThat(kit.of(InterruptedRunTest.SOME, InterruptedRunTest.STAGES)).isFalse();
      assertThat(kit.said()).contains("us-east-1 of this account has 1 replication groups already");
      assertThat(cloud.standing()).containsExactly("group orders-cache");
    }
  }

  @Test
  void aCallerWhoIsNoRoleIsRefusedBeforeAnythingIsMade() {
    String bob = "arn:aws:iam::111122223333:user/Bob";
    try (SandboxCloud cloud = new SandboxCloud(CallPlan.caller(SandboxCloud.ACCOUNT, bob));
        KitRun kit = new KitRun(cloud, journals)) {
      isRefused(cloud, kit, options("cache.t4g.micro", "9"), bob + " is none: call as a role");
    }
  }

  @Test
  void findingsNeedConfig() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      cloud.config.stop();
      isRefused(
          cloud,
          kit,
          KitRun.options(SandboxCloud.ACCOUNT, "9", LiveStage.FINDINGS),
          "Stage 3 needs Security Hub and AWS Config, and Config is off");
    }
  }

  @Test
  void findingsNeedSecurityHub() {
    try (SandboxCloud cloud =
            new SandboxCloud(
                CallPlan.refused("DescribeHub", "InvalidAccessException", "not subscribed"));
        KitRun kit = new KitRun(cloud, journals)) {
      isRefused(
          cloud,
          kit,
          KitRun.options(SandboxCloud.ACCOUNT, "9", LiveStage.FINDINGS),
          "Stage 3 needs Security Hub and AWS Config, and Security Hub is off");
    }
  }

  @Test
  void aStageEndsWhenItsTimeIsOver() {
    Expectation slow =
        new Expectation(
            "test.slow",
            LiveStage.ASK,
            "nothing, slowly",
            "it ends",
            "this test",
            EvidenceState.OPEN,
            aws -> {
              aws.pause(Duration.ofMinutes(6));
              return Verdict.holds();
            });
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      assertThat(kit.of(List.of(slow), LiveStage.ASK)).isFalse();
      assertThat(kit.said()).contains("Stage 0 took longer than its 5 minutes.");
    }
  }
}
