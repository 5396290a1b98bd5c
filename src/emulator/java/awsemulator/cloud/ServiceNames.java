package awsemulator.cloud;

import java.util.Map;

/** The SDK's names of the services, by the name that they sign with. */
final class ServiceNames {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("access-analyzer", "AccessAnalyzer"),
          Map.entry("application-autoscaling", "ApplicationAutoScaling"),
          Map.entry("cloudformation", "CloudFormation"),
          Map.entry("config", "Config"),
          Map.entry("dynamodb", "DynamoDB"),
          Map.entry("elasticache", "ElastiCache"),
          Map.entry("events", "EventBridge"),
          Map.entry("iam", "IAM"),
          Map.entry("kms", "KMS"),
          Map.entry("lambda", "Lambda"),
          Map.entry("logs", "CloudWatchLogs"),
          Map.entry("monitoring", "CloudWatch"),
          Map.entry("route53", "Route53"),
          Map.entry("s3", "S3"),
          Map.entry("secretsmanager", "SecretsManager"),
          Map.entry("securityhub", "SecurityHub"),
          Map.entry("servicequotas", "ServiceQuotas"),
          Map.entry("sns", "SNS"),
          Map.entry("sqs", "SQS"),
          Map.entry("ssm", "SSM"),
          Map.entry("states", "SFN"),
          Map.entry("sts", "STS"));

  private ServiceNames() {}

  static String of(String signingName) {
    String name = NAMES.get(signingName);
    if (name == null) {
      throw new IllegalArgumentException("no name is known for the service " + signingName);
    }
    return name;
  }
}
