package remediator.intake;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.Aws;
import remediator.aws.Place;
import remediator.finding.FindingRef;
import remediator.group.GroupReader;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import remediator.ledger.Opening;
import remediator.ledger.TlsStage;
import remediator.ledger.UnreadableRowException;
import remediator.notice.FindingNotes;
import remediator.plan.Plan;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.plan.TlsBack;
import remediator.step.Tools;

/** Takes the lock for the way back, as a finding does for the way there, and starts its flow. */
public final class BackIntake {
  private static final String CONTROL = "ElastiCache.5";

  private final Aws aws;
  private final Map<String, String> environment;
  private final Ledger ledger;
  private final TakeOver flows;
  private final FindingNotes notes;

  /**
   * Puts the parts together for one invocation.
   *
   * @param environment of the function: the policy's first layer
   * @param machine ARN of the state machine that takes TLS back
   */
  public BackIntake(Tools tools, Map<String, String> environment, String machine) {
    this.aws = tools.aws();
    this.environment = environment;
    this.ledger = tools.ledger();
    this.flows =
        new TakeOver(
            ledger,
            new FlowStarter(aws, Machines.ofTlsBack(machine)),
            new RestoredRowSettler(aws, ledger, tools.notices(), tools.clock()),
            tools.clock());
    this.notes = tools.notes();
  }

  /** Takes a person's command to go back. */
  public Verdict take(BackCommand command) {
    Place place = Place.of(command.group());
    Optional<String> barrier = aws.barrier(place);
    if (barrier.isPresent()) {
      return verdict(command, "REFUSED", List.of(barrier.get()), "");
    }
    Optional<Case> known;
    try {
      known = ledger.find(command.group());
    } catch (UnreadableRowException e) {
      return verdict(command, "REFUSED", List.of(e.getMessage()), "");
    }
    if (known.isPresent() && known.get().running()) {
      return underWay(command, known.get());
    }
    Optional<ReplicationGroup> group =
        new GroupReader(aws.elastiCache(place)).read(command.group());
    if (group.isEmpty()) {
      return verdict(command, "NOTHING", List.of("the replication group no longer exists"), "");
    }
    Policy policy = Policy.of(environment, group.get().spec().tags());
    Plan plan = TlsBack.plan(group.get(), command.target(), policy);
    return switch (plan) {
      case Plan.BackFromTls back when policy.is(Setting.MODE, "act") ->
          begin(command, back, group.get(), policy, known);
      case Plan.Refused refused ->
          verdict(
              command,
              "REFUSED",
              refused.refusals().stream().map(Plan.Refusal::toString).toList(),
              "");
      default -> verdict(command, plan.decision().name(), List.of(PlanWords.of(plan, policy)), "");
    };
  }

  /** The same command again sees that its flow runs. */
  private Verdict underWay(BackCommand command, Case c) {
    if (c.fact(Fact.BACK).equals(Optional.of(command.target().word()))) {
      TakeOver.Outcome found =
          flows.look(c).orElse(new TakeOver.Outcome("it is under way already", false));
      return found.settled()
          ? verdict(command, "REFUSED", List.of(found.text()), "")
          : verdict(command, c.decision(), List.of(found.text()), c.flow());
    }
    return verdict(
        command,
        "REFUSED",
        List.of(
            "the flow "
                + c.flow()
                + " works on it: reject the gate that it waits at, or wait for its end, then repeat"
                + " this"),
        "");
  }

  private Verdict begin(
      BackCommand command,
      Plan.BackFromTls plan,
      ReplicationGroup group,
      Policy policy,
      Optional<Case> known) {
    List<FindingRef> findings = known.map(Case::findings).orElse(List.of());
    TlsStage from =
        group.transit() == TransitMode.REQUIRED ? TlsStage.REQUIRED : TlsStage.PREFERRED;
    Map<Fact, String> facts =
        new EnumMap<>(Map.of(Fact.BACK, plan.target().word(), Fact.TLS, from.word()));
    group.created().ifPresent(at -> facts.put(Fact.OLD_CREATED, at.toString()));
    Case opened =
        ledger
            .open(
                new Opening(
                    command.group(),
                    plan.decision().name(),
                    Set.of(CONTROL),
                    policy.byKey(),
                    facts,
                    findings),
                known)
            .orElseThrow(
                () -> new IllegalStateException("a flow has just begun; repeat this later"));
    Case c = flows.begin(opened);
    String text = "By command: " + PlanWords.of(plan, policy) + " (flow " + c.flow() + ").";
    notes.rewrite(command.group(), findings, text);
    return verdict(command, c.decision(), List.of(PlanWords.of(plan, policy)), c.flow());
  }

  private static Verdict verdict(
      BackCommand command, String decision, List<String> reasons, String flow) {
    return new Verdict("", CONTROL, command.group().toString(), decision, reasons, flow);
  }
}
