package awsemulator.iam;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.List;
import java.util.Map;

/** Roles with statements, and what they allow. */
final class Policies {
  static final String ROLE = "arn:aws:iam::111122223333:role/Workflow";
  static final String GROUP =
      "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:orders";
  static final CallerIdentity CALLER = new CallerIdentity(ROLE, "111122223333", "eu-central-1");

  private Policies() {}

  static Map<String, Object> allow(Object action, Object resource) {
    return Map.of("Effect", "Allow", "Action", action, "Resource", resource);
  }

  static Map<String, Object> allowIf(Map<String, Object> condition) {
    return Map.of(
        "Effect", "Allow", "Action", "elasticache:*", "Resource", "*", "Condition", condition);
  }

  static PolicyAuthorizer authorizer(List<Map<String, Object>> statements) {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    authorizer.add(new IamRole(ROLE, statements, List.of(), trust(Map.of())));
    return authorizer;
  }

  static Map<String, Object> trust(Map<String, Object> condition) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        Map.of(
            "Effect",
            "Allow",
            "Principal",
            Map.of("Service", "lambda.amazonaws.com", "AWS", "arn:aws:iam::444455556666:root"),
            "Action",
            "sts:AssumeRole",
            "Condition",
            condition));
  }

  static boolean allows(PolicyAuthorizer authorizer, RequiredRight need) {
    try {
      authorizer.check(CALLER, need);
      return true;
    } catch (AwsFault e) {
      return false;
    }
  }
}
