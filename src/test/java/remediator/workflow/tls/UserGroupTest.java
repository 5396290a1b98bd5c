package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** A user group by policy: looked at once plaintext is refused, attached after a gate. */
class UserGroupTest {
  private static final String USERS = "shop-users";

  private final CloudRun run =
      new CloudRun(
          Map.of(
              "Auth", "user-group", "UserGroup", USERS, "TagsMayLoosen", "gate-auth,user-group"));

  @AfterEach
  void close() {
    run.close();
  }

  private List<String> modifications() {
    return run.changes().stream().filter(c -> c.contains("ModifyReplicationGroup")).toList();
  }

  private List<String> attached() {
    return Tls.group(run, Tls.ORDERS).userGroupIds();
  }

  private void userGroup(String id, String engine, String status, String... users) {
    run.controls()
        .addUserGroup(
            LocalCloud.ACCOUNT,
            LocalCloud.REGION,
            UserGroup.builder()
                .userGroupId(id)
                .engine(engine)
                .status(status)
                .userIds(users)
                .build());
  }

  private void user(String access, String type) {
    run.controls()
        .addUser(
            LocalCloud.ACCOUNT,
            LocalCloud.REGION,
            User.builder()
                .userId("default-off")
                .userName("default")
                .engine("redis")
                .accessString(access)
                .authentication(a -> a.type(type))
                .build());
  }

  private void ends(String outcome, String note) {
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue(outcome);
    assertThat(Tls.notes(run)).singleElement().asString().contains(note);
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("required");
  }

  /** Delivers the event, and lets it come as far as this. */
  private void until(BooleanSupplier reached) {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    while (!reached.getAsBoolean()) {
      assertThat(run.clock().runNext()).isTrue();
    }
  }

  private boolean isRequired() {
    return "required".equals(Tls.group(run, Tls.ORDERS).transitEncryptionModeAsString())
        && "available".equals(Tls.group(run, Tls.ORDERS).status());
  }

  @Test
  void afterRequiredAndItsGateTheUserGroupIsAttached() {
    List<String> atTheGate = new ArrayList<>();
    run.gates().before("auth", () -> atTheGate.add(Tls.stage(run, Tls.ORDERS) + attached()));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("required", "auth");
    assertThat(atTheGate).containsExactly("required[]");
    assertThat(Tls.stages(run, Tls.ORDERS))
        .endsWith("required", "user-group-attaching", "user-group-attached");
    assertThat(attached()).containsExactly(USERS);
    assertThat(Tls.group(run, Tls.ORDERS).authTokenEnabled()).isNotEqualTo(true);
    assertThat(modifications()).hasSize(3);
    assertThat(run.changes()).noneMatch(c -> c.startsWith("SecretsManager"));
    assertThat(Tls.kept(run, Tls.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
    ends("complete", "Clients are users of the user group " + USERS + ".");
  }

  @Test
  void theLinesForTheOwnersCodeNameTheUserGroup() {
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.kept(run, Tls.ORDERS).require(CaseAttribute.IAC_SNIPPETS))
        .containsPattern("user_group_ids\\s+= \\[\"" + USERS + "\"]")
        .containsPattern("UserGroupIds:\\s+- \"?" + USERS);
  }

  @Test
  void theGateSaysWhoTheUsersAreAndThatOthersAreCutOff() {
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.message(run, ": auth ("))
        .contains("May the user group " + USERS + " be attached to orders-cache")
        .contains("lets these users in: default, orders-app, reports")
        .contains("CLIENTS THAT DO NOT LOG IN ARE CUT OFF: its user default is off")
        .contains("aws elasticache describe-users --query")
        .contains("UserGroupIdsToRemove")
        .doesNotContain("AUTH token");
    assertThat(Tls.guide(run, "auth")).contains("The user name stands beside it");
  }

  @ParameterizedTest
  @CsvSource({
    "on ~* +@read, no-password, 'go on as its user default, without a password, and may do \"on ~*"
        + " +@read\"'",
    "on ~* +@all, password, 'CUT OFF: its user default must, and may do \"on ~* +@all\"'",
    "on ~* +@all, iam, 'CUT OFF: its user default must'",
    "~* +@all, no-password, 'CUT OFF: its user default is off'"
  })
  void theGateSaysWhatTheUserDefaultMayDo(String access, String type, String told) {
    user(access, type);
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.message(run, ": auth (")).contains(told);
  }

  @Test
  void whereUsersMayNotBeReadTheGateSaysSo() {
    run.faults().next("ElastiCache.DescribeUsers", InjectedFault.ACCESS_DENIED, 1);
    Tls.deliver(run, Tls.ofOrders());

    assertThat(Tls.message(run, ": auth ("))
        .contains("the users of the user group " + USERS + " could not be read");
    assertThat(attached()).containsExactly(USERS);
  }

  @Test
  void aNoAtItsGateAttachesNone() {
    run.gates().reject("auth", "the batch jobs cannot");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(attached()).isEmpty();
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    assertThat(modifications()).hasSize(2);
    ends("rejected", "Clients need not log in: the user group " + USERS + " is not attached.");
  }

  @Test
  void withoutTheGateItIsAttachedAtOnce() {
    Tls.tag(run, Tls.ORDERS, "gate-auth", "skip");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("required");
    assertThat(attached()).containsExactly(USERS);
  }

  @Test
  void aUserGroupThatIsDeletedBeforeItsGateIsNotAskedFor() {
    run.gates()
        .before("required", () -> Tls.elastiCache(run).deleteUserGroup(r -> r.userGroupId(USERS)));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.gates().asked()).containsExactly("required");
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "the user group " + USERS + " has been deleted meanwhile");
  }

  @Test
  void aUserGroupThatIsDeletedWhileItsGateIsOpenIsToldAndNotAttached() {
    run.gates()
        .before("auth", () -> Tls.elastiCache(run).deleteUserGroup(r -> r.userGroupId(USERS)));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(attached()).isEmpty();
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "the user group " + USERS + " has been deleted meanwhile");
  }

  @Test
  void aUserGroupThatIsBeingChangedIsWaitedFor() {
    userGroup(USERS, "redis", "active", "default");
    run.gates().before("auth", () -> userGroup(USERS, "redis", "modifying", "default"));
    until(() -> run.gates().asked().contains("auth"));
    run.forTime(Duration.ofHours(1));
    assertThat(attached()).isEmpty();
    userGroup(USERS, "redis", "active", "default");
    run.toTheEnd();

    ends("complete", "Clients are users of the user group " + USERS);
  }

  @Test
  void whatElastiCacheRefusesIsToldWithTheWayByHand() {
    run.gates().before("auth", () -> userGroup(USERS, "valkey", "active", "default-off"));
    Tls.deliver(run, Tls.ofOrders());

    assertThat(attached()).isEmpty();
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "ElastiCache refuses to attach the user group " + USERS);
    assertThat(Tls.notes(run).getFirst()).contains("--user-group-ids-to-add " + USERS);
  }

  @Test
  void aDeniedRequestIsToldWithTheWayByHand() {
    until(() -> run.gates().asked().contains("auth"));
    run.faults().next("ElastiCache.ModifyReplicationGroup", InjectedFault.ACCESS_DENIED, 1);
    run.toTheEnd();

    assertThat(attached()).isEmpty();
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "ElastiCache refuses to attach the user group " + USERS);
    assertThat(Tls.notes(run).getFirst()).contains("--user-group-ids-to-add " + USERS);
  }

  @Test
  void aUserDefaultThatMayDoElseThanItsGateSaidIsToldAndNotAttached() {
    run.gates().before("auth", () -> user("on ~* +@read", "no-password"));
    Tls.deliver(run, Tls.ofOrders());

    notAsApproved("clients that do not log in go on as its user default");
  }

  @Test
  void aUserDefaultThatCannotBeReadAfterItsGateIsNotAttached() {
    run.gates()
        .before(
            "auth",
            () -> run.faults().next("ElastiCache.DescribeUsers", InjectedFault.ACCESS_DENIED, 1));
    Tls.deliver(run, Tls.ofOrders());

    notAsApproved("could not be read");
  }

  private void notAsApproved(String told) {
    assertThat(attached()).isEmpty();
    assertThat(modifications()).hasSize(2);
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "its user default is not what gate AUTH said");
    assertThat(Tls.notes(run).getFirst()).contains("--user-group-ids-to-add " + USERS);
    assertThat(Tls.message(run, "failed"))
        .contains("CLIENTS THAT DO NOT LOG IN ARE CUT OFF: its user default is off")
        .contains(told);
  }

  @Test
  void aTokenThatSomebodyElseSetsMeanwhileIsKept() {
    until(this::isRequired);
    Tls.elastiCache(run)
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId("orders-cache")
                    .authToken("somebody-elses-token")
                    .authTokenUpdateStrategy("ROTATE")
                    .applyImmediately(true));
    run.toTheEnd();

    assertThat(run.gates().asked()).containsExactly("required");
    assertThat(attached()).isEmpty();
    ends("failed", "an AUTH token that somebody else has given it meanwhile");
    assertThat(Tls.notes(run).getFirst())
        .contains("It has an AUTH token that somebody else has set")
        .doesNotContain("need not log in");
  }

  @ParameterizedTest
  @ValueSource(strings = {USERS, "others"})
  void aUserGroupThatSomebodyElseAttachesMeanwhileIsKeptAndNobodyIsAsked(String id) {
    userGroup("others", "redis", "active", "default");
    until(this::isRequired);
    attach(id);
    run.toTheEnd();

    assertThat(run.gates().asked()).containsExactly("required");
    assertThat(attached()).containsExactly(id);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(2);
    if (id.equals(USERS)) {
      ends("complete", "Clients are users of the user group " + USERS);
    } else {
      ends("failed", "has the user group others that somebody else has given it meanwhile");
    }
  }

  @Test
  void aUserGroupThatSomebodyAttachesAndTakesOffAgainIsAskedAboutBeforeItIsAttached() {
    until(this::isRequired);
    turn("hold");
    attach(USERS);
    run.until(() -> Tls.stage(run, Tls.ORDERS).equals("user-group-attached"));
    run.forTime(Duration.ofMinutes(20));
    takeOff();
    List<String> atTheGate = new ArrayList<>();
    run.gates().before("auth", () -> atTheGate.add(Tls.stage(run, Tls.ORDERS) + attached()));
    run.forTime(Duration.ofHours(1));
    turn("run");
    run.toTheEnd();

    assertThat(run.gates().asked()).containsExactly("required", "auth");
    assertThat(atTheGate).containsExactly("required[]");
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(3);
    ends("complete", "Clients are users of the user group " + USERS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aUserGroupThatSomebodyTakesOffOnceItIsAttachedIsNotAttachedAgain(int lostAnswers) {
    until(() -> run.gates().asked().contains("auth"));
    run.faults()
        .next("ElastiCache.ModifyReplicationGroup", InjectedFault.TIMEOUT_AFTER, lostAnswers);
    run.until(() -> attached().equals(List.of(USERS)));
    takeOff();
    run.toTheEnd();

    assertThat(attached()).isEmpty();
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(3);
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "was asked for once and is not attached");
    assertThat(Tls.notes(run).getFirst()).contains("--user-group-ids-to-add " + USERS);
  }

  @Test
  void aRequestThatNeverReachedElastiCacheIsToldAndNotRepeated() {
    until(() -> run.gates().asked().contains("auth"));
    run.faults().next("ElastiCache.ModifyReplicationGroup", InjectedFault.TIMEOUT_BEFORE, 25);
    run.toTheEnd();

    assertThat(attached()).isEmpty();
    assertThat(Tls.stage(run, Tls.ORDERS)).isEqualTo("required");
    ends("failed", "was asked for once and is not attached");
  }

  private void attach(String id) {
    Tls.elastiCache(run)
        .modifyReplicationGroup(
            r -> r.replicationGroupId("orders-cache").userGroupIdsToAdd(id).applyImmediately(true));
  }

  private void takeOff() {
    Tls.elastiCache(run)
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId("orders-cache")
                    .userGroupIdsToRemove(USERS)
                    .applyImmediately(true));
  }

  private void turn(String position) {
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm(Tls.HOME)
        .putParameter(
            r ->
                r.name("/elasticache-encryption/switch")
                    .value(position)
                    .type("String")
                    .overwrite(true));
  }

  @ParameterizedTest
  @CsvSource({
    "ElastiCache.ModifyReplicationGroup, TIMEOUT_AFTER, 1, 3",
    "ElastiCache.ModifyReplicationGroup, TIMEOUT_AFTER, 25, 6",
    "ElastiCache.ModifyReplicationGroup, WRONG_STATE, 2, 3",
    "ElastiCache.ModifyReplicationGroup, THROTTLED, 4, 3",
    "ElastiCache.DescribeUserGroups, TIMEOUT_AFTER, 5, 3",
    "ElastiCache.DescribeUsers, TIMEOUT_AFTER, 5, 3",
    "DynamoDB.UpdateItem, TIMEOUT_AFTER, 3, 3"
  })
  // Of six calls the SDK repeats three, since it does not hear that they are refused.
  void lostAnswersAttachItOnce(String call, InjectedFault fault, int times, long calls) {
    until(this::isRequired);
    run.faults().next(call, fault, times);
    run.toTheEnd();

    ends("complete", "Clients are users of the user group " + USERS);
    assertThat(attached()).containsExactly(USERS);
    assertThat(run.executions()).hasSize(1);
    assertThat(run.performed("ElastiCache.ModifyReplicationGroup")).isEqualTo(calls);
    // What is pending is this flow's own, though the status does not show it yet.
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.WAITING_FOR_OTHERS_SINCE))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "none, redis, active, 'a user group is to be attached, and none is named', NOTIFIED",
    "gone-users, redis, '', 'the user group gone-users is not there: make it', NOTIFIED",
    "late-users, redis, deleting, 'its status is deleting: name another by user-group', NOTIFIED",
    "late-users, valkey, active, 'of the engine valkey, and the group of redis 7.1', NOTIFIED",
    "late-users, redis, modifying, '', NEW"
  })
  void whatCannotBeAttachedIsRefusedBeforeAnythingIsChanged(
      String id, String engine, String status, String told, String workflow) {
    if (!status.isEmpty()) {
      userGroup(id, engine, status, "default");
    }
    Tls.tag(run, Tls.ORDERS, "user-group", id);
    Tls.deliver(run, Tls.ofOrders());

    assertThat(run.executions()).isEmpty();
    assertThat(modifications()).isEmpty();
    assertThat(Tls.notes(run)).singleElement().asString().contains(told);
    assertThat(run.securityHub().findings(LocalCloud.ACCOUNT, LocalCloud.REGION))
        .singleElement()
        .extracting("Workflow")
        .isEqualTo(Map.of("Status", workflow));
  }

  @Test
  void aLookThatIsNotAllowedIsAReasonToo() {
    run.faults().next("ElastiCache.DescribeUserGroups", InjectedFault.ACCESS_DENIED, 1);
    Tls.deliver(run, Tls.ofOrders());

    assertThat(modifications()).isEmpty();
    assertThat(Tls.notes(run))
        .singleElement()
        .asString()
        .contains("whether the user group " + USERS + " is there is not known")
        .contains("let the product's role look");
  }

  @Test
  void tlsCannotBeSwitchedOffBeforeItIsTakenAway() throws FunctionFailed {
    Tls.deliver(run, Tls.ofOrders());
    assertThat(back())
        .containsEntry("decision", "REFUSED")
        .extractingByKey("reasons")
        .asString()
        .contains("it has the user group " + USERS)
        .contains("orders-cache --apply-immediately --user-group-ids-to-remove " + USERS);

    takeOff();
    run.toTheEnd();
    assertThat(back()).containsEntry("decision", "TLS_ROLLBACK");
    run.toTheEnd();
    assertThat(Tls.mode(run, Tls.ORDERS)).isEqualTo("none");
  }

  private Map<String, Object> back() throws FunctionFailed {
    return run.invoke("TlsRollbackFunction", Tls.back(Tls.ORDERS, "off"));
  }
}
