package remediator.live.ask;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.TransitEncryptionMode;

/** Tokens and user groups of a group whose TLS is required. */
final class AuthExpectations {
  private static final String PLAIN = GroupLab.PLAIN;
  private static final String GUIDE = "Amazon ElastiCache user guide, ";
  private static final String COMBINATION = "InvalidParameterCombination";

  private AuthExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    all.add(
        "auth.rotate",
        "ModifyReplicationGroup with a first token, ROTATE",
        "it ends available, nothing pending, with AuthTokenLastModifiedDate or the flag",
        "hashicorp/terraform-provider-aws #33439",
        EvidenceState.OPEN,
        aws ->
            new GroupLab(aws)
                .changed(
                    PLAIN,
                    r -> TlsExpectations.token(r, AuthTokenUpdateStrategyType.ROTATE),
                    g ->
                        g.authTokenLastModifiedDate() != null
                            || Boolean.TRUE.equals(g.authTokenEnabled())));
    all.add(
        "auth.set",
        "ModifyReplicationGroup with the same token, SET",
        "it ends available, nothing pending, and AuthTokenEnabled is true",
        GUIDE + "Authenticating with the AUTH command",
        EvidenceState.DOCUMENTED,
        AuthExpectations::authSet);
    all.add(
        "auth.tls-fixed",
        "ModifyReplicationGroup of TLS while a token is set",
        "refused with " + COMBINATION,
        "aws-controllers-k8s/community #2536",
        EvidenceState.RECORDED,
        aws ->
            TlsExpectations.refused(
                aws, PLAIN, r -> TlsExpectations.to(r, TransitEncryptionMode.PREFERRED)));
    all.add(
        "usergroup.from-auth",
        "ModifyReplicationGroup with a user group and strategy DELETE",
        "it ends with the user group and without a token",
        GUIDE + "Migrating from AUTH to RBAC",
        EvidenceState.DOCUMENTED,
        AuthExpectations::userGroup);
    all.add(
        "usergroup.removed",
        "ModifyReplicationGroup with RemoveUserGroups",
        "it ends without user groups",
        "boto/botocore, ModifyReplicationGroupMessage.RemoveUserGroups",
        EvidenceState.DOCUMENTED,
        aws ->
            new GroupLab(aws)
                .changed(PLAIN, r -> r.removeUserGroups(true), g -> g.userGroupIds().isEmpty()));
    return all.all();
  }

  private static Verdict authSet(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.modify(PLAIN, r -> TlsExpectations.token(r, AuthTokenUpdateStrategyType.SET));
    // The status turns late.
    aws.pause(Duration.ofMinutes(2));
    Optional<ReplicationGroup> seen = lab.settled(PLAIN, g -> true);
    return Verdict.that(
        seen.filter(g -> Boolean.TRUE.equals(g.authTokenEnabled())).isPresent(), lab.told(PLAIN));
  }

  private static Verdict userGroup(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    String users = aws.making(ResourceKind.USER_GROUP, aws.name("users"));
    lab.elastiCache()
        .createUserGroup(
            r -> r.userGroupId(users).engine("redis").userIds("default").tags(lab.tag()));
    aws.await(
        Duration.ofMinutes(10),
        () ->
            lab.elastiCache().describeUserGroups(r -> r.userGroupId(users)).userGroups().stream()
                .filter(g -> g.status().equals("active"))
                .findFirst());
    return lab.changed(
        PLAIN,
        r -> r.userGroupIdsToAdd(users).authTokenUpdateStrategy(AuthTokenUpdateStrategyType.DELETE),
        g -> g.userGroupIds().contains(users) && !Boolean.TRUE.equals(g.authTokenEnabled()));
  }
}
