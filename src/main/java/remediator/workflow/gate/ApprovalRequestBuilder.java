package remediator.workflow.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.group.CacheGroup;
import remediator.iac.CodeBeforeChange;
import remediator.iac.IacOwnership.Tool;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.ApprovalRequest;
import remediator.notification.ApprovalRequest.Choice;
import remediator.notification.ApprovalRequest.Cost;
import remediator.notification.ClientGuide;
import remediator.notification.Gate;
import remediator.owner.GroupPlace;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.WriteHold;
import remediator.workflow.replace.ReplacementSpec;
import remediator.workflow.tls.UserGroupText;

/** Makes the plan that a person is shown, of the case and the groups as they are now. */
final class ApprovalRequestBuilder {
  private final Gate gate;
  private final StepContext context;
  private final RemediationCase now;

  ApprovalRequestBuilder(Gate gate, StepContext context) {
    this.gate = gate;
    this.context = context;
    this.now = context.now();
  }

  /**
   * Makes it.
   *
   * @param times how often this has been asked, counting from 1
   */
  ApprovalRequest make(String until, int times) {
    BeforeAfterTable table = new BeforeAfterTable(gate, context);
    return new ApprovalRequest(
        gate,
        context.group().toString(),
        now.flow(),
        subject(),
        now.controls().stream().sorted().toList(),
        table.rows(),
        GateFacts.of(gate, context),
        settings(),
        gate.choices().stream().map(s -> new Choice(s.key(), context.policy().get(s))).toList(),
        gate == Gate.REPLACE
            ? table.old().map(old -> Cost.of(old, context.policy()))
            : Optional.empty(),
        until,
        times,
        guide(table),
        Optional.of(place()));
  }

  private GroupPlace place() {
    return new GroupPlace(
        context.group().account(),
        now.attribute(CaseAttribute.ACCOUNT_NAME),
        now.attribute(CaseAttribute.OWNER_TAG),
        context.dependencies().links().links(now));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    ApprovalRequest.SETTINGS.forEach(s -> settings.put(s.key(), context.policy().get(s)));
    return settings;
  }

  private String guide(BeforeAfterTable table) {
    boolean sharded =
        now.attribute(CaseAttribute.NEW_ENDPOINTS).orElse("").contains("\"configuration\"");
    return switch (gate) {
      case REQUIRED -> ClientGuide.tls(sharded);
      case AUTH -> UserGroupText.wanted(now).isPresent() ? ClientGuide.logIn() : ClientGuide.auth();
      case CUT_OVER -> IdReuse.wanted(now) ? "" : move(sharded);
      case RETIRE -> IdReuse.wanted(now) ? move(sharded) : "";
      case REPLACE ->
          (WriteHold.isEnforced(now) ? ClientGuide.refusedWrites() + "\n\n" : "")
              + table.old().map(this::code).orElse("");
      case UPGRADE, PREFERRED, OFF -> "";
    };
  }

  private String code(CacheGroup old) {
    String made =
        IdReuse.wanted(now) ? old.arn().id() : ResourceNames.newGroup(context.group()).getFirst();
    return new CodeBeforeChange(old, ReplacementSpec.upgraded(context, old), made)
        .patch(Tool.of(now.attribute(CaseAttribute.IAC_OWNER).orElse("")));
  }

  private String move(boolean sharded) {
    return now.attribute(CaseAttribute.NEW_ENDPOINTS)
            .equals(now.attribute(CaseAttribute.OLD_ENDPOINTS))
        ? ""
        : ClientGuide.tls(sharded);
  }

  private List<String> subject() {
    return switch (gate) {
      case UPGRADE ->
          List.of(
              context.group().id(),
              now.require(CaseAttribute.UPGRADE_ENGINE)
                  + " "
                  + now.require(CaseAttribute.UPGRADE_VERSION));
      case CUT_OVER -> List.of(now.require(CaseAttribute.NEW_GROUP), context.group().id());
      case AUTH ->
          UserGroupText.wanted(now)
              .map(users -> List.of(context.group().id(), users))
              .orElseGet(() -> List.of(context.group().id()));
      case PREFERRED, REQUIRED, OFF, REPLACE, RETIRE -> List.of(context.group().id());
    };
  }
}
