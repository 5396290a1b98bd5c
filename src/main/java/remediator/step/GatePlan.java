package remediator.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupSpec;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.ClientGuide;
import remediator.notice.Gate;
import remediator.notice.PlanDocument;
import remediator.notice.PlanDocument.Choice;
import remediator.notice.PlanDocument.Cost;
import remediator.notice.PlanDocument.Row;
import remediator.plan.Planner;
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
    Optional<ReplicationGroup> old = work.glance(work.group());
    return new PlanDocument(
        gate,
        work.group().toString(),
        now.flow(),
        subject(),
        now.controls().stream().sorted().toList(),
        old.map(this::table).orElse(List.of()),
        GateFacts.of(gate, work),
        work.policy().get(Setting.KEEP_OLD_DAYS),
        gate.choices().stream().map(s -> new Choice(s.key(), work.policy().get(s))).toList(),
        gate == Gate.REPLACE ? old.map(this::cost) : Optional.empty(),
        until,
        times,
        guide());
  }

  private String guide() {
    boolean sharded = now.fact(Fact.NEW_ENDPOINTS).orElse("").contains("\"configuration\"");
    return switch (gate) {
      case REQUIRED -> ClientGuide.tls(sharded);
      case AUTH -> ClientGuide.auth();
      case CUT_OVER ->
          now.fact(Fact.NEW_ENDPOINTS).equals(now.fact(Fact.OLD_ENDPOINTS))
              ? ""
              : ClientGuide.tls(sharded);
      case UPGRADE, OFF, REPLACE, RETIRE -> "";
    };
  }

  private List<String> subject() {
    return switch (gate) {
      case UPGRADE ->
          List.of(
              work.group().id(),
              now.need(Fact.UPGRADE_ENGINE) + " " + now.need(Fact.UPGRADE_VERSION));
      case CUT_OVER -> List.of(now.need(Fact.NEW_GROUP));
      case REQUIRED, AUTH, OFF, REPLACE, RETIRE -> List.of(work.group().id());
    };
  }

  private List<Row> table(ReplicationGroup old) {
    GroupSpec is = old.spec();
    GroupSpec will = after(old);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("id", work.group().id(), newId()));
    rows.add(new Row("atRest", onOff(is.encryption().atRest()), onOff(will.encryption().atRest())));
    rows.add(new Row("kmsKey", key(is), key(will)));
    rows.add(
        new Row("transit", is.encryption().transit().word(), will.encryption().transit().word()));
    rows.add(new Row("engine", engine(is), upgraded().orElse(engine(will))));
    rows.add(
        new Row(
            "parameterGroup",
            is.engine().parameterGroup(),
            now.fact(Fact.UPGRADE_PARAMETER_GROUP).orElse(will.engine().parameterGroup())));
    rows.add(new Row("nodes", nodes(is), nodes(will)));
    return rows;
  }

  private GroupSpec after(ReplicationGroup old) {
    if (now.decision().equals("REPLACE")) {
      return now.newGroup()
          .flatMap(work::read)
          .map(ReplicationGroup::spec)
          .orElseGet(() -> Planner.wanted(old, work.policy()));
    }
    GroupSpec.Encryption is = old.spec().encryption();
    return old.spec()
        .withEncryption(
            new GroupSpec.Encryption(
                is.atRest(),
                is.kmsKey(),
                gate == Gate.OFF ? TransitMode.NONE : TransitMode.REQUIRED));
  }

  private String newId() {
    return now.decision().equals("REPLACE")
        ? now.fact(Fact.NEW_GROUP).orElseGet(() -> Names.newGroup(now).getFirst())
        : work.group().id();
  }

  /** The engine that the flow upgrades to first, if it does. */
  private Optional<String> upgraded() {
    return now.fact(Fact.UPGRADE_ENGINE).map(e -> e + " " + now.need(Fact.UPGRADE_VERSION));
  }

  private static String engine(GroupSpec spec) {
    return spec.engine().version().toString();
  }

  private static String nodes(GroupSpec spec) {
    return spec.layout().nodes() + " × " + spec.layout().nodeType();
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private static String key(GroupSpec spec) {
    if (!spec.encryption().atRest()) {
      return "none";
    }
    return spec.encryption().kmsKey().isEmpty() ? "service" : spec.encryption().kmsKey();
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
