package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveStage;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;

/** What can go wrong with a run: each is told in a sentence, and nothing is left without a word. */
class InterruptedRunTest {
  /** Enough to have a bucket, a stack, groups and a key in the account. */
  static final List<Expectation> SOME =
      ExpectationCatalog.all().stream()
          .filter(
              e ->
                  Set.of(
                          "stack.member",
                          "group.plain",
                          "group.old-engine",
                          "tls.preferred",
                          "key.group")
                      .contains(e.id()))
          .toList();

  static final LiveStage[] STAGES = {LiveStage.DEPLOY, LiveStage.GROUPS};

  @TempDir Path journals;

  /** Does something when an operation is called. */
  private static FaultPlan at(String called, Runnable then) {
    return (caller, service, operation) -> {
      if (operation.equals(called)) {
        then.run();
      }
      return InjectedFault.NONE;
    };
  }

  private static void stopsAndLeavesNothing(SandboxCloud cloud, KitRun kit, String... words) {
    assertThat(kit.of(SOME, STAGES)).isFalse();
    assertThat(kit.printed().replaceAll("\\s+", " ")).contains(words);
    assertThat(cloud.standing()).isEmpty();
  }

  @Test
  void aStoppedRunCleansUp() {
    AtomicReference<KitRun> run = new AtomicReference<>();
    try (SandboxCloud cloud =
            new SandboxCloud(at("ModifyReplicationGroup", () -> run.get().run.stop()));
        KitRun kit = new KitRun(cloud, journals)) {
      run.set(kit);

      stopsAndLeavesNothing(cloud, kit, "The run was stopped.");
      assertThat(kit.run.verdicts().keySet()).extracting(Expectation::id).contains("group.plain");
    }
  }

  @Test
  void aDenialByTheOrganizationNamesTheAction() {
    FaultPlan scp =
        (caller, service, operation) ->
            operation.equals("ModifyReplicationGroup")
                ? InjectedFault.ACCESS_DENIED
                : InjectedFault.NONE;
    try (SandboxCloud cloud = new SandboxCloud(scp);
        KitRun kit = new KitRun(cloud, journals)) {
      stopsAndLeavesNothing(
          cloud,
          kit,
          "You may not elasticache:ModifyReplicationGroup: a service control policy of your"
              + " organization denies it.");
    }
  }

  @Test
  void aMissingRightIsNamed() {
    try (SandboxCloud cloud = new SandboxCloud(FaultPlan.NEVER, Set.of("kms:CreateKey"));
        KitRun kit = new KitRun(cloud, journals)) {
      stopsAndLeavesNothing(
          cloud,
          kit,
          "You may not kms:CreateKey: your policies do not allow it",
          "live-rights.json");
    }
  }

  @Test
  void aRegionWithoutTheNodeTypeIsSaid() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      cloud.elastiCache.controls().capacity("cache.t4g.micro", false);

      stopsAndLeavesNothing(
          cloud, kit, "This Region has no cache.t4g.micro to give", "-Dnode-type");
    }
  }

  @Test
  void whatExpiredCredentialsLeaveIsToldAndCleanRemovesIt() {
    AtomicBoolean renewed = new AtomicBoolean();
    FaultPlan expiry =
        new FaultPlan() {
          private boolean expired;

          @Override
          public InjectedFault decide(CallerIdentity caller, String service, String operation) {
            return InjectedFault.NONE;
          }

          @Override
          public Optional<AwsFault> refusal(
              CallerIdentity caller, String service, String operation, String body) {
            expired |= operation.equals("ModifyReplicationGroup");
            return expired && !renewed.get()
                ? Optional.of(
                    new AwsFault(
                        "ExpiredToken",
                        403,
                        "The security token included in the request is expired"))
                : Optional.empty();
          }
        };
    try (SandboxCloud cloud = new SandboxCloud(expiry);
        KitRun kit = new KitRun(cloud, journals);
        KitRun later = new KitRun(cloud, journals)) {
      assertThat(kit.of(SOME, STAGES)).isFalse();
      renewed.set(true);
      assertThat(kit.printed().replaceAll("\\s+", " "))
          .contains("The credentials have expired (ExpiredToken); get new ones.")
          .contains("left GROUP lksandbox-plain")
          .contains("remove them by mvn -q -Plive -Daccount=111122223333 -Dclean=lksandbox.");
      assertThat(cloud.standing())
          .contains("group lksandbox-plain", "parameter /elasticache-encryption-live/running");

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).isEmpty();
      assertThat(journals).isEmptyDirectory();
    }
  }

  @Test
  void aSecondRunAtTheSameTimeIsRefused() {
    AtomicReference<String> said = new AtomicReference<>("");
    AtomicReference<SandboxCloud> where = new AtomicReference<>();
    Expectation slow =
        new Expectation(
            "test.slow",
            LiveStage.DEPLOY,
            "another run, meanwhile",
            "it is refused",
            "this test",
            EvidenceState.OPEN,
            aws -> {
              try (KitRun second = new KitRun(where.get(), journals, "lksecond")) {
                second.of(SOME, STAGES);
                said.set(second.printed().replaceAll("\\s+", " "));
              }
              return Verdict.holds();
            });
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun first = new KitRun(cloud, journals)) {
      where.set(cloud);

      assertThat(first.of(List.of(slow), LiveStage.DEPLOY)).isTrue();
      assertThat(said.get())
          .contains("Run lksandbox is under way in this account and Region")
          .contains("-Dclean=lksandbox");
      assertThat(cloud.standing()).isEmpty();
    }
  }
}
