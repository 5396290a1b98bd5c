package remediator.live.ask;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.TransitEncryptionMode;

/** Groups as they are made; TLS off, preferred, required and back. */
final class TlsExpectations {
  private static final String PLAIN = GroupLab.PLAIN;
  private static final String OLD = "old";
  private static final String TOKEN = "Live-token-of-one-run-only-1234";
  private static final String TF = "hashicorp/terraform-provider-aws internal/service/elasticache";
  private static final String POSTS = "cloudposse/terraform-aws-elasticache-redis ";
  private static final String GUIDE = "Amazon ElastiCache user guide, ";
  private static final String COMBINATION = "InvalidParameterCombination";

  private TlsExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    creation(all);
    tls(all);
    return all.all();
  }

  private static void creation(ExpectationList all) {
    all.add(
        "group.plain",
        "CreateReplicationGroup of redis 7.1 with neither encryption",
        "it becomes available, TLS is off and no mode is told",
        TF + ", tests transitEncryption7x",
        EvidenceState.RECORDED,
        TlsExpectations::plain);
    all.add(
        "group.plain-endpoint",
        "DescribeReplicationGroups of the group without TLS",
        "its primary endpoint has .ng.0001. in it",
        GUIDE + "Finding connection endpoints",
        EvidenceState.DOCUMENTED,
        aws -> endpoint(aws, ".*\\.ng\\.0001\\..*"));
    all.add(
        "group.old-engine",
        "CreateReplicationGroup of redis 5.0.6 without NetworkType, IpDiscovery and ClusterMode,"
            + " its description a single blank",
        "it becomes available",
        GUIDE + "Choosing a network type in ElastiCache",
        EvidenceState.OPEN,
        TlsExpectations::old);
    all.add(
        "group.blank-description",
        "DescribeReplicationGroups of a group whose description is a single blank",
        "it is told as it is, and could be made so",
        "cloud-custodian/cloud-custodian tests/data/placebo, three groups",
        EvidenceState.RECORDED,
        aws -> Verdict.same("description", " ", new GroupLab(aws).group(OLD).description()));
  }

  private static Verdict plain(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.create(PLAIN, r -> r.engineVersion("7.1").transitEncryptionEnabled(false));
    Optional<ReplicationGroup> made = lab.settled(PLAIN, g -> true);
    return made.isEmpty()
        ? Verdict.differs("it is not available")
        : Verdict.that(
            !made.get().transitEncryptionEnabled() && made.get().transitEncryptionMode() == null,
            lab.told(PLAIN));
  }

  private static Verdict old(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.create(OLD, r -> r.engineVersion("5.0.6").replicationGroupDescription(" "));
    return Verdict.that(lab.settled(OLD, g -> true).isPresent(), "it is not available");
  }

  private static Verdict endpoint(LiveAccount aws, String pattern) {
    String endpoint = new GroupLab(aws).endpoint(PLAIN);
    return Verdict.that(endpoint.matches(pattern), "it is " + endpoint);
  }

  static void to(ModifyReplicationGroupRequest.Builder request, TransitEncryptionMode mode) {
    request.transitEncryptionEnabled(true).transitEncryptionMode(mode);
  }

  private static boolean is(ReplicationGroup group, TransitEncryptionMode mode) {
    return group.transitEncryptionEnabled() && group.transitEncryptionMode() == mode;
  }

  private static void tls(ExpectationList all) {
    all.add(
        "tls.mode-without-flag",
        "ModifyReplicationGroup with a mode and without TransitEncryptionEnabled",
        "refused with " + COMBINATION,
        POSTS + "#240",
        EvidenceState.RECORDED,
        aws -> refused(aws, PLAIN, r -> r.transitEncryptionMode(TransitEncryptionMode.PREFERRED)));
    all.add(
        "tls.required-at-once",
        "ModifyReplicationGroup from no TLS to required",
        "refused with " + COMBINATION,
        "boto/botocore, ModifyReplicationGroupMessage.TransitEncryptionMode",
        EvidenceState.DOCUMENTED,
        aws -> refused(aws, PLAIN, r -> to(r, TransitEncryptionMode.REQUIRED)));
    all.add(
        "tls.old-engine",
        "ModifyReplicationGroup of redis 5.0.6 to preferred",
        "refused with " + COMBINATION,
        POSTS + "#231",
        EvidenceState.RECORDED,
        aws -> refused(aws, OLD, r -> to(r, TransitEncryptionMode.PREFERRED)));
    all.add(
        "tls.auth-without-tls",
        "ModifyReplicationGroup of a group without TLS with a token",
        "refused with " + COMBINATION,
        "widdix/aws-cf-templates #263",
        EvidenceState.RECORDED,
        aws -> refused(aws, PLAIN, r -> token(r, AuthTokenUpdateStrategyType.ROTATE)));
    all.add(
        "tls.preferred",
        "ModifyReplicationGroup to preferred",
        "it becomes modifying, then available with TLS on and mode preferred, nothing pending",
        GUIDE + "Enabling in-transit encryption; " + TF,
        EvidenceState.RECORDED,
        TlsExpectations::preferred);
    all.add(
        "tls.preferred-endpoint",
        "DescribeReplicationGroups at preferred",
        "the endpoint told is the new one, master.",
        "A public run log of valkey at preferred; " + GUIDE + "Best practices when enabling TLS",
        EvidenceState.RECORDED,
        aws -> endpoint(aws, "master\\..*"));
    all.add(
        "tls.auth-at-preferred",
        "ModifyReplicationGroup with a token at preferred",
        "refused with " + COMBINATION,
        POSTS + "#239",
        EvidenceState.RECORDED,
        aws -> refused(aws, PLAIN, r -> token(r, AuthTokenUpdateStrategyType.ROTATE)));
    all.add(
        "tls.required",
        "ModifyReplicationGroup from preferred to required",
        "it ends available, required, nothing pending",
        TF + ", tests transitEncryption7x",
        EvidenceState.RECORDED,
        aws -> mode(aws, TransitEncryptionMode.REQUIRED));
  }

  private static Verdict preferred(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    lab.modify(PLAIN, r -> to(r, TransitEncryptionMode.PREFERRED));
    boolean busy = lab.shows(PLAIN, "modifying", Duration.ofMinutes(3));
    boolean done = lab.settled(PLAIN, g -> is(g, TransitEncryptionMode.PREFERRED)).isPresent();
    return Verdict.that(busy && done, (busy ? "" : "it never was modifying; ") + lab.told(PLAIN));
  }

  private static Verdict mode(LiveAccount aws, TransitEncryptionMode mode) {
    return new GroupLab(aws).changed(PLAIN, r -> to(r, mode), g -> is(g, mode));
  }

  static Verdict refused(
      LiveAccount aws, String suffix, Consumer<ModifyReplicationGroupRequest.Builder> change) {
    return LiveAccount.refused(
        "ModifyReplicationGroup", () -> new GroupLab(aws).modify(suffix, change), COMBINATION);
  }

  static void token(
      ModifyReplicationGroupRequest.Builder request, AuthTokenUpdateStrategyType strategy) {
    request.authToken(TOKEN).authTokenUpdateStrategy(strategy);
  }

  /** From required to no TLS again. */
  static List<Expectation> back() {
    ExpectationList all = new ExpectationList(LiveStage.GROUPS);
    all.add(
        "tls.off-at-required",
        "ModifyReplicationGroup from required to no TLS",
        "refused with " + COMBINATION,
        TF + " docs, transit_encryption_enabled",
        EvidenceState.RECORDED,
        aws -> refused(aws, PLAIN, r -> r.transitEncryptionEnabled(false)));
    all.add(
        "tls.back-to-preferred",
        "ModifyReplicationGroup from required to preferred",
        "it ends available, preferred: in place",
        TF + ", test transitEncryption7x_Disable",
        EvidenceState.RECORDED,
        aws -> mode(aws, TransitEncryptionMode.PREFERRED));
    all.add(
        "tls.off",
        "ModifyReplicationGroup from preferred to no TLS",
        "it ends available, TLS off",
        TF + ", test transitEncryption7x_Disable",
        EvidenceState.RECORDED,
        aws ->
            new GroupLab(aws)
                .changed(
                    PLAIN,
                    r -> r.transitEncryptionEnabled(false),
                    g -> !g.transitEncryptionEnabled()));
    return all.all();
  }
}
