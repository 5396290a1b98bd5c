package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.group.ReplicationGroup;
import remediator.json.Json;
import remediator.ledger.Fact;
import remediator.plan.Difference;
import remediator.plan.Planner;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;

/**
 * Reads the new group back and compares it, attribute by attribute, with what was planned. What
 * differs is kept for the person at the cut-over gate; missing encryption is no matter of opinion.
 */
final class Compare implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(1);

  @Override
  public Answer run(Work work) {
    GroupArn id = work.now().newGroup().orElseThrow();
    Optional<ReplicationGroup> source = work.read(work.group());
    Optional<ReplicationGroup> made = work.read(id);
    if (source.isEmpty() || made.isEmpty()) {
      return new Failed("one of " + work.group().id() + " and " + id.id() + " no longer exists");
    }
    if (!made.get().settled() || !source.get().settled()) {
      return Waits.lookAgain(
          work, TYPICAL, "one of " + id.id() + " and " + work.group().id() + " is busy");
    }
    var wanted = Planner.wanted(source.get(), work.policy());
    ReplicationGroup group = made.get();
    if (!group.spec().encryption().atRest()
        || group.transit().compareTo(wanted.encryption().transit()) < 0) {
      return new Failed("the new group " + id.id() + " is not encrypted as planned");
    }
    Difference.Comparison comparison = Difference.compare(wanted, group.spec());
    List<Difference> differences = comparison.differences();
    String lines = differences.stream().map(Difference::toString).collect(Collectors.joining("\n"));
    String at = work.instant().toString();
    work.remember(
        c ->
            c.with(Fact.VERIFIED_AT, at)
                .with(Fact.ATTRIBUTES, Integer.toString(comparison.attributes()))
                .with(Fact.DIFFERENCES, lines)
                .with(Fact.NEW_ENDPOINTS, Json.write(group.endpoints().byKind()))
                .with(Fact.OLD_ENDPOINTS, Json.write(source.get().endpoints().byKind())));
    work.note(
        differences.isEmpty()
            ? id.id() + " is equal to what was planned"
            : id.id() + " differs: " + lines.replace("\n", "; "));
    return new Done();
  }
}
