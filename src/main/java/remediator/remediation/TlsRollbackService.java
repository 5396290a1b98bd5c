package remediator.remediation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.finding.FindingId;
import remediator.group.CacheGroup;
import remediator.group.GroupReader;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase;
import remediator.ledger.TlsState;
import remediator.ledger.UnreadableRowException;
import remediator.notification.FindingUpdater;
import remediator.plan.InTransitControl;
import remediator.plan.Plan;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.plan.TlsRollbackPlanner;
import remediator.policy.PolicyReader;
import remediator.remediation.flow.ExecutionStarter;
import remediator.remediation.flow.FlowRecovery;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.remediation.flow.StateMachineArns;
import remediator.workflow.core.StepDependencies;

/** Takes the lock for the way back, as a finding does for the way there, and starts its flow. */
public final class TlsRollbackService {
  private final AwsClients aws;
  private final PolicyReader policies;
  private final Ledger ledger;
  private final FlowRecovery flows;
  private final FindingUpdater updater;

  /**
   * Puts the parts together for one invocation.
   *
   * @param machine ARN of the state machine that takes TLS back
   */
  public TlsRollbackService(StepDependencies dependencies, String machine) {
    this.aws = dependencies.aws();
    this.policies = dependencies.policies();
    this.ledger = dependencies.ledger();
    this.flows =
        new FlowRecovery(
            ledger,
            new ExecutionStarter(aws, StateMachineArns.ofTlsRollback(machine)),
            new RestoredLedgerRecovery(aws, ledger, dependencies.notifier(), dependencies.clock()),
            dependencies.clock());
    this.updater = dependencies.findingUpdater();
  }

  /** Takes a person's command to go back. */
  public RemediationResult take(TlsRollbackCommand command) {
    AccountRegion place = AccountRegion.of(command.group());
    Optional<String> barrier = aws.findAccessProblem(place);
    if (barrier.isPresent()) {
      return verdict(command, Decision.REFUSED, List.of(barrier.get()), "");
    }
    Optional<RemediationCase> known;
    try {
      known = ledger.find(command.group());
    } catch (UnreadableRowException e) {
      return verdict(command, Decision.REFUSED, List.of(e.getMessage()), "");
    }
    if (known.isPresent() && known.get().running()) {
      return underWay(command, known.get());
    }
    Optional<CacheGroup> group = new GroupReader(aws.elastiCache(place)).read(command.group());
    if (group.isEmpty()) {
      return verdict(
          command, Decision.NOTHING, List.of("the replication group no longer exists"), "");
    }
    Policy policy = policies.policy(policies.now(place.account()), group.get().spec().tags());
    Plan plan = TlsRollbackPlanner.plan(group.get(), command.target(), policy);
    return switch (plan) {
      case Plan.RollBackTls back when policy.is(PolicySetting.MODE, "act") ->
          begin(command, back, group.get(), policy, known);
      case Plan.Refused refused ->
          verdict(
              command,
              Decision.REFUSED,
              refused.blockers().stream().map(Plan.Blocker::toString).toList(),
              "");
      default -> verdict(command, plan.decision(), onlyPlanned(plan, policy), "");
    };
  }

  private static List<String> onlyPlanned(Plan plan, Policy policy) {
    return Stream.concat(
            Stream.of(PlanDescriptions.of(plan, policy)),
            policy.restraints().stream().map(Policy.Restraint::reason))
        .toList();
  }

  /** The same command again sees that its flow runs. */
  private RemediationResult underWay(TlsRollbackCommand command, RemediationCase c) {
    if (c.attribute(CaseAttribute.TLS_ROLLBACK_TARGET)
        .equals(Optional.of(command.target().apiValue()))) {
      FlowRecovery.Outcome found =
          flows.look(c).orElse(new FlowRecovery.Outcome("it is under way already", false));
      return found.settled()
          ? verdict(command, Decision.REFUSED, List.of(found.text()), "")
          : verdict(command, c.decision(), List.of(found.text()), c.flow());
    }
    return verdict(
        command,
        Decision.REFUSED,
        List.of(
            "the flow "
                + c.flow()
                + " works on it: reject the gate that it waits at, or wait for its end, then repeat"
                + " this"),
        "");
  }

  private RemediationResult begin(
      TlsRollbackCommand command,
      Plan.RollBackTls plan,
      CacheGroup group,
      Policy policy,
      Optional<RemediationCase> known) {
    List<FindingId> findings = known.map(RemediationCase::findings).orElse(List.of());
    TlsState from =
        group.transit() == TransitEncryptionMode.REQUIRED ? TlsState.REQUIRED : TlsState.PREFERRED;
    Map<CaseAttribute, String> facts =
        new EnumMap<>(
            Map.of(
                CaseAttribute.TLS_ROLLBACK_TARGET,
                plan.target().apiValue(),
                CaseAttribute.TLS_STATE,
                from.word()));
    group.created().ifPresent(at -> facts.put(CaseAttribute.OLD_CREATED, at.toString()));
    RemediationCase opened =
        ledger
            .tryStart(
                new NewCase(
                    command.group(),
                    plan.decision(),
                    Set.of(InTransitControl.ID),
                    policy.byKey(),
                    facts,
                    findings),
                known)
            .orElseThrow(
                () -> new IllegalStateException("a flow has just begun; repeat this later"));
    RemediationCase c = flows.begin(opened);
    String text = "By command: " + PlanDescriptions.of(plan, policy) + " (flow " + c.flow() + ").";
    updater.rewrite(command.group(), findings, text);
    return verdict(command, c.decision(), List.of(PlanDescriptions.of(plan, policy)), c.flow());
  }

  private static RemediationResult verdict(
      TlsRollbackCommand command, Decision decision, List<String> reasons, String flow) {
    return new RemediationResult(
        "", InTransitControl.ID, command.group().toString(), Optional.of(decision), reasons, flow);
  }
}
