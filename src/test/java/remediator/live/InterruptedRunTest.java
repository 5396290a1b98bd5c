package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import remediator.live.core.RunClock;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;

/** What can go wrong with a run: each is told in a sentence, and nothing is left without a word. */
class InterruptedRunTest {
  /** Enough to have a bucket, a stack, groups and a key in the account. */
  private static final List<Expectation> SOME =
      ExpectationCatalog.all().stream()
          .filter(
              e ->
                  Set.of("stack.member", "group.plain", "tls.preferred", "shards.one")
                      .contains(e.id()))
          .toList();

  private static final LiveStage[] STAGES = {LiveStage.DEPLOY, LiveStage.GROUPS};

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
      assertThat(cloud.standing()).contains("group lksandbox-plain", "stack lksandbox-member");

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).isEmpty();
      assertThat(journals).isEmptyDirectory();
    }
  }

  /** As kill -9: nothing of the run's own is executed any more. */
  private static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void whatAKilledRunLeavesCleanRemovesAndNoOtherRunBeginsBefore() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun second = new KitRun(cloud, journals, "lksecond");
        KitRun later = new KitRun(cloud, journals);
        AwsRun killed =
            new AwsRun(
                Optional.of(cloud.uri()),
                SandboxCloud.REGION,
                cloud.caller(),
                SandboxCloud.RUN,
                deadAfter(cloud, "2026-11-02T09:10:00Z"),
                new RunFiles(journals, KitRun.report(journals)),
                new PrintStream(PrintStream.nullOutputStream()))) {
      assertThatThrownBy(() -> killed.run(KitRun.options(SandboxCloud.ACCOUNT, "9", STAGES), SOME))
          .isInstanceOf(KilledError.class);
      cloud.clock.advance(Duration.ofMinutes(30));
      assertThat(cloud.standing()).contains("stack lksandbox-member", "group lksandbox-plain");

      assertThat(second.of(SOME, LiveStage.DEPLOY)).isFalse();
      assertThat(second.printed().replaceAll("\\s+", " "))
          .contains("Run lksandbox is under way in this account and Region, or has left things");

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).isEmpty();
      assertThat(journals).isEmptyDirectory();
    }
  }

  private static RunClock deadAfter(SandboxCloud cloud, String end) {
    RunClock time = cloud.time();
    return new RunClock() {
      @Override
      public Instant now() {
        return time.now();
      }

      @Override
      public void pause(Duration span) {
        time.pause(span);
        if (now().isAfter(Instant.parse(end))) {
          throw new KilledError();
        }
      }
    };
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

  @Test
  void anotherAccountThanTheCallersIsRefused() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      assertThat(kit.run.run(KitRun.options("999900001111", "9", STAGES), SOME)).isFalse();
      assertThat(kit.printed())
          .contains("-Daccount=999900001111, but these credentials are of account 111122223333");
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void whatWouldCostMoreIsRefused() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      assertThat(kit.run.run(KitRun.options(SandboxCloud.ACCOUNT, "0.50", STAGES), SOME)).isFalse();
      assertThat(kit.printed()).contains("may cost 1.70 USD, and -Dmax-cost is 0.50");
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void findingsNeedConfig() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      cloud.config.stop();

      assertThat(kit.of(SOME, LiveStage.FINDINGS)).isFalse();
      assertThat(kit.printed()).contains("Stage 3 needs Security Hub and AWS Config");
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void aRunThatIsNotKnownCannotBeCleaned() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals, "lkother")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kit.clean(SandboxCloud.ACCOUNT))
          .withMessageContaining("there is no journal of such a run");
    }
  }
}
