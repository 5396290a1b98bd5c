package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.EngineVersion;
import remediator.group.ReplicationGroup;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * Upgrades the engine in place, so that TLS can be switched on. It goes straight to the target, and
 * cannot be taken back ("Version management considerations").
 */
final class Upgrade implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(12);

  @Override
  public Answer run(Work work) {
    Optional<ReplicationGroup> found = work.read(work.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + work.group().id() + " no longer exists");
    }
    EngineVersion target =
        EngineVersion.parse(
            work.now().need(Fact.UPGRADE_ENGINE), work.now().need(Fact.UPGRADE_VERSION));
    ReplicationGroup group = found.get();
    EngineVersion version = group.spec().engine().version();
    if (!group.settled() || work.justAsked("upgrade")) {
      return look(work, "the upgrade to " + target + " is on its way: " + group.status());
    }
    if (version.engine().equals(target.engine()) && version.compareTo(target) >= 0) {
      work.note("the engine is " + version);
      return new Done();
    }
    return ask(work, target);
  }

  private static Answer ask(Work work, EngineVersion target) {
    Optional<String> without = ParameterCopies.ensure(work);
    if (without.isPresent()) {
      return new Failed(without.get());
    }
    work.note("asking ElastiCache to upgrade to " + target);
    work.asking("upgrade");
    try {
      work.elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(work.group().id())
                      .engine(target.engine())
                      .engineVersion(target.requestForm())
                      .cacheParameterGroupName(work.now().need(Fact.UPGRADE_PARAMETER_GROUP))
                      .applyImmediately(true));
      return look(work, "the upgrade has been asked for");
    } catch (InvalidReplicationGroupStateException _) {
      return look(work, "the group is busy");
    } catch (InvalidParameterCombinationException | InvalidParameterValueException e) {
      return new Failed(
          "ElastiCache refuses to upgrade "
              + work.group().id()
              + " to "
              + target
              + ": "
              + AwsErrorText.reason(e));
    }
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
