package remediator.live.ask;

import java.util.List;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import remediator.live.deploy.StackDeployer;

/** What may not be done with the stacks deployed, and is not. */
final class DenialExpectations {
  private static final String IAM = "IAM user guide, Policy evaluation logic";

  private DenialExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.DEPLOY);
    all.add(
        "denial.assume-retire-role",
        "AssumeRole of RetireRole by the caller",
        "denied: only Lambda may be it",
        "IAM user guide, Roles terms and concepts",
        EvidenceState.DOCUMENTED,
        aws -> LiveAccount.denied("AssumeRole", () -> aws.as(StackExpectations.roleArn(aws))));
    all.add(
        "denial.simulated-retire",
        "SimulatePrincipalPolicy of the RetireRole that stands, on a group without tags",
        "implicitDeny",
        "IAM user guide, Testing policies with the policy simulator",
        EvidenceState.DOCUMENTED,
        DenialExpectations::simulated);
    all.add(
        "denial.member-reads",
        "DescribeReplicationGroups as the member role",
        "allowed: the rights are in force",
        IAM,
        EvidenceState.DOCUMENTED,
        aws ->
            LiveAccount.allowed(
                "DescribeReplicationGroups",
                () -> {
                  new StackDeployer(aws)
                      .as("member")
                      .elastiCache()
                      .describeReplicationGroups(r -> {});
                  return Verdict.holds();
                }));
    all.add(
        "denial.member-deletes",
        "DeleteReplicationGroup as the member role",
        "denied",
        IAM,
        EvidenceState.DOCUMENTED,
        aws -> denied(aws, "member", StackExpectations.none(aws)));
    all.add(
        "denial.retire-untagged",
        "DeleteReplicationGroup of a group without tags as the role that deletes",
        "denied, also where there is no such group",
        IAM + "; Service authorization reference",
        EvidenceState.OPEN,
        aws -> denied(aws, "retire", StackExpectations.none(aws)));
    all.add(
        "denial.member-plain-group",
        "CreateReplicationGroup without encryption at rest as the member role",
        "denied",
        "Amazon ElastiCache user guide, Condition keys",
        EvidenceState.DOCUMENTED,
        DenialExpectations::plainGroup);
    return all.all();
  }

  private static Verdict simulated(LiveAccount aws) {
    String role = StackExpectations.roleArn(aws);
    return Verdict.same(
        "decision",
        "implicitDeny",
        aws.clients
            .iam()
            .simulatePrincipalPolicy(
                r ->
                    r.policySourceArn(role)
                        .actionNames("elasticache:DeleteReplicationGroup")
                        .resourceArns(
                            aws.arn(
                                "elasticache", "replicationgroup:" + StackExpectations.none(aws))))
            .evaluationResults()
            .getFirst()
            .evalDecisionAsString());
  }

  static Verdict denied(LiveAccount aws, String role, String group) {
    return LiveAccount.denied(
        "DeleteReplicationGroup",
        () ->
            new StackDeployer(aws)
                .as(role)
                .elastiCache()
                .deleteReplicationGroup(r -> r.replicationGroupId(group)));
  }

  private static Verdict plainGroup(LiveAccount aws) {
    // Where it is not denied, it is made.
    String group = aws.making(ResourceKind.GROUP, StackExpectations.none(aws));
    return LiveAccount.denied(
        "CreateReplicationGroup",
        () ->
            new StackDeployer(aws)
                .as("member")
                .elastiCache()
                .createReplicationGroup(
                    r ->
                        r.replicationGroupId(group)
                            .replicationGroupDescription("must be denied")
                            .engine("redis")
                            .cacheNodeType(aws.choices.nodeType())
                            .atRestEncryptionEnabled(false)
                            .tags(new GroupLab(aws).flowTag())));
  }
}
