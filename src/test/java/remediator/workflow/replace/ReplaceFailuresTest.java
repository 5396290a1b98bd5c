package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.elasticache.state.CreateFailure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Whatever goes wrong in a replacement: the flow ends in words, and a group serves. */
class ReplaceFailuresTest {
  private static final String NEW = Sample.arn("cart-single-enc");

  private final CloudRun run = new CloudRun();
  private List<ReplicationGroup> before;

  @BeforeEach
  void look() {
    before = run.view().groups();
  }

  @AfterEach
  void close() {
    run.close();
  }

  private String deliver() {
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
    return Sample.notes(run).getFirst();
  }

  private void stopped() {
    assertThat(run.executions()).allMatch(e -> e.stopped() != null);
    assertThat(run.ledger(Sample.CART).orElseThrow().state())
        .isEqualTo(RemediationCase.State.STOPPED);
  }

  private void nothingOfOursIsLeft() {
    stopped();
    assertThat(run.view().groups()).isEqualTo(before);
    assertThat(run.view().snapshots()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CreateFailure.class)
  void aNewGroupThatCannotBeMadeIsRemoved(CreateFailure how) {
    run.controls().failNextCreate("cart-single-enc", how);

    assertThat(deliver())
        .contains("cart-single-enc could not be made")
        .contains("ElastiCache says: Failed to create replication group cart-single-enc")
        .contains("cart-single is as it was");
    nothingOfOursIsLeft();
  }

  /** The failure is what matters; that its cause cannot be read must not hide it. */
  @Test
  void aNewGroupThatCannotBeMadeIsRemovedAlsoWhereTheCauseCannotBeRead() {
    run.controls().failNextCreate("cart-single-enc", CreateFailure.CREATE_FAILED);
    run.faults().always("ElastiCache.DescribeEvents", InjectedFault.ACCESS_DENIED);

    assertThat(deliver())
        .contains("cart-single-enc could not be made")
        .contains("aws elasticache describe-events tells")
        .contains("cart-single is as it was");
    nothingOfOursIsLeft();
  }

  @Test
  void aSnapshotThatFailsIsRemoved() {
    run.controls().failNextSnapshot();

    assertThat(deliver()).contains("ended as \"failed\"");
    nothingOfOursIsLeft();
  }

  @Test
  void withoutCapacityTheSnapshotIsRemoved() {
    run.controls().capacity("cache.r6g.large", false);

    assertThat(deliver()).contains("refuses to make cart-single-enc").contains("not available");
    nothingOfOursIsLeft();
  }

  @Test
  void overTheQuotaTheSnapshotIsRemoved() {
    run.controls().nodeQuota(1);

    assertThat(deliver()).contains("refuses to make cart-single-enc").contains("exceed");
    // The question tells what the request then meets.
    assertThat(run.messages())
        .filteredOn(m -> m.subject().contains(": replace ("))
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.message().replaceAll("\\s+", " "))
                    .contains("and may have 1 (Service Quotas"));
    nothingOfOursIsLeft();
  }

  @Test
  void anIdThatIsTakenIsLeftAloneAndAnotherOneChosen() {
    makeSomebodyElses();
    ReplicationGroup theirs = run.view().group(NEW).orElseThrow();

    assertThat(deliver()).contains("cart-single-enc2 has taken over");
    assertThat(run.view().group(NEW)).hasValue(theirs);
    assertThat(run.view().group(Sample.arn("cart-single-enc2"))).isPresent();
    assertThat(run.view().group(Sample.CART)).isEmpty();
  }

  @Test
  void aNoBeforeCutOverLeavesSomebodyElsesGroupAlone() {
    makeSomebodyElses();
    before = run.view().groups();
    run.gates().reject("cut-over", "no");

    deliver();
    nothingOfOursIsLeft();
  }

  private void makeSomebodyElses() {
    Sample.elastiCache(run)
        .createReplicationGroup(
            r ->
                r.replicationGroupId("cart-single-enc")
                    .replicationGroupDescription("somebody else's")
                    .engine("redis")
                    .engineVersion("7.1")
                    .cacheNodeType("cache.t4g.micro")
                    .cacheSubnetGroupName("private-subnets")
                    .numCacheClusters(1));
    run.toTheEnd();
  }

  @Test
  void aSourceThatIsDeletedBeforeTheSnapshotEndsTheFlow() {
    run.gates().before("replace", this::deleteTheSource);

    assertThat(deliver()).contains("cart-single no longer exists");
    stopped();
    assertThat(run.view().snapshots()).isEmpty();
    assertThat(run.performed("ElastiCache.CreateReplicationGroup")).isZero();
  }

  @Test
  void aSourceThatIsDeletedBeforeCutOverLeavesTheOnlyCopyOfTheDataStanding() {
    run.gates().before("cut-over", this::deleteTheSource);

    assertThat(deliver())
        .contains("deleted by somebody else")
        .contains("cart-single-enc has taken over");
    stopped();
    assertThat(run.view().group(NEW).orElseThrow().atRestEncryptionEnabled()).isTrue();
    assertThat(run.performed("ElastiCache.DeleteReplicationGroup")).isZero();
  }

  private void deleteTheSource() {
    Sample.elastiCache(run).deleteReplicationGroup(r -> r.replicationGroupId("cart-single"));
  }

  @ParameterizedTest
  @CsvSource({
    "ElastiCache.CreateSnapshot, CreateSnapshot",
    "ElastiCache.CreateReplicationGroup, CreateReplicationGroup",
    "SSM.PutParameter, PutParameter"
  })
  void aRightThatIsMissingBeforeCutOverLeavesNothing(String call, String told) {
    run.faults().always(call, InjectedFault.ACCESS_DENIED);

    assertThat(deliver()).contains("not authorized").contains(told);
    nothingOfOursIsLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "ElastiCache.AddTagsToResource, AddTagsToResource",
    "ElastiCache.DeleteReplicationGroup, DeleteReplicationGroup"
  })
  void aRightThatIsMissingAfterCutOverLeavesBothGroupsAndSaysSo(String call, String told) {
    run.faults().always(call, InjectedFault.ACCESS_DENIED);

    assertThat(deliver())
        .contains(told)
        .contains("cart-single-enc has taken over")
        .contains("cart-single still stands");
    stopped();
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.view().group(NEW)).isPresent();
  }

  @Test
  void whatCannotBeRemovedIsNamed() {
    run.faults().always("ElastiCache.DeleteReplicationGroup", InjectedFault.ACCESS_DENIED);
    run.gates().reject("cut-over", "no");

    String note = deliver();
    stopped();
    assertThat(run.view().group(NEW)).isPresent();
    assertThat(note)
        .contains("cart-single is as it was")
        .contains("still stands and is charged; delete it: group cart-single-enc, snapshot");
    assertThat(run.messages().getLast().message()).contains(NEW);
  }

  @Test
  void whereNothingCanBeLookedAtAnyMoreTheLockIsStillGivenBack() {
    run.gates()
        .before(
            "cut-over",
            () -> {
              run.faults()
                  .always("ElastiCache.DescribeReplicationGroups", InjectedFault.ACCESS_DENIED);
              run.faults().always("SSM.DeleteParameter", InjectedFault.ACCESS_DENIED);
              run.faults().always("SNS.Publish", InjectedFault.ACCESS_DENIED);
            });

    assertThat(deliver()).contains("How cart-single stands could not be looked at");
    stopped();
    assertThat(run.view().groups()).containsAll(before);
  }

  @Test
  void findingsThatCannotBeNotedDoNotHoldTheFlowUp() {
    run.faults().always("SecurityHub.BatchUpdateFindings", InjectedFault.ACCESS_DENIED);
    deliver();

    RemediationCase c = run.ledger(Sample.CART).orElseThrow();
    assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(c.history().toString()).contains("Security Hub: ").contains("not authorized");
    assertThat(Set.copyOf(Sample.workflows(run))).containsExactly("NEW");
  }
}
