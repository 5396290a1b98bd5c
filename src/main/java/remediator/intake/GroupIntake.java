package remediator.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.Aws;
import remediator.aws.Place;
import remediator.finding.Finding;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.ledger.UnreadableRowException;
import remediator.plan.Control;
import remediator.plan.Offer;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.step.Tools;

/**
 * All failed findings of one event on one group: looks at the live group, plans, and has the plan
 * carried out. The findings themselves are only a hint.
 */
final class GroupIntake {
  private final Aws aws;
  private final Map<String, String> environment;
  private final Offers offers;
  private final Admission admission;
  private final UnderWay underWay;
  private final PlanOutcome outcome;

  GroupIntake(
      Tools tools,
      Map<String, String> environment,
      Admission admission,
      UnderWay underWay,
      PlanOutcome outcome) {
    this.aws = tools.aws();
    this.environment = environment;
    this.offers = new Offers(aws);
    this.admission = admission;
    this.underWay = underWay;
    this.outcome = outcome;
  }

  /** Where the ledger cannot be read, nothing is done, and the finding stays as it is. */
  List<Verdict> take(GroupArn arn, List<Finding> findings) {
    try {
      return look(arn, findings);
    } catch (UnreadableRowException e) {
      return all(findings, "REFUSED", e.getMessage());
    }
  }

  private List<Verdict> look(GroupArn arn, List<Finding> findings) {
    Place place = Place.of(arn);
    Optional<String> barrier = aws.barrier(place);
    if (barrier.isPresent()) {
      return all(findings, "REFUSED", barrier.get());
    }
    Optional<Case> known = admission.find(arn);
    if (known.isPresent() && known.get().running()) {
      return underWay.join(known.get(), findings);
    }
    Optional<ReplicationGroup> found = new GroupReader(aws.elastiCache(place)).read(arn);
    if (found.isEmpty()) {
      outcome.nothingLeft(known);
      return all(findings, "NOTHING", "the replication group no longer exists");
    }
    ReplicationGroup group = found.get();
    Policy policy = Policy.of(environment, group.spec().tags());
    Offer offer = Planner.needsOffer(group) ? offers.in(place) : new Offer(List.of());
    // Both controls of one group mostly come to one plan, which is then carried out once.
    Map<Plan, List<Finding>> plans = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Plan plan = Planner.plan(group, Control.of(finding.control()), policy, offer);
      plans.computeIfAbsent(plan, _ -> new ArrayList<>()).add(finding);
    }
    List<Verdict> verdicts = new ArrayList<>();
    plans.forEach((plan, some) -> verdicts.addAll(outcome.of(plan, group, policy, some, known)));
    return verdicts;
  }

  private static List<Verdict> all(List<Finding> findings, String decision, String reason) {
    return findings.stream()
        .map(f -> PlanOutcome.verdict(f, decision, List.of(reason), ""))
        .toList();
  }
}
