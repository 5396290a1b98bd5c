package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** What must not be acted on changes nothing but the finding's note. */
class NoActionTest {
  private static final String NOTE = "SecurityHub.BatchUpdateFindings";

  private static List<String> reasons(CloudRun run) {
    return run.log("finding").stream()
        .flatMap(l -> ((List<?>) l.get("reasons")).stream())
        .map(String::valueOf)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth-on-no-secret-refused",
        "cloudformation-owned-refused",
        "global-datastore-member-refused",
        "opted-out-by-tag-refused"
      })
  void aRefusalIsNotedOnTheFindingAndNothingElseIsDone(String sample) {
    byte[] event = Events.sample(sample).bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.send(event);
      run.toTheEnd();

      assertThat(run.log("finding"))
          .isNotEmpty()
          .allMatch(l -> l.get("decision").equals("REFUSED"));
      assertThat(run.changes()).isNotEmpty().containsOnly(NOTE);
      assertThat(Sample.workflows(run)).containsOnly("NOTIFIED");
      assertThat(Sample.notes(run))
          .allSatisfy(n -> assertThat(n).startsWith("Not remediated: ").contains(": "));
    }
  }

  @Test
  void aCompliantGroupIsLeftAloneWithoutANote() {
    byte[] event = Events.sample("already-compliant").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.send(event);
      run.toTheEnd();

      assertThat(run.log("finding").getFirst()).containsEntry("decision", "NOTHING");
      assertThat(run.changes()).isEmpty();
      assertThat(Sample.workflows(run)).containsExactly("NEW");
    }
  }

  @Test
  void aGroupThatIsGoneIsLeftAlone() {
    byte[] event = Sample.ofOrders().with("Resources/Id", Sample.arn("no-such-group")).bytes();
    try (CloudRun run = new CloudRun()) {
      run.send(event);
      run.toTheEnd();

      assertThat(reasons(run)).containsExactly("the replication group no longer exists");
      assertThat(run.changes()).isEmpty();
    }
  }

  @Test
  void aGroupThatSomebodyIsChangingIsLookedAtAgainLater() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      Sample.elastiCache(run)
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId("orders-cache")
                      .preferredMaintenanceWindow("mon:05:00-mon:06:00")
                      .applyImmediately(true));
      run.clock().advance(Duration.ofSeconds(30));
      run.deliver(event);
      run.clock().advance(Duration.ZERO);

      assertThat(reasons(run)).singleElement().asString().contains("modifying");
      assertThat(run.changes()).isEmpty();
      assertThat(Sample.workflows(run)).containsExactly("NEW");

      run.clock().advance(Duration.ofMinutes(5));
      run.deliver(event);
      run.toTheEnd();
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
    }
  }

  @Test
  void aFlowThatComesRightAfterSomebodysChangeWaitsItsTurn() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      Sample.elastiCache(run)
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId("orders-cache")
                      .preferredMaintenanceWindow("mon:05:00-mon:06:00")
                      .applyImmediately(true));
      // Its status does not show the change yet.
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.executions()).hasSize(1);
      assertThat(run.ledger(Sample.ORDERS).orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
      assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionModeAsString())
          .isEqualTo("required");
    }
  }

  @Test
  void planOnlySaysWhatWouldBeDone() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun(Map.of("Mode", "plan-only")).importing(event)) {
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.changes()).containsExactly("SNS.Publish", "EventBridge.PutEvents", NOTE);
      assertThat(Sample.notes(run))
          .singleElement()
          .asString()
          .startsWith("Plan only: TLS is switched on in the running group");
    }
  }

  @Test
  void aRefusalThatNobodyCanBeToldOfIsAnErrorAndKept() {
    byte[] event = Events.sample("global-datastore-member-refused").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.faults().always("SecurityHub.BatchUpdateFindings", InjectedFault.ACCESS_DENIED);
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.log("finding").getFirst()).containsEntry("decision", "REFUSED");
      assertThat(run.log("note not written"))
          .isNotEmpty()
          .allSatisfy(l -> assertThat(l).containsEntry("level", "ERROR"))
          .allSatisfy(l -> assertThat(l.get("reason").toString()).contains("Security Hub: "));
      assertThat(run.deadLetters()).hasSize(1);
      assertThat(run.log("message failed").getLast())
          .containsEntry("messageId", run.deadLetters().getFirst().get("messageId"))
          .extracting("reason")
          .asString()
          .contains("nobody could be told: Security Hub: ");
    }
  }

  @Test
  void aPlanThatIsOnlyToldIsToldByMailWhereItsNoteIsRefused() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun(Map.of("Mode", "plan-only")).importing(event)) {
      run.faults().always("SecurityHub.BatchUpdateFindings", InjectedFault.ACCESS_DENIED);
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.messages()).hasSize(1);
      assertThat(run.log("note not written")).isNotEmpty();
      assertThat(reasons(run)).singleElement().asString().contains("(Security Hub: ");
      assertThat(run.deadLetters()).isEmpty();
    }
  }

  @Test
  void anotherAccountWithoutARoleToAssumeIsRefusedWithWhatToDo() {
    byte[] event = Events.sample("ec5-other-account-online-tls").bytes();
    try (CloudRun run = new CloudRun(Map.of("MemberRoleName", ""))) {
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.log("finding").getFirst()).containsEntry("decision", "REFUSED");
      assertThat(reasons(run)).singleElement().asString().contains("MemberRoleName");

      run.deliver(event);
      run.toTheEnd();
      assertThat(run.messages())
          .singleElement()
          .satisfies(
              told -> {
                assertThat(told.subject()).contains("account 444455556666 cannot be reached");
                assertThat(told.message())
                    .contains("deploy the member role there and set the parameter MemberRoleName")
                    .contains("This is not told again for this account");
              });
      assertThat(run.calls())
          .containsExactly(
              "DynamoDB.GetItem",
              "SNS.Publish",
              "EventBridge.PutEvents",
              "DynamoDB.UpdateItem",
              "DynamoDB.GetItem");
    }
  }

  @Test
  void tagsThatCannotBeReadMeanNoAction() {
    byte[] event = Sample.ofOrders().bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.faults().always("ElastiCache.ListTagsForResource", InjectedFault.ACCESS_DENIED);
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.changes()).isEmpty();
      assertThat(run.log("failure").getFirst().get("reason").toString())
          .contains("ListTagsForResource")
          .contains(Sample.ORDERS);
      assertThat(run.deadLetters()).hasSize(1);
    }
  }
}
