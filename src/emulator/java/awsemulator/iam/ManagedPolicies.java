package awsemulator.iam;

import java.util.List;
import java.util.Map;

/** The AWS managed policies that are known, as the "AWS Managed Policy Reference" has them. */
final class ManagedPolicies {
  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "AWSLambdaBasicExecutionRole",
          List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
          "AWSXRayDaemonWriteAccess",
          List.of(
              "xray:PutTraceSegments",
              "xray:PutTelemetryRecords",
              "xray:GetSamplingRules",
              "xray:GetSamplingTargets",
              "xray:GetSamplingStatisticSummaries"));

  private ManagedPolicies() {}

  /**
   * @param policy a name or an ARN
   * @throws InvalidPolicy for one that is not known
   */
  static Map<String, Object> statement(String policy) {
    String name = policy.substring(policy.lastIndexOf('/') + 1);
    List<String> actions = ACTIONS.get(name);
    if (actions == null) {
      throw new InvalidPolicy("the managed policy " + policy + " is not known");
    }
    return Map.of("Sid", name, "Effect", "Allow", "Action", actions, "Resource", "*");
  }
}
