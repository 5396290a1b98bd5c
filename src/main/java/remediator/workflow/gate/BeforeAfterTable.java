package remediator.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.group.SecuritySettings;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.ApprovalRequest.Row;
import remediator.notification.Gate;
import remediator.plan.Control;
import remediator.plan.Plan.Decision;
import remediator.plan.PolicySetting;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.StepContext;
import remediator.workflow.replace.ReplacementSpec;

/** What a person is shown of a group, now and afterwards. */
final class BeforeAfterTable {
  /** One of the two columns. */
  private record Side(
      String id,
      SecuritySettings settings,
      String kmsKey,
      GroupSpec.Layout layout,
      String engine,
      String parameterGroup) {
    private static Side of(String id, GroupSpec spec) {
      return new Side(
          id,
          spec.settings(),
          spec.encryption().kmsKey(),
          spec.layout(),
          spec.engine().version().toString(),
          spec.engine().parameterGroup());
    }

    private Side with(TransitEncryptionMode transit) {
      return new Side(id, settings.with(transit), kmsKey, layout, engine, parameterGroup);
    }

    private Side with(Optional<String> otherEngine, Optional<String> otherParameters) {
      return new Side(
          id,
          settings,
          kmsKey,
          layout,
          otherEngine.orElse(engine),
          otherParameters.orElse(parameterGroup));
    }

    private String key() {
      if (!settings.atRest()) {
        return "none";
      }
      return kmsKey.isEmpty() ? "service" : kmsKey;
    }

    private String nodes() {
      return layout.nodes() + " × " + layout.nodeType();
    }
  }

  private final Gate gate;
  private final StepContext context;
  private final RemediationCase now;

  BeforeAfterTable(Gate gate, StepContext context) {
    this.gate = gate;
    this.context = context;
    this.now = context.now();
  }

  /** The old group; with the new one, where there is one, by one list of nodes. */
  Optional<CacheGroup> old() {
    return now.newGroup()
        .map(made -> context.groups().describeWithoutTags(context.group(), made))
        .orElseGet(() -> context.groups().describeWithoutTags(context.group()));
  }

  /** Empty where the group is gone. */
  List<Row> rows() {
    if (gate != Gate.RETIRE) {
      return is().map(this::rows).orElse(List.of());
    }
    List<Row> rows = new ArrayList<>();
    if (IdReuse.wanted(now)) {
      rows.addAll(is().map(this::rows).orElse(List.of()));
      rows.add(new Row("standIn", now.require(CaseAttribute.NEW_GROUP), "deleted"));
      rows.add(new Row("finalSnapshot", "none", "kept"));
    } else {
      rows.add(new Row("oldGroup", context.group().id(), "deleted"));
      rows.add(new Row("newGroup", now.require(CaseAttribute.NEW_GROUP), "serves"));
      boolean kept = context.policyIs(PolicySetting.FINAL_SNAPSHOT, "keep");
      rows.add(new Row("finalSnapshot", "none", kept ? "kept" : "deleted"));
    }
    return rows;
  }

  private List<Row> rows(Side is) {
    Side will = after(is);
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("id", is.id(), will.id()));
    for (Control control : Control.all()) {
      rows.add(
          new Row(
              control.attribute(), control.value(is.settings()), control.value(will.settings())));
    }
    rows.add(new Row("kmsKey", is.key(), will.key()));
    rows.add(new Row("engine", is.engine(), will.engine()));
    rows.add(new Row("parameterGroup", is.parameterGroup(), will.parameterGroup()));
    rows.add(new Row("nodes", is.nodes(), will.nodes()));
    return rows;
  }

  private Optional<Side> is() {
    String id = context.group().id();
    return nodesAreKnown()
        ? outlined(context.group(), id, now.decision() != Decision.REPLACE)
        : old().map(g -> Side.of(id, g.spec()));
  }

  /**
   * Whether what only nodes tell need not be asked: before plaintext is refused, and once the new
   * group was found equal to the old one. It is what it was when the flow began or compared them,
   * or what the flow has made of it since.
   */
  private boolean nodesAreKnown() {
    boolean late =
        gate == Gate.REQUIRED
            || (Set.of(Gate.CUT_OVER, Gate.RETIRE).contains(gate)
                && now.attribute(CaseAttribute.DIFFERENCES).equals(Optional.of("")));
    return late && engine().isPresent() && parameterGroup().isPresent();
  }

  /**
   * @param upgraded whether the flow has upgraded this group, where it upgrades any
   */
  private Optional<Side> outlined(GroupArn group, String id, boolean upgraded) {
    return context
        .groups()
        .outline(group)
        .map(
            o ->
                new Side(
                    id,
                    o.settings(),
                    o.kmsKey(),
                    o.layout(),
                    (upgraded ? engine() : now.attribute(CaseAttribute.ENGINE)).orElseThrow(),
                    (upgraded ? parameterGroup() : now.attribute(CaseAttribute.PARAMETER_GROUP))
                        .orElseThrow()));
  }

  private Optional<String> engine() {
    return upgraded().or(() -> now.attribute(CaseAttribute.ENGINE));
  }

  private Optional<String> parameterGroup() {
    return parameters().or(() -> now.attribute(CaseAttribute.PARAMETER_GROUP));
  }

  private Side after(Side is) {
    if (now.decision() == Decision.REPLACE) {
      String id =
          IdReuse.wanted(now)
              ? is.id()
              : now.attribute(CaseAttribute.NEW_GROUP)
                  .orElseGet(() -> ResourceNames.newGroup(now.group()).getFirst());
      return now.newGroup()
          .flatMap(made -> made(made, id))
          .orElseGet(() -> Side.of(id, ReplacementSpec.upgraded(context, old().orElseThrow())));
    }
    TransitEncryptionMode transit =
        switch (gate) {
          case OFF -> TransitEncryptionMode.NONE;
          case PREFERRED -> TransitEncryptionMode.PREFERRED;
          default -> TransitEncryptionMode.REQUIRED;
        };
    return is.with(transit).with(upgraded(), parameters());
  }

  private Optional<Side> made(GroupArn group, String id) {
    return nodesAreKnown()
        ? outlined(group, id, true)
        : context.groups().describeWithoutTags(group).map(g -> Side.of(id, g.spec()));
  }

  /** The engine that the flow upgrades to first, if it does. */
  private Optional<String> upgraded() {
    return now.attribute(CaseAttribute.UPGRADE_ENGINE)
        .map(e -> e + " " + now.require(CaseAttribute.UPGRADE_VERSION));
  }

  private Optional<String> parameters() {
    return now.attribute(CaseAttribute.UPGRADE_PARAMETER_GROUP);
  }
}
