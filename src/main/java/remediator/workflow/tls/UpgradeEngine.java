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
 * Upgrades the engine in place, so that TLS can be switched on. It goes straight to the target, and
 * cannot be taken back ("Version management considerations").
 */
public final class UpgradeEngine implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(12);

  @Override
  public StepResult run(StepContext context) {
    Optional<CacheGroup> found = context.read(context.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    EngineVersion target =
        EngineVersion.parse(
            context.now().require(CaseAttribute.UPGRADE_ENGINE),
            context.now().require(CaseAttribute.UPGRADE_VERSION));
    CacheGroup group = found.get();
    EngineVersion version = group.spec().engine().version();
    if (!group.isStable() || context.wasRequestedRecently("upgrade")) {
      return look(context, "the upgrade to " + target + " is on its way: " + group.status());
    }
    if (version.engine().equals(target.engine()) && version.compareTo(target) >= 0) {
      context.note("the engine is " + version);
      return new Done();
    }
    return ask(context, target);
  }

  private static StepResult ask(StepContext context, EngineVersion target) {
    Optional<String> without = ParameterMigrations.ensure(context);
    if (without.isPresent()) {
      return new Failed(without.get());
    }
    context.note("asking ElastiCache to upgrade to " + target);
    context.recordRequest("upgrade");
    try {
      context
          .elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(context.group().id())
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
              + context.group().id()
              + " to "
              + target
              + ": "
              + AwsErrorText.reason(e));
    }
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
