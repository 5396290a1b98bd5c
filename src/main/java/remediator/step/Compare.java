package remediator.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.group.ReplicationGroup;
import remediator.json.StrictJson;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.plan.Difference;
import remediator.plan.Planner;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheClusterStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * Gives the new group the last settings, and its nodes the tags that those of the old one have
 * beyond the group's, then reads the new group back and compares it, attribute by attribute, with
 * the old one and with what was planned. What differs as planned is told; what differs otherwise
 * holds the flow at the cut-over gate, whatever the policy says about gates; missing encryption is
 * no matter of opinion.
 */
final class Compare implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(1);

  @Override
  public Answer run(Work work) {
    GroupArn id = work.now().newGroup().orElseThrow();
    GroupArn from = work.now().source();
    Optional<ReplicationGroup> source = work.groups().read(from, id);
    Optional<ReplicationGroup> made = work.groups().read(id);
    if (source.isEmpty() || made.isEmpty()) {
      return new Failed("one of " + from.id() + " and " + id.id() + " no longer exists");
    }
    if (!made.get().settled() || !source.get().settled()) {
      return Waits.lookAgain(work, TYPICAL, "one of " + id.id() + " and " + from.id() + " is busy");
    }
    var wanted = Planner.wanted(source.get(), work.policy());
    ReplicationGroup group = made.get();
    if (!group.spec().encryption().atRest()
        || group.transit().compareTo(wanted.encryption().transit()) < 0) {
      return new Failed("the new group " + id.id() + " is not encrypted as planned");
    }
    return Settle.ensure(work, source.get(), group)
        .orElseGet(() -> compared(work, source.get(), wanted, group));
  }

  private static Answer compared(
      Work work, ReplicationGroup source, GroupSpec wanted, ReplicationGroup made) {
    Difference.Comparison comparison = Difference.compare(source, wanted, made);
    List<Difference> different = new ArrayList<>(comparison.different());
    try {
      NodeTags.carry(work, source, made).forEach(m -> different.addAll(differences(m)));
    } catch (InvalidReplicationGroupStateException | InvalidCacheClusterStateException _) {
      return Waits.lookAgain(work, TYPICAL, made.arn().id() + " or its source is busy");
    }
    String planned = lines(comparison.planned());
    String unplanned = lines(different);
    String at = work.instant().toString();
    int attributes = comparison.attributes() + different.size() - comparison.different().size();
    work.later(
        c ->
            c.with(Fact.VERIFIED_AT, at)
                .with(Fact.ENGINE, source.spec().engine().version().toString())
                .with(Fact.PARAMETER_GROUP, source.spec().engine().parameterGroup())
                .with(Fact.ATTRIBUTES, Integer.toString(attributes))
                .with(Fact.DIFFERENCES, unplanned)
                .with(Fact.PLANNED_DIFFERENCES, planned)
                .with(Fact.NEW_ENDPOINTS, StrictJson.write(made.endpoints().byKind()))
                .with(
                    Fact.OLD_ENDPOINTS,
                    // A stand-in's endpoints were never anybody's.
                    SameId.comesBack(c)
                        ? c.need(Fact.OLD_ENDPOINTS)
                        : StrictJson.write(source.endpoints().byKind())));
    work.note(
        different.isEmpty()
            ? made.arn().id() + " is equal to what was planned"
            : made.arn().id() + " differs from the plan: " + unplanned.replace("\n", "; "));
    if (!SameId.comesBack(work.now()) && !GateBarrier.isClosed(Gate.CUT_OVER, work.now())) {
      // A gate publishes them when it opens; where there is none, they are known before cut-over.
      PublishEndpoints.publish(work);
    }
    return SameId.done(work.now());
  }

  private static List<Difference> differences(NodeTags.Missing missing) {
    String node = missing.node().substring(missing.node().lastIndexOf(':') + 1);
    return missing.tags().entrySet().stream()
        .map(t -> Difference.unplanned(node + ".tags." + t.getKey(), t.getValue(), ""))
        .toList();
  }

  private static String lines(List<Difference> differences) {
    return differences.stream().map(Difference::toString).collect(Collectors.joining("\n"));
  }
}
