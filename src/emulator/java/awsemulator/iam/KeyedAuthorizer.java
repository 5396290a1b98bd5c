package awsemulator.iam;

import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.List;
import java.util.Map;

/**
 * Asks for the rights on a customer managed key too, where a resource is encrypted by one: its
 * service uses the key in the caller's name, so that KMS sees the caller and, as {@code
 * kms:ViaService}, the service.
 */
public final class KeyedAuthorizer implements CallAuthorizer {
  private static final String DECRYPT = "kms:Decrypt";

  private final CallAuthorizer policies;
  private final Map<String, String> keys;

  /**
   * @param keys by the ARN of a resource, that of the key which it is encrypted by
   */
  public KeyedAuthorizer(CallAuthorizer policies, Map<String, String> keys) {
    this.policies = policies;
    this.keys = Map.copyOf(keys);
  }

  @Override
  public void check(CallerIdentity caller, RequiredRight need) {
    policies.check(caller, need);
    String key = keys.get(need.resource());
    if (key != null) {
      String service = need.action().substring(0, need.action().indexOf(':'));
      String suffix = caller.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
      Map<String, String> via =
          Map.of("kms:ViaService", "%s.%s.%s".formatted(service, caller.region(), suffix));
      for (String action : uses(need.action())) {
        policies.check(caller, new RequiredRight(action, key, via));
      }
    }
  }

  /**
   * DynamoDB: "Decrypt … The user is the principal in your AWS account who is accessing the table";
   * SNS and SQS: "the producer must have the kms:GenerateDataKey and kms:Decrypt permissions", the
   * consumer kms:Decrypt; Secrets Manager: kms:Decrypt "to retrieve the secret value".
   */
  private static List<String> uses(String action) {
    return switch (action) {
      case "sns:Publish", "sqs:SendMessage" -> List.of("kms:GenerateDataKey", DECRYPT);
      case "sqs:ReceiveMessage", "secretsmanager:GetSecretValue" -> List.of(DECRYPT);
      default -> action.startsWith("dynamodb:") ? List.of(DECRYPT) : List.of();
    };
  }
}
