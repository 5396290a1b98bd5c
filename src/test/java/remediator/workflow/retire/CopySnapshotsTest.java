package remediator.workflow.retire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import remediator.workflow.StepBench;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Which automatic snapshots are copied, and what is taken for a copy. */
class CopySnapshotsTest {
  private static final Instant YESTERDAY = Instant.parse("2026-11-01T03:00:00Z");
  private static final String NAME = "orders-002-2026-11-01-03-00-kept";

  private final StepBench bench = new StepBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private void keeping(int days, String which) {
    bench.with(
        StepBench.small().snapshotRetentionLimit(days),
        Map.of(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS.key(), which));
  }

  /** One call of the step, without what holds it back. */
  private StepResult once() {
    StepContext context = bench.work();
    StepResult result = new CopySnapshots().run(context);
    context.saveBeforeCall();
    return result;
  }

  private StepResult run() {
    for (int i = 0; i < 50; i++) {
      StepResult result = once();
      if (!(result instanceof Pending pending)) {
        return result;
      }
      bench.cloud.clock.advance(pending.delay());
    }
    throw new AssertionError("the step does not end");
  }

  private void automatic(Instant at) {
    bench.service.controls().automaticSnapshot(bench.group.toString(), at);
  }

  private List<String> manual() {
    return bench.service.view().snapshots().stream().map(Snapshot::snapshotName).toList();
  }

  private void waiting() {
    bench.cloud.clock.advance(Duration.ofMinutes(20));
  }

  private Snapshot snapshot(String name) {
    return bench.client.describeSnapshots(r -> r.snapshotName(name)).snapshots().getFirst();
  }

  /** Somebody else's, of a group of theirs. */
  private void foreign(String name, Tag... tags) {
    bench.client.createReplicationGroup(StepBench.small().replicationGroupId("carts").build());
    bench.cloud.clock.advance(Duration.ofHours(1));
    bench.client.createSnapshot(r -> r.cacheClusterId("carts-001").snapshotName(name).tags(tags));
    waiting();
  }

  @Test
  void theNewestOfANodeIsCopiedThoughItNamesNoGroup() {
    keeping(7, "newest");
    automatic(YESTERDAY.minus(Duration.ofDays(1)));
    automatic(YESTERDAY);
    assertThat(bench.client.describeSnapshots(r -> r.replicationGroupId("orders")).snapshots())
        .isEmpty();

    assertThat(run()).isEqualTo(new Done());

    assertThat(manual()).containsExactly(NAME);
    assertThat(snapshot(NAME).cacheClusterId()).isEqualTo("orders-002");
  }

  @Test
  void allAreAskedForAtOnceAndWaitedForOnce() {
    keeping(7, "all");
    automatic(YESTERDAY.minus(Duration.ofDays(1)));
    automatic(YESTERDAY);

    assertThat(once()).isInstanceOf(Pending.class);
    bench.cloud.clock.advance(Duration.ofMinutes(4));
    assertThat(once()).isEqualTo(new Done());

    assertThat(manual()).containsExactlyInAnyOrder(NAME, NAME.replace("11-01", "10-31"));
  }

  @Test
  void anotherGroupsAutomaticSnapshotIsNotTaken() {
    keeping(0, "newest");
    bench.client.createReplicationGroup(StepBench.small().replicationGroupId("orders-eu").build());
    waiting();
    bench
        .service
        .controls()
        .automaticSnapshot(bench.group.withId("orders-eu").toString(), YESTERDAY);

    assertThat(run()).isEqualTo(new Done());
    assertThat(manual()).isEmpty();
  }

  @Test
  void whereSnapshotsAreKeptAndNoneIsToldItEndsWithWhatToDo() {
    keeping(7, "newest");

    assertThat(run())
        .isEqualTo(
            new Failed(
                "ElastiCache keeps automatic snapshots of orders for 7 days, but tells of none; it"
                    + " is not deleted. Look in the console: copy what you need and delete the"
                    + " group yourself, or set the tag"
                    + " elasticache-encryption:keep-automatic-snapshots to none before its next"
                    + " flow"));
  }

  @Test
  void theSentenceFitsIntoTheMessageWithTheLongestId() {
    keeping(7, "newest");
    String why = ((Failed) run()).why();

    assertThat(why.length() - "orders".length() + 40).isLessThanOrEqualTo(300);
  }

  @Test
  void whereNoneAreKeptNothingIsAskedAndNothingCopied() {
    keeping(0, "newest");

    assertThat(run()).isEqualTo(new Done());
    assertThat(manual()).isEmpty();
  }

  @Test
  void aGroupThatIsGoneIsLeftToTheStepThatDeletesIt() {
    keeping(7, "newest");
    bench.client.deleteReplicationGroup(r -> r.replicationGroupId("orders"));
    bench.cloud.clock.advance(Duration.ofHours(1));

    assertThat(run()).isEqualTo(new Done());
  }

  @Test
  void theFirstOneIsWaitedForWhileItIsBeingMade() {
    keeping(7, "newest");
    bench.service.controls().takeAutomaticSnapshot(bench.group.toString());

    assertThat(once()).isInstanceOf(Pending.class);
    assertThat(manual()).isEmpty();
    assertThat(run()).isEqualTo(new Done());
    assertThat(manual()).singleElement().asString().endsWith("-kept");
  }

  @Test
  void aSnapshotOfSomebodyElseUnderTheNameIsLeftAloneAndTheCopyGetsAnother() {
    keeping(7, "newest");
    automatic(YESTERDAY);
    bench.client.copySnapshot(
        r ->
            r.sourceSnapshotName("automatic.orders-002-2026-11-01-03-00")
                .targetSnapshotName(NAME)
                .tags(Tag.builder().key(ResourceTags.FLOW).value("another-flow").build()));
    waiting();

    assertThat(run()).isEqualTo(new Done());

    assertThat(manual()).containsExactlyInAnyOrder(NAME, NAME + "2");
    assertThat(bench.kept().require(CaseAttribute.COPIED_SNAPSHOTS)).contains(NAME + "2\"");
    assertThat(bench.kept().history())
        .anyMatch(
            e ->
                e.text().equals("a snapshot " + NAME + " is not this flow's; it is left as it is"));
  }

  @Test
  void aSnapshotOfAnotherGroupIsNoCopyThoughItCarriesOurTag() {
    keeping(7, "newest");
    automatic(YESTERDAY);
    foreign(NAME, Tag.builder().key(ResourceTags.FLOW).value(bench.kept().flow()).build());

    assertThat(run()).isEqualTo(new Done());

    assertThat(snapshot(NAME).cacheClusterId()).isEqualTo("carts-001");
    assertThat(snapshot(NAME + "2").cacheClusterId()).isEqualTo("orders-002");
  }

  @Test
  void whereAllNamesAreTakenTheGroupStaysAndItSaysSo() {
    keeping(7, "newest");
    automatic(YESTERDAY);
    foreign("theirs");
    for (String name : ResourceNames.kept("automatic.orders-002-2026-11-01-03-00")) {
      bench.client.copySnapshot(r -> r.sourceSnapshotName("theirs").targetSnapshotName(name));
      waiting();
    }

    assertThat(((Failed) run()).why())
        .startsWith("snapshots of somebody else have all names from " + NAME + " to " + NAME + "20")
        .contains("orders is not deleted");
  }

  @Test
  void aSourceThatGoesBeforeItCouldBeCopiedIsNoCopy() {
    keeping(7, "newest");
    automatic(YESTERDAY);
    String source = "automatic.orders-002-2026-11-01-03-00";
    // Somebody is copying it, so that it cannot be copied now.
    bench.client.copySnapshot(r -> r.sourceSnapshotName(source).targetSnapshotName("theirs"));
    assertThat(once()).isInstanceOf(Pending.class);
    waiting();
    bench.client.deleteSnapshot(r -> r.snapshotName(source));
    waiting();

    assertThat(((Failed) run()).why()).contains("tells of none");
    assertThat(manual()).containsExactly("theirs");
  }
}
