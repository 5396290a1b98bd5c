package awsemulator.services.account;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.iam.InvalidPolicy;
import awsemulator.iam.PolicyDocuments;
import java.util.List;
import software.amazon.awssdk.services.accessanalyzer.model.PolicyType;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFinding;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFindingType;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyResponse;

/**
 * Access Analyzer's policy validation, as far as the local IAM reads policies: what it refuses is
 * an error. AWS's own knows all actions, condition keys and resource types as well.
 */
public final class AccessAnalyzer extends AwsService {
  public AccessAnalyzer() {
    super("access-analyzer", Protocol.REST_JSON);
    at("POST /policy/validation", "ValidatePolicy");
    on(
        ValidatePolicyRequest.class,
        (c, q) -> List.of(new RequiredRight("access-analyzer:ValidatePolicy", "*")),
        AccessAnalyzer::validate);
  }

  private static ValidatePolicyResponse validate(CallerIdentity caller, ValidatePolicyRequest q) {
    if (q.policyDocument() == null || q.policyType() == null) {
      throw AwsFault.badRequest("ValidationException", "policyDocument and policyType are needed");
    }
    try {
      if (q.policyType() == PolicyType.RESOURCE_POLICY) {
        PolicyDocuments.checkTrust(q.policyDocument());
      } else {
        PolicyDocuments.of(List.of(q.policyDocument()));
      }
      return ValidatePolicyResponse.builder().findings(List.of()).build();
    } catch (InvalidPolicy e) {
      return ValidatePolicyResponse.builder().findings(finding(e)).build();
    }
  }

  private static ValidatePolicyFinding finding(InvalidPolicy e) {
    return ValidatePolicyFinding.builder()
        .findingType(ValidatePolicyFindingType.ERROR)
        .issueCode("INVALID_POLICY")
        .findingDetails(e.getMessage())
        .learnMoreLink(
            "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html")
        .locations(List.of())
        .build();
  }
}
