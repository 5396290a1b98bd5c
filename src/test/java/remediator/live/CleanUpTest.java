package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.FaultPlan;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunClock;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What a run removes, and what {@code -Dclean} does after one that could not. */
class CleanUpTest {
  @TempDir Path journals;

  /** As kill -9: nothing of the run's own is executed any more. */
  private static final class KilledError extends Error {
    private static final long serialVersionUID = 1L;
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

  private AwsRun run(SandboxCloud cloud, URI endpoint, String region, RunClock clock) {
    return new AwsRun(
        Optional.of(endpoint),
        region,
        cloud.caller(),
        SandboxCloud.RUN,
        clock,
        new RunFiles(journals, KitRun.report(journals)),
        new PrintStream(PrintStream.nullOutputStream()));
  }

  private static Expectation asking(LiveStage stage, Expectation.Question question) {
    return new Expectation(
        "test.own", stage, "of a test", "as it says", "this test", EvidenceState.OPEN, question);
  }

  private static List<Expectation> some() {
    List<Expectation> some = new ArrayList<>(InterruptedRunTest.SOME);
    ExpectationCatalog.all().stream()
        .filter(e -> e.id().equals("stack.product"))
        .forEach(some::addFirst);
    return some;
  }

  /** While the second stack is made, and while groups are. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-02T09:06:00Z,stack lksandbox-product,stack lksandbox-member",
    "2026-11-02T09:35:00Z,group lksandbox-plain,group lksandbox-old"
  })
  void whatAKilledRunLeavesCleanRemovesAndNoOtherRunBeginsBefore(
      String end, String one, String other) {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun second = new KitRun(cloud, journals, "lksecond");
        KitRun later = new KitRun(cloud, journals);
        AwsRun killed = run(cloud, cloud.uri(), SandboxCloud.REGION, deadAfter(cloud, end))) {
      LiveOptions options = KitRun.options(SandboxCloud.ACCOUNT, "9", InterruptedRunTest.STAGES);
      assertThatThrownBy(() -> killed.run(options, some())).isInstanceOf(KilledError.class);
      cloud.clock.advance(Duration.ofMinutes(30));
      assertThat(cloud.standing()).contains(one, other);

      assertThat(second.of(some(), LiveStage.DEPLOY)).isFalse();
      assertThat(second.said())
          .contains("Run lksandbox is under way in this account and Region, or has left things");

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).isEmpty();
      assertThat(journals).isEmptyDirectory();
    }
  }

  private void killed(SandboxCloud cloud, Expectation.Question question) {
    try (KitRun kit = new KitRun(cloud, journals)) {
      assertThatThrownBy(
              () ->
                  kit.of(
                      List.of(
                          asking(
                              LiveStage.GROUPS,
                              aws -> {
                                question.ask(aws);
                                throw new KilledError();
                              })),
                      LiveStage.GROUPS))
          .isInstanceOf(KilledError.class);
    }
  }

  private static String key(LiveAccount aws, String description) {
    return aws.clients.kms().createKey(r -> r.description(description)).keyMetadata().keyId();
  }

  @Test
  void aKeyThatWasMadeWhenTheRunWasKilledIsFoundByItsDescription() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun later = new KitRun(cloud, journals)) {
      killed(
          cloud,
          aws -> {
            key(aws, "of somebody else");
            key(aws, aws.making(ResourceKind.KEY, aws.name("key")));
            return Verdict.holds();
          });
      assertThat(cloud.standing()).filteredOn(s -> s.startsWith("key ")).hasSize(2);

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).filteredOn(s -> s.startsWith("key ")).hasSize(1);
    }
  }

  @Test
  void whatDoesNotNameTheRunIsNotDeleted() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun later = new KitRun(cloud, journals)) {
      killed(
          cloud,
          aws -> {
            aws.making(ResourceKind.TABLE, "orders");
            aws.making(ResourceKind.KEY, "id:" + key(aws, "of somebody else"));
            return Verdict.holds();
          });

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isFalse();
      assertThat(later.said())
          .contains("left TABLE orders: its name \"orders\" does not name the run")
          .contains("its description \"of somebody else\" does not name the run");
      assertThat(cloud.standing()).anyMatch(s -> s.startsWith("key "));
    }
  }

  /** There nothing of the run would be found, as if all were removed. */
  @Test
  void cleanIsRefusedInAnotherAccount() {
    AtomicReference<String> account = new AtomicReference<>(SandboxCloud.ACCOUNT);
    FaultPlan plan =
        CallPlan.answered(
            GetCallerIdentityRequest.class,
            r -> ((GetCallerIdentityResponse) r).toBuilder().account(account.get()).build());
    try (SandboxCloud cloud = new SandboxCloud(plan);
        KitRun stranger = new KitRun(cloud, journals);
        KitRun right = new KitRun(cloud, journals)) {
      killed(cloud, aws -> Verdict.holds());

      account.set("999900001111");
      assertThat(stranger.clean("999900001111")).isFalse();
      assertThat(stranger.said())
          .contains("Run lksandbox was in account 111122223333, us-east-1, endpoint " + cloud.uri())
          .contains("and this is account 999900001111");

      account.set(SandboxCloud.ACCOUNT);
      assertThat(right.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void cleanIsRefusedInAnotherRegionOrCloud() {
    LiveOptions options = KitRun.options(SandboxCloud.ACCOUNT, "0");
    try (SandboxCloud cloud = new SandboxCloud();
        SandboxCloud other = new SandboxCloud();
        AwsRun region = run(cloud, cloud.uri(), "eu-central-1", cloud.time());
        KitRun endpoint = new KitRun(other, journals);
        KitRun right = new KitRun(cloud, journals)) {
      killed(cloud, aws -> Verdict.holds());

      assertThat(region.clean(options)).isFalse();
      assertThat(endpoint.clean(SandboxCloud.ACCOUNT)).isFalse();
      assertThat(cloud.standing()).isNotEmpty();

      assertThat(right.clean(SandboxCloud.ACCOUNT)).isTrue();
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void credentialsThatHaveExpiredAreToldAtCleanToo() {
    AtomicBoolean expired = new AtomicBoolean();
    FaultPlan plan =
        CallPlan.refused("GetCallerIdentity", "ExpiredToken", "it is expired", expired::get);
    try (SandboxCloud cloud = new SandboxCloud(plan);
        KitRun later = new KitRun(cloud, journals)) {
      killed(cloud, aws -> Verdict.holds());
      expired.set(true);

      assertThat(later.clean(SandboxCloud.ACCOUNT)).isFalse();
      assertThat(later.said()).contains("The credentials have expired (ExpiredToken)");
    }
  }

  /** An assumed role gets the caller's own rights here. */
  @Test
  void aGroupThatShouldHaveBeenDeniedIsRemoved() {
    AtomicReference<SandboxCloud> where = new AtomicReference<>();
    FaultPlan plan =
        CallPlan.answered(
            AssumeRoleRequest.class,
            r -> {
              AwsCredentials own = where.get().caller().resolveCredentials();
              return ((AssumeRoleResponse) r)
                  .toBuilder()
                      .credentials(
                          c ->
                              c.accessKeyId(own.accessKeyId())
                                  .secretAccessKey(own.secretAccessKey())
                                  .sessionToken("t"))
                      .build();
            });
    List<Expectation> denials =
        ExpectationCatalog.all().stream()
            .filter(e -> e.id().equals("denial.member-plain-group"))
            .toList();
    try (SandboxCloud cloud = new SandboxCloud(plan);
        KitRun kit = new KitRun(cloud, journals)) {
      where.set(cloud);

      assertThat(kit.of(denials, LiveStage.DEPLOY)).isFalse();
      assertThat(kit.said()).contains("differs, CreateReplicationGroup was accepted");
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void whatIsRefusedForGoodIsToldAtOnce() {
    try (SandboxCloud cloud =
            new SandboxCloud(
                CallPlan.refused("DeleteTable", "InvalidParameterValue", "as the test says"));
        KitRun kit = new KitRun(cloud, journals)) {
      Instant begin = cloud.clock.instant();
      Expectation table =
          asking(
              LiveStage.GROUPS,
              aws -> {
                aws.making(ResourceKind.TABLE, aws.name("table"));
                return Verdict.holds();
              });

      assertThat(kit.of(List.of(table), LiveStage.GROUPS)).isFalse();
      assertThat(kit.said())
          .contains("left TABLE lksandbox-table: InvalidParameterValue: as the test says");
      assertThat(cloud.clock.instant()).isBefore(begin.plus(Duration.ofMinutes(5)));
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
