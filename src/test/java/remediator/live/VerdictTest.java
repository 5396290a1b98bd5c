package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.Expectation;
import remediator.live.core.LiveStage;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** What cannot be made or takes long is the verdict of its expectation, and the run goes on. */
class VerdictTest {
  @TempDir Path journals;

  private static List<Expectation> of(String... ids) {
    return ExpectationCatalog.all().stream().filter(e -> Set.of(ids).contains(e.id())).toList();
  }

  private static Map<String, String> verdicts(KitRun kit) {
    Map<String, String> all = new TreeMap<>();
    kit.run.verdicts().forEach((e, v) -> all.put(e.id(), v.kind() + ", " + v.why()));
    return all;
  }

  private static final String HOLDS = Verdict.Kind.HOLDS + ", ";

  private static FaultPlan noGroup(String part) {
    return new FaultPlan() {
      @Override
      public InjectedFault decide(CallerIdentity caller, String service, String called) {
        return InjectedFault.NONE;
      }

      @Override
      public Optional<AwsFault> refusal(
          CallerIdentity caller, String service, String called, String body) {
        return called.equals("CreateReplicationGroup") && body.contains(part)
            ? Optional.of(AwsFault.badRequest("InvalidParameterValue", "not " + part))
            : Optional.empty();
      }
    };
  }

  @Test
  void anOldEngineThatIsNotOfferedSaysNothingOfTheOtherGroup() {
    try (SandboxCloud cloud = new SandboxCloud(noGroup("5.0.6"));
        KitRun kit = new KitRun(cloud, journals)) {
      kit.of(of("group.plain", "group.old-engine", "shards.one"), LiveStage.GROUPS);

      assertThat(verdicts(kit))
          .containsEntry("group.plain", HOLDS)
          .containsEntry("shards.one", HOLDS)
          .hasEntrySatisfying("group.old-engine", v -> assertThat(v).startsWith("differs"));
    }
  }

  @Test
  void aKeyThatCannotBeUsedSaysNothingOfShards() {
    try (SandboxCloud cloud = new SandboxCloud(noGroup("KmsKeyId"));
        KitRun kit = new KitRun(cloud, journals)) {
      kit.of(of("shards.one", "key.group"), LiveStage.GROUPS);

      assertThat(verdicts(kit))
          .containsEntry("shards.one", HOLDS)
          .hasEntrySatisfying("key.group", v -> assertThat(v).startsWith("differs"));
      assertThat(cloud.standing()).isEmpty();
    }
  }

  @Test
  void aSlowStackIsAVerdict() {
    AtomicReference<Instant> done = new AtomicReference<>();
    AtomicReference<SandboxCloud> where = new AtomicReference<>();
    FaultPlan slow =
        CallPlan.answered(
            DescribeStacksRequest.class,
            r -> {
              Instant now = where.get().clock.instant();
              done.compareAndSet(null, now.plus(Duration.ofMinutes(25)));
              return now.isAfter(done.get()) ? r : creating((DescribeStacksResponse) r);
            });
    try (SandboxCloud cloud = new SandboxCloud(slow);
        KitRun kit = new KitRun(cloud, journals)) {
      where.set(cloud);
      kit.of(of("stack.member", "denial.member-reads"), LiveStage.DEPLOY);

      assertThat(verdicts(kit))
          .containsEntry("denial.member-reads", HOLDS)
          .hasEntrySatisfying(
              "stack.member", v -> assertThat(v).startsWith("differs, CREATE_IN_PROGRESS"));
      assertThat(cloud.standing()).isEmpty();
    }
  }

  private static DescribeStacksResponse creating(DescribeStacksResponse told) {
    List<Stack> stacks =
        told.stacks().stream()
            .map(s -> s.toBuilder().stackStatus("CREATE_IN_PROGRESS").build())
            .toList();
    return told.toBuilder().stacks(stacks).build();
  }

  @Test
  void aRoleThatCannotBeAssumedIsNamedWithTheRight() {
    try (SandboxCloud cloud = new SandboxCloud(FaultPlan.NEVER, Set.of("sts:AssumeRole"));
        KitRun kit = new KitRun(cloud, journals)) {
      kit.of(of("denial.member-reads", "denial.member-deletes"), LiveStage.DEPLOY);

      assertThat(verdicts(kit)).hasSize(2);
      assertThat(verdicts(kit).values())
          .allSatisfy(
              v ->
                  assertThat(v)
                      .startsWith("could not be asked, role arn:aws:iam::111122223333:role/")
                      .contains("You may not sts:AssumeRole: your policies do not allow it"));
    }
  }

  @Test
  void findingsOfGroupsThatWereNotMadeAreNotWaitedFor() {
    try (SandboxCloud cloud = new SandboxCloud(noGroup(""));
        KitRun kit = new KitRun(cloud, journals)) {
      Instant begin = cloud.clock.instant();
      kit.of(
          of("finding.heard", "finding.failed.ElastiCache.4", "finding.passed", "finding.archived"),
          LiveStage.FINDINGS);

      assertThat(verdicts(kit)).hasSize(4);
      assertThat(verdicts(kit).values()).noneMatch(HOLDS::equals);
      assertThat(cloud.clock.instant()).isBefore(begin.plus(Duration.ofHours(1)));
    }
  }
}
