package remediator.remediation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.finding.Finding;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.DataPlaneFunction;
import remediator.ledger.RemediationCase;
import remediator.ledger.UnreadableRowException;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Plan.Decision;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.policy.PolicyLayerReporter;
import remediator.policy.PolicyReader;
import remediator.remediation.flow.ConcurrencyLimiter;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.guard.DataPlaneAvailability;

/**
 * All failed findings of one event on one group: looks at the live group, plans, and has the plan
 * carried out. The findings themselves are only a hint.
 */
final class GroupRemediator {
  private final StepDependencies dependencies;
  private final AwsClients aws;
  private final PolicyReader policies;
  private final EngineVersionCatalog catalog;
  private final RelatedResourcesReader surroundings;
  private final ConcurrencyLimiter limiter;
  private final RunningFlowHandler underWay;
  private final PlanExecutor outcome;
  private final UnreachableAccountReporter unreachable;
  private final PolicyLayerReporter layers;

  GroupRemediator(
      StepDependencies dependencies,
      EngineVersionCatalog catalog,
      ConcurrencyLimiter limiter,
      RunningFlowHandler underWay,
      PlanExecutor outcome) {
    this.dependencies = dependencies;
    this.aws = dependencies.aws();
    this.policies = dependencies.policies();
    this.catalog = catalog;
    this.surroundings = new RelatedResourcesReader(aws, dependencies.dnsZone());
    this.limiter = limiter;
    this.underWay = underWay;
    this.outcome = outcome;
    this.unreachable = new UnreachableAccountReporter(dependencies);
    this.layers =
        new PolicyLayerReporter(
            dependencies.ledger().toldFindings(), dependencies.notifier(), dependencies.clock());
  }

  /** These are taken one right after the other: what all need is read for some at once. */
  void expect(Collection<GroupArn> arns) {
    List<GroupArn> reachable =
        arns.stream()
            .filter(arn -> aws.findAccessProblem(AccountRegion.of(arn)).isEmpty())
            .toList();
    limiter.expect(reachable);
    policies.expect(reachable.stream().map(GroupArn::account).distinct().toList());
  }

  /** Where the ledger cannot be read, nothing is done, and the finding stays as it is. */
  List<RemediationResult> take(GroupArn arn, List<Finding> findings) {
    try {
      return look(arn, findings);
    } catch (UnreadableRowException e) {
      return all(findings, Decision.REFUSED, e.getMessage());
    }
  }

  private List<RemediationResult> look(GroupArn arn, List<Finding> findings) {
    AccountRegion place = AccountRegion.of(arn);
    Optional<String> barrier = aws.findAccessProblem(place);
    if (barrier.isPresent()) {
      unreachable.report(arn, findings.getFirst(), barrier.get());
      return all(findings, Decision.REFUSED, barrier.get());
    }
    Optional<RemediationCase> known = limiter.find(arn);
    if (known.isPresent() && known.get().running()) {
      return underWay.join(known.get(), findings);
    }
    GroupReader reader = new GroupReader(aws.elastiCache(place));
    Optional<CacheGroup> found = reader.readToReplace(arn);
    if (found.isEmpty()) {
      outcome.nothingLeft(known);
      return all(findings, Decision.NOTHING, "the replication group no longer exists");
    }
    CacheGroup group = found.get();
    Policy asked = policies.policy(policies.recent(arn.account()), group.spec().tags());
    layers.report(arn, asked);
    AvailableEngineVersions versions =
        Planner.needsOffer(group) ? catalog.in(place) : new AvailableEngineVersions(List.of());
    List<Control> controls = findings.stream().map(f -> Control.of(f.control())).toList();
    RelatedResources seen =
        controls.stream().anyMatch(c -> Planner.needsSurroundings(group, c, asked, versions))
            ? surroundings.read(group, asked, reader).withDataPlane(dataPlane(arn, asked))
            : RelatedResources.UNSEEN;
    RelatedResources withUsers =
        controls.stream().anyMatch(c -> Planner.needsUserGroup(group, c, asked, versions))
            ? seen.with(surroundings.userGroup(place, asked))
            : seen;
    RelatedResources around =
        controls.stream().anyMatch(c -> Planner.needsDnsRecord(group, c, asked))
            ? withUsers.withDnsRecord(surroundings.dnsRecord(asked))
            : withUsers;
    Policy policy = withKeyItself(asked, around);
    // Both controls of one group mostly come to one plan, which is then carried out once.
    Map<Plan, List<Finding>> plans = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Plan plan = Planner.plan(group, Control.of(finding.control()), policy, versions, around);
      plans.computeIfAbsent(plan, _ -> new ArrayList<>()).add(finding);
    }
    Optional<String> network =
        aws.isHome(place) ? NewCaseFactory.network(group, around) : Optional.empty();
    List<RemediationResult> verdicts = new ArrayList<>();
    plans.forEach(
        (plan, some) -> verdicts.addAll(outcome.of(plan, group, policy, some, known, network)));
    return verdicts;
  }

  private Answer<DataPlaneFunction> dataPlane(GroupArn group, Policy policy) {
    return policy.is(PolicySetting.DATA, "copy")
        ? DataPlaneAvailability.obstacle(dependencies, group)
            .<Answer<DataPlaneFunction>>map(Answer.Unknown::new)
            .orElseGet(() -> new Answer.Found<>(new DataPlaneFunction()))
        : new Answer.NotAsked<>();
  }

  /** An alias may be pointed at another key later; what is decided on is the key behind it now. */
  private static Policy withKeyItself(Policy policy, RelatedResources around) {
    return around.key() instanceof Answer.Found<RelatedResources.Key>(RelatedResources.Key key)
            && policy.get(PolicySetting.KMS_KEY).contains(":alias/")
        ? policy.with(Map.of(PolicySetting.KMS_KEY.key(), key.arn()))
        : policy;
  }

  private static List<RemediationResult> all(
      List<Finding> findings, Decision decision, String reason) {
    return findings.stream()
        .map(f -> PlanExecutor.verdict(f, decision, List.of(reason), ""))
        .toList();
  }
}
