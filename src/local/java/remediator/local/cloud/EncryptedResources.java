package remediator.local.cloud;

import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import java.util.HashMap;
import java.util.Map;

/** Which resources of a stack are encrypted by a customer managed key. */
final class EncryptedResources {
  private EncryptedResources() {}

  /** By the resource's ARN, the key's. */
  static Map<String, String> keys(StackDeployment stack) {
    Map<String, String> keys = new HashMap<>();
    for (DeployedResource one : stack.resources().values()) {
      if (key(one) instanceof String key) {
        keys.put(one.arn(), key);
      }
    }
    return keys;
  }

  private static Object key(DeployedResource one) {
    return switch (one.type()) {
      case "AWS::SNS::Topic", "AWS::SQS::Queue" -> one.properties().get("KmsMasterKeyId");
      case "AWS::SecretsManager::Secret" -> one.properties().get("KmsKeyId");
      case "AWS::DynamoDB::Table" ->
          one.properties().get("SSESpecification") instanceof Map<?, ?> by
              ? by.get("KMSMasterKeyId")
              : null;
      default -> null;
    };
  }
}
