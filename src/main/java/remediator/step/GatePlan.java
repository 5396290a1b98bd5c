package remediator.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.ClientGuide;
import remediator.notice.Gate;
import remediator.notice.PlanDocument;
import remediator.notice.PlanDocument.Choice;
import remediator.notice.PlanDocument.Cost;
import remediator.plan.Setting;

/** Makes the plan that a person is shown, of the case and the groups as they are now. */
final class GatePlan {
  /** Gates and waiting take at least this long, also where the old group is not kept. */
  private static final int SHORTEST_DAYS = 1;

  private final Gate gate;
  private final Work work;
  private final Case now;

  GatePlan(Gate gate, Work work) {
    this.gate = gate;
    this.work = work;
    this.now = work.now();
  }

  /**
   * Makes it.
   *
   * @param times the how manieth time it is asked
   */
  PlanDocument make(String until, int times) {
    PlanTable table = new PlanTable(gate, work);
    return new PlanDocument(
        gate,
        work.group().toString(),
        now.flow(),
        subject(),
        now.controls().stream().sorted().toList(),
        table.rows(),
        GateFacts.of(gate, work),
        settings(),
        gate.choices().stream().map(s -> new Choice(s.key(), work.policy().get(s))).toList(),
        gate == Gate.REPLACE ? table.old().map(this::cost) : Optional.empty(),
        until,
        times,
        guide());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    PlanDocument.SETTINGS.forEach(s -> settings.put(s.key(), work.policy().get(s)));
    return settings;
  }

  private String guide() {
    boolean sharded = now.fact(Fact.NEW_ENDPOINTS).orElse("").contains("\"configuration\"");
    return switch (gate) {
      case REQUIRED -> ClientGuide.tls(sharded);
      case AUTH -> ClientGuide.auth();
      case CUT_OVER -> SameId.wanted(now) ? "" : move(sharded);
      case RETIRE -> SameId.wanted(now) ? move(sharded) : "";
      case UPGRADE, PREFERRED, OFF, REPLACE -> "";
    };
  }

  private String move(boolean sharded) {
    return now.fact(Fact.NEW_ENDPOINTS).equals(now.fact(Fact.OLD_ENDPOINTS))
        ? ""
        : ClientGuide.tls(sharded);
  }

  private List<String> subject() {
    return switch (gate) {
      case UPGRADE ->
          List.of(
              work.group().id(),
              now.need(Fact.UPGRADE_ENGINE) + " " + now.need(Fact.UPGRADE_VERSION));
      case CUT_OVER -> List.of(now.need(Fact.NEW_GROUP));
      case PREFERRED, REQUIRED, AUTH, OFF, REPLACE, RETIRE -> List.of(work.group().id());
    };
  }

  private Cost cost(ReplicationGroup old) {
    return new Cost(
        old.spec().layout().nodes(),
        old.spec().layout().nodeType(),
        old.spec().engine().version().engine(),
        work.group().region(),
        Math.max(SHORTEST_DAYS, work.policy().days(Setting.KEEP_OLD_DAYS)));
  }
}
