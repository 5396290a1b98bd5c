package remediator.workflow.replace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.notification.Gate;
import remediator.plan.Control;
import remediator.plan.difference.AttributeDifference;
import remediator.workflow.copy.CopyRehearsal;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.WriteHold;
import remediator.workflow.cutover.PublishEndpoints;
import remediator.workflow.guard.GateCheck;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheClusterStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * Gives the new group the last settings, and its nodes the tags that those of the old one have
 * beyond the group's, then reads the new group back and compares it, attribute by attribute, with
 * the old one and with what was planned. What differs as planned is told; what differs otherwise
 * holds the flow at the cut-over gate, whatever the policy says about gates; what a control asks is
 * no matter of opinion. Where keys are to be copied, that is rehearsed then.
 */
public final class CompareGroups implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(1);

  @Override
  public StepResult run(StepContext context) {
    if (CopyRehearsal.isAnswered(context)) {
      return CopyRehearsal.objection(context).orElseGet(() -> IdReuse.done(context.now()));
    }
    GroupArn id = context.now().newGroup().orElseThrow();
    GroupArn from = context.now().source();
    Optional<CacheGroup> source = context.groups().read(from, id);
    Optional<CacheGroup> made = context.groups().read(id);
    if (source.isEmpty() || made.isEmpty()) {
      return new Failed("one of " + from.id() + " and " + id.id() + " no longer exists");
    }
    if (!made.get().isStable() || !source.get().isStable()) {
      return PollingSchedule.lookAgain(
          context, TYPICAL, "one of " + id.id() + " and " + from.id() + " is busy");
    }
    GroupSpec wanted = ReplacementSpec.upgraded(context, source.get());
    CacheGroup group = made.get();
    for (Control control : Control.all()) {
      if (control.isLess(group.spec().settings(), wanted.settings())) {
        return new Failed(
            "the new group " + id.id() + " is not " + control.requirement() + " as planned");
      }
    }
    return ApplyRemainingSettings.ensure(context, source.get(), group)
        .orElseGet(() -> compared(context, source.get(), wanted, group));
  }

  private static StepResult compared(
      StepContext context, CacheGroup source, GroupSpec wanted, CacheGroup made) {
    AttributeDifference.Comparison comparison = AttributeDifference.compare(source, wanted, made);
    List<AttributeDifference> different = new ArrayList<>(comparison.different());
    try {
      CopyNodeTags.copy(context, source, made).forEach(m -> different.addAll(differences(m)));
    } catch (InvalidReplicationGroupStateException | InvalidCacheClusterStateException _) {
      return PollingSchedule.lookAgain(
          context, TYPICAL, made.arn().id() + " or its source is busy");
    }
    String planned = lines(comparison.planned());
    String unplanned = lines(different);
    String at = context.instant().toString();
    int attributes = comparison.attributes() + different.size() - comparison.different().size();
    context.change(
        c ->
            c.with(CaseAttribute.VERIFIED_AT, at)
                .with(CaseAttribute.COMPARED_ATTRIBUTES, Integer.toString(attributes))
                .with(CaseAttribute.DIFFERENCES, unplanned)
                .with(CaseAttribute.EXPECTED_DIFFERENCES, planned)
                .with(CaseAttribute.NEW_ENDPOINTS, StrictJson.write(made.endpoints().byKind()))
                .with(
                    CaseAttribute.OLD_ENDPOINTS,
                    // A stand-in's endpoints were never anybody's.
                    IdReuse.comesBack(c)
                        ? c.require(CaseAttribute.OLD_ENDPOINTS)
                        : StrictJson.write(source.endpoints().byKind())));
    if (!IdReuse.comesBack(context.now())) {
      // Of the old group, and not of its copy, whose engine may have been upgraded.
      context.change(
          c ->
              c.with(CaseAttribute.ENGINE, source.spec().engine().version().toString())
                  .with(CaseAttribute.PARAMETER_GROUP, source.spec().engine().parameterGroup()));
    }
    context.note(
        different.isEmpty()
            ? made.arn().id() + " is equal to what was planned"
            : made.arn().id() + " differs from the plan: " + unplanned.replace("\n", "; "));
    if (!different.isEmpty()
        && WriteHold.spansSnapshot(context.now())
        && !GateCheck.isClosed(Gate.CUT_OVER, context.now())) {
      return new Failed(
          made.arn().id()
              + " differs from the plan ("
              + unplanned.replace("\n", "; ")
              + "), and nobody is waited for while writes are held: set gate-cut-over to again to"
              + " be asked then, and send the finding again");
    }
    if (!IdReuse.comesBack(context.now()) && !GateCheck.isClosed(Gate.CUT_OVER, context.now())) {
      // A gate publishes them when it opens; where there is none, they are known before cut-over.
      PublishEndpoints.publish(context);
    }
    return WriteHold.isCopied(context.now())
        ? CopyRehearsal.begin(context, "CompareGroups")
        : IdReuse.done(context.now());
  }

  private static List<AttributeDifference> differences(CopyNodeTags.Missing missing) {
    String node = missing.node().substring(missing.node().lastIndexOf(':') + 1);
    return missing.tags().entrySet().stream()
        .map(t -> AttributeDifference.unplanned(node + ".tags." + t.getKey(), t.getValue(), ""))
        .toList();
  }

  private static String lines(List<AttributeDifference> differences) {
    return differences.stream()
        .map(AttributeDifference::toString)
        .collect(Collectors.joining("\n"));
  }
}
