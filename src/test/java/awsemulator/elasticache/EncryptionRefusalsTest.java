package awsemulator.elasticache;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** What ElastiCache does not make for its encryption, or for who may enter. */
class EncryptionRefusalsTest {
  private static final String COMBINATION = "InvalidParameterCombination";
  private static final String VALUE = "InvalidParameterValue";
  private static final String TOKEN = "a-token-of-many-letters";

  @ParameterizedTest
  @MethodSource("encryption")
  void refuses(CreateRefusal refusal) {
    refusal.check();
  }

  static Stream<CreateRefusal> encryption() {
    return Stream.of(
        new CreateRefusal(
            COMBINATION,
            "If you enable in-transit encryption, you must also specify a value for"
                + " CacheSubnetGroup.",
            r -> r.transitEncryptionEnabled(true)),
        new CreateRefusal(
            COMBINATION,
            "To modify transit encryption mode, set encryption-in-transit as enabled.",
            r -> r.transitEncryptionMode("preferred")),
        new CreateRefusal(
            COMBINATION,
            "Transit encryption mode is not supported for engine version 6.2.6. Please use engine"
                + " version 7.0.5 or higher.",
            r -> tls(r).engineVersion("6.2").transitEncryptionMode("required")),
        new CreateRefusal(
            COMBINATION,
            "Transit encryption preferred is not supported with redis access control.",
            r -> tls(r).transitEncryptionMode("preferred").authToken(TOKEN)),
        new CreateRefusal(
            COMBINATION,
            "The AUTH token is only supported when encryption-in-transit is enabled",
            r -> r.authToken(TOKEN)),
        new CreateRefusal(
            VALUE,
            "Invalid AuthToken provided. It must have 16 to 128 printable characters, and of the"
                + " nonalphanumeric ones only !, &, #, $, ^, <, >, and -.",
            r -> tls(r).authToken("token@with/others")),
        new CreateRefusal(
            COMBINATION,
            "User group based access control requires encryption-in-transit to be enabled on the"
                + " replication group.",
            r -> r.userGroupIds("writers")),
        new CreateRefusal(
            "UserGroupNotFound",
            "User group writers not found.",
            r -> tls(r).userGroupIds("writers")),
        new CreateRefusal(
            COMBINATION, "KmsKeyId needs AtRestEncryptionEnabled.", r -> r.kmsKeyId("alias/cache")),
        new CreateRefusal(
            VALUE,
            "The KMS key arn:aws:kms:us-east-1:111122223333:key/abc is not valid.",
            r ->
                r.atRestEncryptionEnabled(true)
                    .kmsKeyId("arn:aws:kms:us-east-1:111122223333:key/abc")),
        new CreateRefusal(
            COMBINATION,
            "TransitEncryptionEnabled must be given when the engine is valkey.",
            r -> r.engine("valkey").engineVersion("8.0")));
  }

  private static CreateReplicationGroupRequest.Builder tls(
      CreateReplicationGroupRequest.Builder request) {
    return request.transitEncryptionEnabled(true).cacheSubnetGroupName("default");
  }
}
