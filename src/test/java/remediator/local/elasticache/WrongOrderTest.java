package remediator.local.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.local.cloud.TestCloud;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/**
 * Every wrong order of TLS, AUTH token and user groups, through the SDK's own client: code and
 * message as they reach a caller. The first part has the messages that ElastiCache is known to
 * send; of the second part the rules are documented and the words are ours.
 */
class WrongOrderTest {
  private static final String COMBINATION = "InvalidParameterCombination";
  private static final String TOKEN = "a-token-of-many-letters";
  private static final String OTHER = "another-token-of-letters";

  /** A group, what is asked of it, and the refusal. */
  record Wrong(
      String what,
      CreateReplicationGroupRequest.Builder group,
      List<UnaryOperator<ModifyReplicationGroupRequest.Builder>> steps,
      String code,
      String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Wrong wrong(
      String what,
      CreateReplicationGroupRequest.Builder group,
      UnaryOperator<ModifyReplicationGroupRequest.Builder> asked,
      String message) {
    return new Wrong(what, group, List.of(asked), COMBINATION, message);
  }

  private static CreateReplicationGroupRequest.Builder plain() {
    return LocalCloud.small("orders");
  }

  private static CreateReplicationGroupRequest.Builder required() {
    return LocalCloud.secured("orders");
  }

  private static CreateReplicationGroupRequest.Builder preferred() {
    return required().transitEncryptionMode("preferred");
  }

  private static ModifyReplicationGroupRequest.Builder tls(
      ModifyReplicationGroupRequest.Builder r, String mode) {
    return r.transitEncryptionEnabled(true).transitEncryptionMode(mode);
  }

  static List<Wrong> known() {
    String tooOld =
        "Transit encryption mode is not supported for engine version %s. Please use engine version"
            + " 7.0.5 or higher.";
    String accessControl =
        "Modification of transit encryption is not supported for access control enabled clusters.";
    String noPreferred = "Transit encryption preferred is not supported with redis access control.";
    String usersNeedTls =
        "User group based access control requires encryption-in-transit to be enabled on the"
            + " replication group.";
    String nothing = "No modifications were requested";
    return List.of(
        wrong(
            "preferred on redis 6.2",
            plain().engineVersion("6.2"),
            r -> tls(r, "preferred"),
            tooOld.formatted("6.2.6")),
        wrong(
            "preferred on redis 5.0.6",
            plain().cacheNodeType("cache.r5.large").engineVersion("5.0.6"),
            r -> tls(r, "preferred"),
            tooOld.formatted("5.0.6")),
        wrong(
            "preferred and an AUTH token in one call",
            plain(),
            r -> tls(r, "preferred").authToken(TOKEN),
            noPreferred),
        wrong("an AUTH token at preferred", preferred(), r -> r.authToken(TOKEN), noPreferred),
        wrong(
            "a user group at preferred",
            preferred(),
            r -> r.userGroupIdsToAdd("writers"),
            noPreferred),
        wrong(
            "back to preferred with an AUTH token",
            required().authToken(TOKEN),
            r -> tls(r, "preferred"),
            accessControl),
        wrong(
            "TLS as it is, with an AUTH token",
            required().authToken(TOKEN),
            r -> tls(r, "required"),
            accessControl),
        wrong(
            "TLS as it is, with a user group",
            required().userGroupIds("writers"),
            r -> tls(r, "required"),
            accessControl),
        wrong(
            "TLS off with a user group",
            required().userGroupIds("writers"),
            r -> r.transitEncryptionEnabled(false),
            accessControl),
        wrong(
            "a user group in the call that switches TLS on",
            plain(),
            r -> tls(r, "preferred").userGroupIdsToAdd("writers"),
            usersNeedTls),
        wrong(
            "a user group without TLS", plain(), r -> r.userGroupIdsToAdd("writers"), usersNeedTls),
        wrong(
            "a mode without the flag",
            plain(),
            r -> r.transitEncryptionMode("preferred"),
            "To modify transit encryption mode, set encryption-in-transit as enabled."),
        wrong(
            "a mode with the flag off",
            preferred(),
            r -> r.transitEncryptionEnabled(false).transitEncryptionMode("required"),
            "To modify transit encryption mode, set encryption-in-transit as enabled."),
        wrong("required where it is required", required(), r -> tls(r, "required"), nothing),
        wrong("preferred where it is preferred", preferred(), r -> tls(r, "preferred"), nothing),
        wrong("off where it is off", plain(), r -> r.transitEncryptionEnabled(false), nothing),
        wrong(
            "an AUTH token without TLS",
            plain(),
            r -> r.authToken(TOKEN),
            "The AUTH token is only supported when encryption-in-transit is enabled"));
  }

  static List<Wrong> documented() {
    String setAfterRotate =
        "The AUTH token update strategy SET is allowed only after ROTATE with the same token.";
    return List.of(
        wrong(
            "TLS on without a mode",
            plain(),
            r -> r.transitEncryptionEnabled(true),
            "If you are enabling in-transit encryption for an existing cluster, you must also set"
                + " TransitEncryptionMode to preferred."),
        wrong(
            "required before preferred",
            plain(),
            r -> tls(r, "required"),
            "Setting TransitEncryptionMode to required is a two-step process that requires you to"
                + " first set the TransitEncryptionMode to preferred, after that you can set"
                + " TransitEncryptionMode to required."),
        wrong(
            "off from required",
            required(),
            r -> r.transitEncryptionEnabled(false),
            "Before disabling transit encryption, mode must be transitioned back to preferred"
                + " first."),
        wrong(
            "SET of a first token that was not rotated in",
            required(),
            r -> r.authToken(TOKEN).authTokenUpdateStrategy("SET"),
            setAfterRotate),
        new Wrong(
            "SET of another token than was rotated in",
            required(),
            List.of(
                r -> r.authToken(TOKEN).authTokenUpdateStrategy("ROTATE"),
                r -> r.authToken(OTHER).authTokenUpdateStrategy("SET")),
            COMBINATION,
            setAfterRotate),
        wrong(
            "DELETE of a token without a user group",
            required().authToken(TOKEN),
            r -> r.authTokenUpdateStrategy("DELETE"),
            "The AUTH token update strategy DELETE is allowed only when transitioning to RBAC."),
        wrong(
            "a user group beside a token",
            required().authToken(TOKEN),
            r -> r.userGroupIdsToAdd("writers"),
            "To move from AUTH to user groups, set AuthTokenUpdateStrategy to DELETE."),
        wrong(
            "a user group on redis 5",
            required().cacheNodeType("cache.r5.large").engineVersion("5.0.6"),
            r -> r.userGroupIdsToAdd("writers"),
            "User group writers is not supported for redis 5.0.6."),
        wrong(
            "a user group of Valkey on Redis OSS",
            required(),
            r -> r.userGroupIdsToAdd("valkeys"),
            "User group valkeys is not supported for redis 7.1.0."),
        wrong(
            "a second user group",
            required().userGroupIds("writers"),
            r -> r.userGroupIdsToAdd("readers"),
            "A replication group can have only one user group."),
        wrong(
            "a new token on redis 4",
            required().cacheNodeType("cache.r5.large").engineVersion("4.0.10").authToken(TOKEN),
            r -> r.authToken(OTHER),
            "Modifying the AUTH token is not supported for engine version 4.0.10. Please use engine"
                + " version 5.0.6 or higher."),
        token("a token of fifteen characters", "fifteen-letters"),
        token("a token of 129 characters", "x".repeat(129)),
        token("a token with a slash", "a-token/of-many-letters"),
        token("a token with a space", "a token of many letters"));
  }

  private static Wrong token(String what, String token) {
    return new Wrong(
        what,
        required(),
        List.of(r -> r.authToken(token)),
        "InvalidParameterValue",
        "Invalid AuthToken provided. It must have 16 to 128 printable characters, and of the"
            + " nonalphanumeric ones only !, &, #, $, ^, <, >, and -.");
  }

  /** What is refused as early as when the group is made. */
  record Birth(String what, CreateReplicationGroupRequest.Builder group, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Birth> births() {
    return List.of(
        new Birth(
            "preferred with an AUTH token",
            preferred().authToken(TOKEN),
            "Transit encryption preferred is not supported with redis access control."),
        new Birth(
            "an AUTH token without TLS",
            plain().authToken(TOKEN),
            "The AUTH token is only supported when encryption-in-transit is enabled"),
        new Birth(
            "a user group without TLS",
            plain().userGroupIds("writers"),
            "User group based access control requires encryption-in-transit to be enabled on the"
                + " replication group."),
        new Birth(
            "a mode without TLS",
            plain().transitEncryptionMode("preferred"),
            "To modify transit encryption mode, set encryption-in-transit as enabled."),
        new Birth(
            "a mode on redis 6.2",
            preferred().engineVersion("6.2"),
            "Transit encryption mode is not supported for engine version 6.2.6. Please use engine"
                + " version 7.0.5 or higher."));
  }

  private final TestCloud cloud = new TestCloud();
  private ElastiCacheClient client;

  @BeforeEach
  void serve() {
    ElastiCacheService service = new ElastiCacheService(cloud.clock, new RecordingData());
    cloud.serving(service);
    client = cloud.client(ElastiCacheClient.builder());
    for (String id : List.of("writers", "readers", "valkeys")) {
      service
          .controls()
          .addUserGroup(
              TestCloud.ACCOUNT,
              LocalCloud.REGION,
              UserGroup.builder()
                  .userGroupId(id)
                  .status("active")
                  .engine(id.equals("valkeys") ? "valkey" : "redis")
                  .build());
    }
  }

  @AfterEach
  void close() {
    client.close();
    cloud.close();
  }

  private ElastiCacheException refusal(Wrong wrong) {
    client.createReplicationGroup(wrong.group().build());
    wait(Timing.usual().create());
    for (int i = 0; i < wrong.steps().size() - 1; i++) {
      client.modifyReplicationGroup(request(wrong, i));
      wait(Duration.ofMinutes(15));
    }
    ReplicationGroup before = group();
    ElastiCacheException refusal =
        catchThrowableOfType(
            ElastiCacheException.class,
            () -> client.modifyReplicationGroup(request(wrong, wrong.steps().size() - 1)));
    wait(Duration.ofHours(1));
    assertThat(group()).as("the group, an hour later").isEqualTo(before);
    return refusal;
  }

  private void wait(Duration time) {
    cloud.clock.advance(time);
  }

  private ReplicationGroup group() {
    return client
        .describeReplicationGroups(r -> r.replicationGroupId("orders"))
        .replicationGroups()
        .getFirst();
  }

  private static ModifyReplicationGroupRequest request(Wrong wrong, int step) {
    ModifyReplicationGroupRequest.Builder request =
        ModifyReplicationGroupRequest.builder().replicationGroupId("orders").applyImmediately(true);
    return wrong.steps().get(step).apply(request).build();
  }

  private static void assertSays(ElastiCacheException refusal, String code, String message) {
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("known")
  void isRefusedInElastiCachesOwnWords(Wrong wrong) {
    assertSays(refusal(wrong), wrong.code(), wrong.message());
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isRefusedAsDocumented(Wrong wrong) {
    assertSays(refusal(wrong), wrong.code(), wrong.message());
  }

  @ParameterizedTest
  @MethodSource("births")
  void isRefusedAtCreation(Birth birth) {
    ElastiCacheException refusal =
        catchThrowableOfType(
            ElastiCacheException.class, () -> client.createReplicationGroup(birth.group().build()));
    assertSays(refusal, COMBINATION, birth.message());
  }
}
