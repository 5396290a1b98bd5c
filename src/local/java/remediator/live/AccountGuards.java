package remediator.live;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveClients;
import remediator.live.core.LiveStage;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.RunStoppedException;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;
import software.amazon.awssdk.services.securityhub.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** What must be so before a run makes anything. */
final class AccountGuards {
  static final String LOCK = "/elasticache-encryption-live/running";

  private static final Set<LiveStage> WITH_MEMBER_ROLES =
      EnumSet.of(LiveStage.DEPLOY, LiveStage.GROUPS);

  private final LiveClients aws;

  AccountGuards(LiveClients aws) {
    this.aws = aws;
  }

  /**
   * Returns the ARN of the caller.
   *
   * @throws RunStoppedException where it is of another account than the one that was typed
   */
  String account(String typed) {
    GetCallerIdentityResponse caller = aws.sts().getCallerIdentity(r -> {});
    if (!caller.account().equals(typed)) {
      throw new RunStoppedException(
          "-Daccount=%s, but these credentials are of account %s: nothing was asked."
              .formatted(typed, caller.account()));
    }
    return caller.arn();
  }

  /** The same of a caller whom the member roles, which stages 1 and 2 make, can trust. */
  String caller(LiveOptions options) {
    String caller = account(options.account());
    boolean trusted = !Collections.disjoint(options.stages(), WITH_MEMBER_ROLES);
    if (trusted && !caller.contains(":assumed-role/")) {
      throw new RunStoppedException(
          "The member roles trust roles only, and %s is none: call as a role, or name other stages."
              .formatted(caller));
    }
    return caller;
  }

  static void cost(LiveOptions options, String region) {
    BigDecimal cost = options.cost(region);
    if (cost.compareTo(options.maxCost()) > 0) {
      throw new RunStoppedException(
          "These stages may cost %s USD in %s, and -Dmax-cost is %s: name fewer stages or raise it."
              .formatted(cost, region, options.maxCost()));
    }
  }

  /** A Region in which others have groups is no sandbox. */
  void region(String region, List<LiveStage> stages) {
    List<String> others =
        aws.elastiCache().describeReplicationGroupsPaginator(r -> {}).replicationGroups().stream()
            .map(ReplicationGroup::replicationGroupId)
            .toList();
    if (!others.isEmpty()) {
      throw new RunStoppedException(
          "%s of this account has %d replication groups already, such as %s: choose a Region without any."
              .formatted(region, others.size(), others.getFirst()));
    }
    if (stages.contains(LiveStage.FINDINGS)) {
      securityHub();
    }
  }

  private void securityHub() {
    boolean recording =
        aws
            .config()
            .describeConfigurationRecorderStatus(r -> {})
            .configurationRecordersStatus()
            .stream()
            .anyMatch(ConfigurationRecorderStatus::recording);
    boolean hub;
    try {
      aws.securityHub().describeHub(r -> {});
      hub = true;
    } catch (InvalidAccessException | ResourceNotFoundException e) {
      hub = false;
    }
    if (!hub || !recording) {
      throw new RunStoppedException(
          "Stage 3 needs Security Hub and AWS Config, and %s is off in this Region: turn it on, or name other stages."
              .formatted(hub ? "Config" : "Security Hub"));
    }
  }

  /** One run at a time: two would see each other's groups. */
  void lock(LiveAccount account) {
    account.making(ResourceKind.LOCK, LOCK);
    try {
      aws.ssm()
          .putParameter(
              r ->
                  r.name(LOCK)
                      .type(ParameterType.STRING)
                      .value(account.place.run())
                      .overwrite(false));
    } catch (ParameterAlreadyExistsException e) {
      String other = aws.ssm().getParameter(r -> r.name(LOCK)).parameter().value();
      throw new RunStoppedException(
          "Run %s is under way in this account and Region, or has left things behind: wait for its end, or"
                  .formatted(other)
              + " clean up by mvn -q -Plive -Daccount=%s -Dclean=%s."
                  .formatted(account.place.account(), other));
    }
  }
}
