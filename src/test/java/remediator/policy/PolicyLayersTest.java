package remediator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.services.SnsService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Operators act on accounts by documents in Parameter Store, which only ever tighten. */
class PolicyLayersTest {
  private static final String PATH = "/elasticache-encryption/_policy/";
  private static final String ORGANISATION = PATH + "organisation";
  private static final String OWN = PATH + "accounts/" + LocalCloud.ACCOUNT;
  private static final AccountRegion MEMBER = new AccountRegion("aws", "444455556666", "eu-west-1");

  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void deploy(Map<String, String> parameters) {
    run = new CloudRun(parameters);
  }

  private void put(String name, String document) {
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm()
        .putParameter(r -> r.name(name).value(document).type(ParameterType.STRING).overwrite(true));
    run.forTime(Duration.ofSeconds(10));
  }

  private void deliver(Events events) {
    byte[] event = events.bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
  }

  private void nothingChanges() {
    assertThat(run.changes()).noneMatch(c -> c.startsWith("ElastiCache."));
    assertThat(run.executions()).isEmpty();
  }

  private List<String> told() {
    return run.messages().stream()
        .map(SnsService.Message::subject)
        .filter(s -> s != null && s.contains("policy layer"))
        .toList();
  }

  private void isPlanOnlyBecause(String... words) {
    nothingChanges();
    assertThat(Sample.notes(run)).last().asString().startsWith("Plan only: ").contains(words);
  }

  @Test
  void anAccountWithoutALayerStaysPlanOnlyWhereTheParameterSaysSoAndActsOnceItHasOne() {
    deploy(Map.of("AccountsWithoutLayer", "plan-only"));
    deliver(Sample.ofOrders());

    isPlanOnlyBecause("account 111122223333 has no policy layer", OWN, "{}");
    assertThat(told()).isEmpty();

    put(OWN, "{}");
    deliver(Sample.ofOrders());

    assertThat(run.executions()).hasSize(1);
    assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionModeAsString())
        .isEqualTo("required");
  }

  @Test
  void neitherATagNorTheOrganisationsLayerStandsForTheLayerOfTheAccount() {
    deploy(Map.of("AccountsWithoutLayer", "plan-only", "TagsMayLoosen", "mode"));
    put(ORGANISATION, "{\"mode\":\"act\"}");
    Sample.tag(run, Sample.ORDERS, "mode", "act");
    deliver(Sample.ofOrders());

    isPlanOnlyBecause("account 111122223333 has no policy layer");
  }

  @Test
  void oneAccountIsRolledOutToWhileAnotherWaits() {
    deploy(Map.of("AccountsWithoutLayer", "plan-only"));
    put(PATH + "accounts/" + MEMBER.account(), "{\"gate-required\":\"ask\"}");
    deliver(Sample.ofOrders());
    nothingChanges();
    deliver(Events.sample("ec5-other-account-online-tls"));

    assertThat(run.executions()).hasSize(1);
    assertThat(run.view().group(Sample.ORDERS).orElseThrow().transitEncryptionEnabled()).isFalse();
  }

  @Test
  void organisationAccountAndTagEachTighten() {
    deploy(Map.of("GateReplace", "skip", "GateCutOver", "skip", "GateRetire", "skip"));
    put(ORGANISATION, "{\"gate-retire\":\"ask\",\"keep-old-days\":1}");
    put(OWN, "{\"keep-old-days\":\"2\",\"gate-cut-over\":\"again\"}");
    Sample.tag(run, Sample.CART, "gate-replace", "ask");
    Sample.tag(run, Sample.CART, "keep-old-days", "3");
    deliver(Sample.ofCart());

    assertThat(run.gates().asked()).containsExactly("replace", "cut-over", "retire");
    assertThat(run.ledger(Sample.CART).orElseThrow().policy())
        .containsEntry("keep-old-days", "3")
        .containsEntry("gate-retire", "ask");
  }

  @Test
  void aTagThatLoosensWhatALayerSaysStopsItsGroup() {
    deploy(Map.of());
    put(OWN, "{\"keep-old-days\":5}");
    Sample.tag(run, Sample.ORDERS, "keep-old-days", "4");
    deliver(Sample.ofOrders());

    nothingChanges();
    assertThat(run.log("finding").getLast()).containsEntry("decision", "REFUSED");
    assertThat(Sample.notes(run)).last().asString().contains("keep-old-days=4 (5)");
  }

  @Test
  void aLayerNeverLoosensWhatTheParametersSay() {
    deploy(Map.of("TagsMayLoosen", "gate-replace,data", "GateReplace", "ask"));
    put(ORGANISATION, "{\"gate-replace\":\"skip\",\"data\":\"cache-only\"}");
    deliver(Sample.ofCart());

    isPlanOnlyBecause(
        ORGANISATION, "gate-replace=skip loosens", "ask", "data=cache-only loosens", "freeze");
    assertThat(told()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: plan-only",
        "{\"mode\":\"act\"",
        "[]",
        "{\"mode\":\"act\",\"mode\":\"act\"}",
        "{\"Mode\":\"act\"}",
        "{\"gate-dayz\":3}",
        "{\"gate-days\":0}",
        "{\"gate-days\":1.5}",
        "{\"mode\":[\"act\"]}",
        "{\"opt-out\":null}"
      })
  void aDocumentThatIsNotUnderstoodMakesEverythingPlanOnlyAndIsToldOnce(String document) {
    deploy(Map.of());
    put(ORGANISATION, document);
    deliver(Sample.ofOrders());
    deliver(Sample.ofProfiles());
    deliver(Events.sample("ec5-other-account-online-tls"));

    isPlanOnlyBecause(ORGANISATION, "correct it");
    assertThat(told()).singleElement().asString().contains("policy layer stops everything");
  }

  @Test
  void aBrokenDocumentOfOneAccountStopsThatAccountAloneAndIsToldAnewWhenItIsBrokenAnew() {
    deploy(Map.of());
    put(OWN, "{");
    deliver(Sample.ofOrders());
    isPlanOnlyBecause(OWN, "it ends in the middle");
    deliver(Events.sample("ec5-other-account-online-tls"));
    assertThat(run.executions()).hasSize(1);

    put(OWN, "{");
    deliver(Sample.ofProfiles());
    assertThat(told()).hasSize(2);
    assertThat(run.executions()).hasSize(1);

    put(OWN, "{}");
    deliver(Sample.ofProfiles());
    assertThat(run.executions()).hasSize(2);
    assertThat(told()).hasSize(2);
  }

  @Test
  void documentsThatMayNotBeReadMakeEverythingPlanOnlyAndThatIsToldOnceADay() {
    deploy(Map.of());
    run.faults().always("SSM.GetParameters", InjectedFault.ACCESS_DENIED);
    deliver(Sample.ofOrders());
    deliver(Sample.ofProfiles());

    isPlanOnlyBecause("cannot be read", "let the function's role read them");
    assertThat(told()).hasSize(1);

    run.forTime(Duration.ofDays(1));
    deliver(Sample.ofOrders());
    assertThat(told()).hasSize(2);
    nothingChanges();
  }

  @Test
  void aReadThatFailsForOnceIsTriedAgain() {
    deploy(Map.of());
    run.faults().next("SSM.GetParameters", InjectedFault.SERVER_ERROR, 5);
    deliver(Sample.ofOrders());

    assertThat(run.executions()).hasSize(1);
    assertThat(told()).isEmpty();
  }

  @Test
  void anAccountThatOptsOutIsLeftAlone() {
    deploy(Map.of());
    put(OWN, "{\"opt-out\":true}");
    deliver(Sample.ofOrders());

    nothingChanges();
    assertThat(run.log("finding").getLast()).containsEntry("decision", "REFUSED");
  }

  /** What was begun goes on as its plan said, up to what cannot be taken back. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"mode\":\"plan-only\"}", "{\"opt-out\":true}", "{\"mode\":"})
  void aLayerThatComesMeanwhileKeepsTheOldGroup(String document) {
    deploy(Map.of("GateReplace", "skip", "GateCutOver", "skip"));
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(() -> run.gates().asked().contains("retire"));
    put(OWN, document);
    run.toTheEnd();

    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.changes()).doesNotContain("ElastiCache.DeleteReplicationGroup");
    assertThat(run.ledger(Sample.CART).orElseThrow().history().toString())
        .contains("cart-single is not deleted: ");
  }

  /** Parameter Store answers 40 reads a second. */
  @Test
  void aBurstOfOneAccountIsOneRead() {
    deploy(Map.of());
    for (Events events : List.of(Sample.ofOrders(), Sample.ofProfiles(), Sample.ofCart())) {
      byte[] event = events.bytes();
      run.importing(event).deliver(event);
    }
    run.until(() -> run.executions().size() == 3);

    assertThat(run.executions()).hasSize(3);
    assertThat(run.calls()).containsOnlyOnce("SSM.GetParameters");
  }

  /** What is deleted is asked for anew, whatever was read a moment before. */
  @Test
  void eachReadForADeletionIsNew() {
    deploy(Map.of());
    PolicyReader reader =
        new PolicyReader(
            run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION),
            "/elasticache-encryption",
            Map.of(),
            run.clock());
    assertThat(reader.recent(LocalCloud.ACCOUNT).layers()).isEmpty();
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm()
        .putParameter(r -> r.name(OWN).value("{}").type(ParameterType.STRING));

    assertThat(reader.recent(LocalCloud.ACCOUNT).layers()).isEmpty();
    assertThat(reader.now(LocalCloud.ACCOUNT).layers()).hasSize(1);
    run.forTime(Duration.ofSeconds(5));
    assertThat(reader.recent(LocalCloud.ACCOUNT).layers()).hasSize(1);
  }
}
