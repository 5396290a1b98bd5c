package remediator.workflow.retire;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FlowOutcome;
import remediator.ledger.RemediationCase;
import remediator.notification.Notification;

/** What is told when a flow has ended. */
final class FlowEndedNotification {
  private FlowEndedNotification() {}

  /**
   * Makes it.
   *
   * @param summary how it ended and how the group stands
   * @param mail the whole text
   */
  static Notification of(RemediationCase c, FlowOutcome how, String summary, String mail) {
    Map<String, Object> detail = new TreeMap<>();
    detail.put("flow", c.flow());
    detail.put("decision", c.decision().name());
    detail.put("controls", c.controls().stream().sorted().toList());
    detail.put("outcome", how.word());
    detail.put("text", summary);
    c.newGroup().ifPresent(n -> detail.put("newGroup", n.toString()));
    c.attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)
        .ifPresent(w -> detail.put("lostWritesAtMost", w));
    return new Notification(
        Notification.Type.FLOW_ENDED,
        c.group(),
        c.group().id() + ": " + how.word(),
        mail,
        summary,
        List.of(),
        detail);
  }
}
