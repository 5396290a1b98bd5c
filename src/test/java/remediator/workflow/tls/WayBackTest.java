package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;

/** TLS taken back by command, for an owner whose client breaks. */
class WayBackTest {
  private static final String COMPLIANT = Tls.arn("tokens-compliant");
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private Map<String, Object> command(String group, String to) throws FunctionFailed {
    return run.invoke("TlsRollbackFunction", Tls.back(group, to));
  }

  @Test
  void fromRequiredToPreferredPlaintextIsAcceptedAgain() throws FunctionFailed {
    Map<String, Object> answer = command(COMPLIANT, "preferred");
    run.toTheEnd();

    assertThat(answer).containsEntry("decision", "TLS_ROLLBACK");
    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("preferred");
    assertThat(Tls.stages(run, COMPLIANT)).containsExactly("turning-back", "preferred");
    assertThat(run.gates().asked()).isEmpty();
    assertThat(Tls.kept(run, COMPLIANT).state()).isEqualTo(RemediationCase.State.STOPPED);
  }

  @Test
  void fromThereToOffAfterAGateAndThePublishedEndpointGoesBackToo() throws FunctionFailed {
    Tls.deliver(run, Tls.ofOrders());
    Map<String, String> before = Tls.parameters(run, "orders-cache");
    command(Tls.ORDERS, "off");
    run.toTheEnd();

    assertThat(run.gates().asked()).containsExactly("required", "off");
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("none");
    assertThat(Tls.stages(run, Tls.ORDERS))
        .endsWith("turning-back", "preferred", "turning-off", "off");
    Map<String, String> now = Tls.parameters(run, "orders-cache");
    assertThat(now.get("current")).isEqualTo(before.get("previous")).doesNotContain("master.");
    assertThat(now.get("previous")).isEqualTo(before.get("current")).contains("master.");
  }

  @Test
  void theFindingIsToldAndHowToKeepItSo() throws FunctionFailed {
    Tls.deliver(run, Tls.ofOrders());
    command(Tls.ORDERS, "off");
    run.toTheEnd();

    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("orders-cache has no TLS")
        .contains("elasticache-encryption:opt-out=true");
    assertThat(Tls.message(run, ": complete")).contains("elasticache-encryption:opt-out=true");
  }

  @Test
  void withTheTagTheNextFindingLeavesItSo() throws FunctionFailed {
    Tls.tag(run, Tls.ORDERS, "opt-out", "true");
    Tls.tag(run, COMPLIANT, "opt-out", "true");
    command(COMPLIANT, "off");
    run.toTheEnd();
    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("none");

    Tls.deliver(run, Tls.ofOrders());
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("none");
    assertThat(run.log("finding").getLast()).containsEntry("decision", "REFUSED");
  }

  @Test
  void aNoAtTheGateLeavesItAtPreferred() throws FunctionFailed {
    run.gates().reject("off", "clients still speak TLS");
    command(COMPLIANT, "off");
    run.toTheEnd();

    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("preferred");
    assertThat(Tls.message(run, ": rejected"))
        .contains("clients still speak TLS")
        .contains("half done");
  }

  @Test
  void anAuthTokenInTheWayIsRefusedWithWhatToDo() throws FunctionFailed {
    Map<String, Object> answer = command(Tls.arn("ledger-auth"), "off");

    assertThat(answer).containsEntry("decision", "REFUSED");
    assertThat(answer.get("reasons").toString())
        .contains("AUTH token")
        .contains("--auth-token-update-strategy DELETE")
        .contains("--user-group-ids-to-add");
    assertThat(run.changes()).isEmpty();
  }

  @Test
  void whatIsOffAlreadyNeedsNothing() throws FunctionFailed {
    assertThat(command(Tls.ORDERS, "off")).containsEntry("decision", "NOTHING");
    assertThat(run.changes()).isEmpty();
  }

  @Test
  void aFlowThatWorksOnTheGroupIsNotDisturbed() throws FunctionFailed {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (run.gates().asked().isEmpty()) {
      assertThat(run.clock().runNext()).isTrue();
    }

    Map<String, Object> answer = command(Tls.ORDERS, "off");
    assertThat(answer).containsEntry("decision", "REFUSED");
    assertThat(answer.get("reasons").toString()).contains("reject the gate");
    run.toTheEnd();
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
  }

  @Test
  void theSameCommandTwiceStartsOneFlow() throws FunctionFailed {
    command(COMPLIANT, "off");
    assertThat(command(COMPLIANT, "off").get("reasons").toString()).contains("under way already");
    run.toTheEnd();

    assertThat(run.executions()).hasSize(1);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void aLostAnswerIsNeitherRepeatedNorGivenUp(int times) throws FunctionFailed {
    run.faults().next("ElastiCache.ModifyReplicationGroup", InjectedFault.TIMEOUT_AFTER, times);
    command(COMPLIANT, "off");
    run.toTheEnd();

    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("none");
    assertThat(Tls.kept(run, COMPLIANT).attribute(CaseAttribute.OUTCOME)).hasValue("complete");
  }

  @Test
  void requiredAgainBySomebodyElseAtTheGateIsNotForced() throws FunctionFailed {
    run.gates()
        .before(
            "off",
            () ->
                Tls.elastiCache(run)
                    .modifyReplicationGroup(
                        r ->
                            r.replicationGroupId("tokens-compliant")
                                .transitEncryptionEnabled(true)
                                .transitEncryptionMode("required")
                                .applyImmediately(true)));
    command(COMPLIANT, "off");
    run.toTheEnd();

    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("required");
    assertThat(Tls.message(run, ": failed")).contains("nothing is forced");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"tls-rollback\":\"of\",\"group\":\"GROUP\"} | legal is preferred, or off",
        "{\"tls-rollback\":\"off\"}                     | takes \"tls-rollback\" and \"group\"",
        "{\"tls-rollback\":\"off\",\"group\":\"orders\"} | is not an ARN",
        "{\"tls-rollback\":\"off\",\"group\":\"GROUP\",\"force\":true} | nothing else"
      })
  void aCommandThatIsNotLegalDoesNothing(String command, String told) {
    byte[] input = Tls.text(command.replace("GROUP", COMPLIANT));

    assertThatThrownBy(() -> run.invoke("TlsRollbackFunction", input)).hasMessageContaining(told);
    assertThat(run.calls()).isEqualTo(List.of());
  }

  @Test
  void theFunctionThatTakesFindingsRefusesItAndNamesTheOneThatTakesIt() {
    assertThatThrownBy(() -> run.invoke("FindingFunction", Tls.back(COMPLIANT, "off")))
        .hasMessageContaining("TlsRollbackFunction");
    run.toTheEnd();

    assertThat(run.calls()).isEqualTo(List.of());
    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("required");
  }

  @Test
  void noRuleLeadsToItAndAFindingIsNoneOfItsCommands() {
    byte[] command = Tls.back(COMPLIANT, "off");
    String event =
        "{\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings -"
            + " Imported\",\"detail\":"
            + new String(command, StandardCharsets.UTF_8)
            + "}";
    assertThat(run.deliver(Tls.text(event))).isZero();
    assertThatThrownBy(() -> run.invoke("TlsRollbackFunction", Tls.ofOrders()))
        .hasMessageContaining("nothing else");
    assertThat(run.calls()).isEqualTo(List.of());
  }

  @Test
  void itsGateCannotBeSkippedByATag() throws FunctionFailed {
    Tls.tag(run, COMPLIANT, "gate-off", "skip");
    Map<String, Object> answer = command(COMPLIANT, "off");
    run.toTheEnd();

    assertThat(answer).containsEntry("decision", "REFUSED");
    assertThat(answer.get("reasons").toString())
        .contains("gate-off=skip (ask, and no tag may change that)");
    assertThat(Tls.mode(run, COMPLIANT)).isEqualTo("required");
  }

  @Test
  void inAnotherAccountItGoesBackByTheMemberRole() throws FunctionFailed {
    String group = "arn:aws:elasticache:eu-west-1:444455556666:replicationgroup:ads-member";
    Tls.deliver(run, Events.sample("ec5-other-account-online-tls").bytes());
    assertThat(Tls.mode(run, group)).isEqualTo("required");

    assertThat(command(group, "preferred")).containsEntry("decision", "TLS_ROLLBACK");
    run.toTheEnd();
    assertThat(Tls.mode(run, group)).isEqualTo("preferred");
  }
}
