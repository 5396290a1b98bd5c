package remediator.workflow.tls;

import java.time.Duration;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * Upgrades the engine in place, so that TLS can be switched on, or that of a replacement's new
 * group, before it takes over. It goes straight to the target, and cannot be taken back ("Version
 * management considerations").
 */
public final class UpgradeEngine implements Step {
  /** How long it takes on a small group. */
  public static final Duration TYPICAL = Duration.ofMinutes(12);

  /** Nodes are upgraded one after the other. */
  public static final String ESTIMATE =
      TYPICAL.toMinutes() + " minutes on a small group, more with many nodes";

  @Override
  public StepResult run(StepContext context) {
    Optional<CacheGroup> found = context.read(context.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    return ensure(context, found.get())
        .orElseGet(
            () -> {
              context.note("the engine is " + found.get().spec().engine().version());
              return new Done();
            });
  }

  /** An answer to wait by, or why it cannot be; empty where the group has been upgraded. */
  public static Optional<StepResult> ensure(StepContext context, CacheGroup group) {
    EngineVersion target =
        EngineVersion.parse(
            context.now().require(CaseAttribute.UPGRADE_ENGINE),
            context.now().require(CaseAttribute.UPGRADE_VERSION));
    EngineVersion version = group.spec().engine().version();
    if (!group.isStable() || context.wasRequestedRecently("upgrade")) {
      return Optional.of(
          look(context, "the upgrade to " + target + " is on its way: " + group.status()));
    }
    if (version.engine().equals(target.engine()) && version.compareTo(target) >= 0) {
      return Optional.empty();
    }
    return Optional.of(ask(context, group.arn().id(), target));
  }

  private static StepResult ask(StepContext context, String id, EngineVersion target) {
    Optional<String> without = ParameterMigrations.ensure(context);
    if (without.isPresent()) {
      return new Failed(without.get());
    }
    context.note("asking ElastiCache to upgrade " + id + " to " + target);
    context.recordRequest("upgrade");
    try {
      context
          .elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(id)
                      .engine(target.engine())
                      .engineVersion(target.toApiVersion())
                      .cacheParameterGroupName(
                          context.now().require(CaseAttribute.UPGRADE_PARAMETER_GROUP))
                      .applyImmediately(true));
      return look(context, "the upgrade has been asked for");
    } catch (InvalidReplicationGroupStateException _) {
      return look(context, "the group is busy");
    } catch (InvalidParameterCombinationException | InvalidParameterValueException e) {
      return new Failed(
          "ElastiCache refuses to upgrade "
              + id
              + " to "
              + target
              + ": "
              + AwsErrorText.reason(e).replaceFirst("[.]+$", "")
              + ". Correct that, or change target-engine and target-version, then send the finding"
              + " again");
    }
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
