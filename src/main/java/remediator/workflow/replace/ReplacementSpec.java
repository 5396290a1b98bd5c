package remediator.workflow.replace;

import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupSpec;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Planner;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.StepContext;

/**
 * What the new group of a replacement is made as, and what it is once it takes over. They differ
 * where its engine is upgraded in between: a snapshot is restored with the engine that it was taken
 * of.
 */
public final class ReplacementSpec {
  private ReplacementSpec() {}

  /**
   * What it is made as.
   *
   * @param source the old group; once the old id comes back, the copy that stands by
   */
  static GroupSpec made(StepContext context, CacheGroup source) {
    GroupSpec spec = Planner.targetSpec(source, context.policy());
    RemediationCase c = context.now();
    // The copy has been upgraded, and the final snapshot is of the old group.
    return upgrade(c).isPresent() && IdReuse.comesBack(c)
        ? spec.withEngine(IdReuse.oldEngine(c))
        : spec;
  }

  /** What it is in the end. */
  public static GroupSpec upgraded(StepContext context, CacheGroup source) {
    GroupSpec spec = Planner.targetSpec(source, context.policy());
    return upgrade(context.now())
        .map(
            target ->
                spec.withEngine(
                    new GroupSpec.Engine(
                        target,
                        context.now().require(CaseAttribute.UPGRADE_PARAMETER_GROUP),
                        spec.engine().durability())))
        .orElse(spec);
  }

  /** The version that the new group is upgraded to; empty where it keeps its engine. */
  public static Optional<EngineVersion> upgrade(RemediationCase c) {
    return c.attribute(CaseAttribute.UPGRADE_ENGINE)
        .map(engine -> EngineVersion.parse(engine, c.require(CaseAttribute.UPGRADE_VERSION)));
  }
}
