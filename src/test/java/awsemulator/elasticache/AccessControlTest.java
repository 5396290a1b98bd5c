package awsemulator.elasticache;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.state.OperationTiming;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

class AccessControlTest {
  private static final String COMBINATION = "InvalidParameterCombination";
  private static final String FIRST = "the-first-token-of-all";
  private static final String SECOND = "the-second-token-of-all";
  private final LocalCloud cloud = new LocalCloud();

  @BeforeEach
  void addUserGroup() {
    cloud
        .service
        .controls()
        .addUserGroup(
            LocalCloud.ACCOUNT,
            LocalCloud.REGION,
            UserGroup.builder().userGroupId("writers").status("active").engine("redis").build());
  }

  @Test
  void rotatesTheFirstTokenInBesideClientsWithoutOneAndThenSetsIt() {
    cloud.create(LocalCloud.secured("orders"));
    cloud.modify("orders", r -> r.authToken(FIRST).authTokenUpdateStrategy("ROTATE"));
    assertThat(cloud.group("orders").pendingModifiedValues().authTokenStatusAsString())
        .isEqualTo("ROTATING");
    cloud.clock.advance(OperationTiming.usual().settings());
    assertThat(cloud.group("orders").authTokenEnabled()).isTrue();
    assertThat(cloud.group("orders").authTokenLastModifiedDate()).isNotNull();
    cloud.modify("orders", r -> r.authToken(FIRST).authTokenUpdateStrategy("SET"));
    assertThat(cloud.group("orders").pendingModifiedValues().authTokenStatusAsString())
        .isEqualTo("SETTING");
    cloud.clock.advance(OperationTiming.usual().settings());
    assertThat(cloud.data.told)
        .endsWith(
            "passwords orders []",
            "passwords orders [, " + FIRST + "]",
            "passwords orders [" + FIRST + "]");
  }

  @Test
  void acceptsTheOldTokenBesideTheNewOneUntilItIsSet() {
    cloud.create(LocalCloud.secured("orders").authToken(FIRST));
    cloud.modified("orders", r -> r.authToken(SECOND));
    cloud.modified("orders", r -> r.authToken(SECOND).authTokenUpdateStrategy("SET"));
    assertThat(cloud.data.told)
        .endsWith(
            "passwords orders [" + FIRST + "]",
            "passwords orders [" + FIRST + ", " + SECOND + "]",
            "passwords orders [" + SECOND + "]");
  }

  @Test
  void refusesTokensOutOfOrder() {
    cloud.create(LocalCloud.secured("orders").authToken(FIRST));
    assertRefused(
        () -> cloud.modify("orders", r -> r.authToken(SECOND).authTokenUpdateStrategy("SET")),
        COMBINATION,
        "The AUTH token update strategy SET is allowed only after ROTATE with the same token.");
    assertRefused(
        () -> cloud.modify("orders", r -> r.authTokenUpdateStrategy("DELETE")),
        COMBINATION,
        "The AUTH token update strategy DELETE is allowed only when transitioning to RBAC.");
    assertRefused(
        () -> cloud.modify("orders", r -> r.authTokenUpdateStrategy("ROTATE")),
        COMBINATION,
        "AuthTokenUpdateStrategy must be specified with AuthToken.");
    assertRefused(() -> cloud.modify("orders", r -> r.authToken("short")), "InvalidParameterValue");
  }

  @Test
  void refusesATokenWithoutTls() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.modify("orders", r -> r.authToken(FIRST)),
        COMBINATION,
        "The AUTH token is only supported when encryption-in-transit is enabled");
  }

  @Test
  void movesFromTokenToUserGroup() {
    cloud.create(LocalCloud.secured("orders").authToken(FIRST));
    assertRefused(
        () -> cloud.modify("orders", r -> r.userGroupIdsToAdd("writers")),
        COMBINATION,
        "To move from AUTH to user groups, set AuthTokenUpdateStrategy to DELETE.");
    ReplicationGroup after =
        cloud.modified(
            "orders", r -> r.userGroupIdsToAdd("writers").authTokenUpdateStrategy("DELETE"));
    assertThat(after.authTokenEnabled()).isFalse();
    assertThat(after.userGroupIds()).containsExactly("writers");
    assertThat(cloud.modified("orders", r -> r.removeUserGroups(true)).userGroupIds()).isEmpty();
  }

  @Test
  void refusesUserGroupsThatDoNotFit() {
    cloud.create(LocalCloud.secured("orders"));
    assertRefused(
        () -> cloud.modify("orders", r -> r.userGroupIdsToAdd("nobody")),
        "UserGroupNotFound",
        "User group nobody not found.");
    UserGroup valkey =
        UserGroup.builder().userGroupId("valkeys").status("active").engine("valkey").build();
    cloud.service.controls().addUserGroup(LocalCloud.ACCOUNT, LocalCloud.REGION, valkey);
    assertRefused(
        () -> cloud.modify("orders", r -> r.userGroupIdsToAdd("valkeys")),
        COMBINATION,
        "User group valkeys is not supported for redis 7.1.0.");
    cloud
        .service
        .controls()
        .addUserGroup(
            LocalCloud.ACCOUNT,
            LocalCloud.REGION,
            valkey.toBuilder().status("modifying").engine("redis").build());
    assertRefused(
        () -> cloud.modify("orders", r -> r.userGroupIdsToAdd("valkeys")),
        "InvalidUserGroupState",
        "User group valkeys is not in an active state.");
  }
}
