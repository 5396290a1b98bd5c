package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** An AUTH token by policy: made once plaintext is refused, rotated in, set after a gate. */
class AuthTest {
  private static final String NAME = "elasticache-encryption/orders-cache/auth-token";

  private final CloudRun run = new CloudRun(Map.of("Auth", "token", "TagsMayLoosen", "gate-auth"));

  @AfterEach
  void close() {
    run.close();
  }

  private SecretsManagerClient secrets() {
    return run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).secrets(Tls.HOME);
  }

  private GetSecretValueResponse secret() {
    return secrets().getSecretValue(r -> r.secretId(NAME));
  }

  private static Map<String, Object> fields(GetSecretValueResponse secret) throws IOException {
    return StrictJson.readObject(secret.secretString());
  }

  private List<String> modifications() {
    return run.changes().stream().filter(c -> c.contains("ModifyReplicationGroup")).toList();
  }

  @Test
  void afterRequiredTheTokenIsRotatedInAndAfterItsGateSet() {
    List<String> atTheGate = new ArrayList<>();
    run.gates().before("auth", () -> atTheGate.add(Tls.stage(run, Tls.ORDERS)));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("required", "auth");
    assertThat(atTheGate).containsExactly("auth-rotating");
    assertThat(Tls.stages(run, Tls.ORDERS))
        .endsWith("required", "auth-rotating", "auth-setting", "auth-set");
    assertThat(Tls.group(run, Tls.ORDERS).authTokenEnabled()).isTrue();
    assertThat(modifications()).hasSize(4);
    assertThat(Tls.kept(run, Tls.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("Clients need the AUTH token in " + secret().arn());
  }

  @Test
  void theSecretIsLegalAndInTheShapeThatClientsAndRotationsRead() throws IOException {
    Tls.deliver(run, Tls.ofOrders());

    assertThat(fields(secret()))
        .containsEntry("username", "")
        .containsEntry("replicationGroupId", "orders-cache");
    assertThat(fields(secret()).get("password").toString()).matches("[A-Za-z0-9]{16,128}");
    assertThat(secrets().describeSecret(r -> r.secretId(NAME)).tags())
        .anyMatch(t -> t.key().equals("elasticache-encryption") && t.value().equals("auth-token"));
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.AUTH_SECRET_ARN))
        .hasValue(secret().arn());
  }

  @Test
  void theTokenIsInNothingThatIsWrittenDown() throws IOException {
    Tls.deliver(run, Tls.ofOrders());
    String token = fields(secret()).get("password").toString();

    assertThat(run.log().toString()).doesNotContain(token);
    assertThat(run.messages().toString()).doesNotContain(token);
    assertThat(run.executions().toString()).doesNotContain(token);
    assertThat(Tls.kept(run, Tls.ORDERS).toString()).doesNotContain(token);
    assertThat(Tls.notes(run).toString()).doesNotContain(token);
  }

  @Test
  void theGateSaysWhereTheTokenIsAndHowClientsPassIt() {
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.message(run, ": auth ("))
        .contains("get-secret-value --secret-id " + secret().arn());
    assertThat(Tls.guide(run, "auth")).contains("redis-py: password=").contains("REDISCLI_AUTH");
  }

  @Test
  void aNoAtItsGateLeavesClientsWithoutATokenIn() {
    run.gates().reject("auth", "the batch jobs cannot");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("auth-rotating");
    assertThat(modifications()).hasSize(3);
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("plaintext is refused")
        .contains("and need not yet");
  }

  /** AuthTokenEnabled after ROTATE is not recorded: clients without the token are let in still. */
  @Test
  void theTokenIsSetAlsoWhereTheGroupTellsOfNoneUntilThen() {
    run.controls().hideAuthUntilSet();
    List<Boolean> atTheGate = new ArrayList<>();
    run.gates().before("auth", () -> atTheGate.add(Tls.group(run, Tls.ORDERS).authTokenEnabled()));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(atTheGate).containsExactly(false);
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("auth-set");
    assertThat(Tls.group(run, Tls.ORDERS).authTokenEnabled()).isTrue();
    assertThat(modifications()).hasSize(4);
    assertThat(Tls.kept(run, Tls.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void withoutTheGateTheTokenIsSetAsSoonAsItIsRotatedIn() {
    Tls.tag(run, Tls.ORDERS, "gate-auth", "skip");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("required");
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("auth-set");
  }

  @ParameterizedTest
  @CsvSource({
    "SecretsManager.CreateSecret, 1",
    "SecretsManager.CreateSecret, 5",
    "ElastiCache.ModifyReplicationGroup, 25",
    "DynamoDB.UpdateItem, 3"
  })
  void lostAnswersMakeNoSecondTokenAndNoSecondRotation(String call, int times) throws IOException {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (!"required".equals(Tls.group(run, Tls.ORDERS).transitEncryptionModeAsString())) {
      assertThat(run.clock().runNext()).isTrue();
    }
    int before = modifications().size();
    run.faults().next(call, InjectedFault.TIMEOUT_AFTER, times);
    run.toTheEnd();

    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("auth-set");
    assertThat(secrets().describeSecret(r -> r.secretId(NAME)).versionIdsToStages()).hasSize(1);
    assertThat(fields(secret()).get("password").toString()).hasSize(64);
    assertThat(before).isEqualTo(2);
  }

  @Test
  void aTokenThatSomebodyElseSetsMeanwhileIsKept() {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (!"required".equals(Tls.group(run, Tls.ORDERS).transitEncryptionModeAsString())
        || !"available".equals(Tls.group(run, Tls.ORDERS).status())) {
      assertThat(run.clock().runNext()).isTrue();
    }
    Tls.elastiCache(run)
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId("orders-cache")
                    .authToken("somebody-elses-token")
                    .authTokenUpdateStrategy("ROTATE")
                    .applyImmediately(true));
    run.toTheEnd();

    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue("failed");
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("somebody else has set")
        .contains("plaintext is refused");
  }

  /** What this flow names its secret where the usual name is taken. */
  private String other() {
    return "elasticache-encryption/orders-cache/"
        + Tls.kept(run, Tls.ORDERS).flow()
        + "/auth-token";
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** The names as in the table of what was taken for ours. */
  private static Stream<Arguments> secretsOfOthers() {
    Tag kind = tag("elasticache-encryption", "auth-token");
    return Stream.of(
        Arguments.of("without tags", List.of()),
        Arguments.of(
            "of an earlier flow", List.of(kind, tag(ResourceTags.FLOW, "orders-cache-0-1"))),
        Arguments.of("with the tag of an owner's secret", List.of(kind)),
        Arguments.of(
            "with a flow's tag only", List.of(tag(ResourceTags.FLOW, "orders-cache-0-1"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secretsOfOthers")
  void aSecretOfThatNameThatIsNotOfThisFlowIsNeitherTakenNorChanged(String what, List<Tag> tags)
      throws IOException {
    secrets().createSecret(r -> r.name(NAME).secretString("a-token-of-others").tags(tags));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.stage(run, Tls.ORDERS)).as(what).isEqualTo("auth-set");
    assertThat(secret().secretString()).isEqualTo("a-token-of-others");
    assertThat(secrets().describeSecret(r -> r.secretId(NAME)).tags()).hasSameElementsAs(tags);
    GetSecretValueResponse made = secrets().getSecretValue(r -> r.secretId(other()));
    assertThat(fields(made).get("password").toString()).hasSize(64);
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.AUTH_SECRET_ARN))
        .hasValue(made.arn());
    assertThat(Tls.message(run, ": auth (")).contains(made.arn());
    assertThat(Tls.kept(run, Tls.ORDERS).history().toString())
        .contains("the secret " + NAME + " is not of this flow: it is left as it is");
  }

  @Test
  void aSecretThatWaitsForItsDeletionIsLeftToIt() {
    secrets().createSecret(r -> r.name(NAME).secretString("old"));
    secrets().deleteSecret(r -> r.secretId(NAME));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("auth-set");
    assertThat(secrets().describeSecret(r -> r.secretId(NAME)).deletedDate()).isNotNull();
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.AUTH_SECRET_ARN).orElseThrow())
        .contains(other());
  }

  @Test
  void whereBothNamesAreTakenItIsSaidAndNoTokenIsMade() {
    secrets().createSecret(r -> r.name(NAME).secretString("old"));
    run.gates()
        .before("required", () -> secrets().createSecret(r -> r.name(other()).secretString("x")));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue("failed");
    assertThat(Tls.group(run, Tls.ORDERS).authTokenEnabled()).isNotEqualTo(true);
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("no AUTH token is made for orders-cache")
        .contains(NAME + " and " + other())
        .contains("this flow has not made them");
  }

  @Test
  void withoutThePolicyNoTokenIsMade() {
    Tls.tag(run, Tls.ORDERS, "auth", "none");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    // One secret is read: what seals the links to the page.
    assertThat(run.changes()).noneMatch(c -> c.startsWith("SecretsManager"));
  }
}
