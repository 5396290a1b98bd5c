package awsemulator.iam;

import java.util.List;
import java.util.Map;

/**
 * A role, as a template declares it.
 *
 * @param arn the role's ARN
 * @param statements the statements of the policies that the template gives it, as JSON objects
 * @param managedPolicies names or ARNs of AWS managed policies
 * @param trust its AssumeRolePolicyDocument, as a JSON object
 */
public record IamRole(
    String arn,
    List<Map<String, Object>> statements,
    List<String> managedPolicies,
    Map<String, Object> trust) {}
