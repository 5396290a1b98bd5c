package awsemulator.elasticache;

import static awsemulator.elasticache.WrongOrder.COMBINATION;
import static awsemulator.elasticache.WrongOrder.TOKEN;
import static awsemulator.elasticache.WrongOrder.plain;
import static awsemulator.elasticache.WrongOrder.preferred;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import awsemulator.cloud.TestCloud;
import awsemulator.elasticache.state.OperationTiming;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/**
 * Every wrong order of TLS, AUTH token and user groups, through the SDK's own client: code and
 * message as they reach a caller.
 */
class WrongOrderTest {
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

  static List<WrongOrder> known() {
    return KnownRefusals.all();
  }

  static List<WrongOrder> documented() {
    return DocumentedRefusals.all();
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

  private ElastiCacheException refusal(WrongOrder wrong) {
    client.createReplicationGroup(wrong.group().build());
    wait(OperationTiming.usual().create());
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

  private static ModifyReplicationGroupRequest request(WrongOrder wrong, int step) {
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
  void isRefusedInElastiCachesOwnWords(WrongOrder wrong) {
    assertSays(refusal(wrong), wrong.code(), wrong.message());
  }

  @ParameterizedTest
  @MethodSource("documented")
  void isRefusedAsDocumented(WrongOrder wrong) {
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
