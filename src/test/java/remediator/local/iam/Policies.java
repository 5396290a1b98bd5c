package remediator.local.iam;

import java.util.List;
import java.util.Map;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;

/** Roles with statements, and what they allow. */
final class Policies {
  static final String ROLE = "arn:aws:iam::111122223333:role/Workflow";
  static final String GROUP =
      "arn:aws:elasticache:eu-central-1:111122223333:replicationgroup:orders";
  static final Caller CALLER = new Caller(ROLE, "111122223333", "eu-central-1");

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
    authorizer.add(new Role(ROLE, statements, List.of(), trust(Map.of())));
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

  static boolean allows(PolicyAuthorizer authorizer, Need need) {
    try {
      authorizer.check(CALLER, need);
      return true;
    } catch (AwsFault e) {
      return false;
    }
  }
}
