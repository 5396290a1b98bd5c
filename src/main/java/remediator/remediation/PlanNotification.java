package remediator.remediation;

import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;
import remediator.notification.Notification;
import remediator.plan.Plan;

/** What people are told where the policy says plan-only. */
final class PlanNotification {
  private PlanNotification() {}

  static Notification of(Plan plan, GroupArn group, String text) {
    return new Notification(
        Notification.Type.PLAN_ONLY,
        group,
        group.conversationId(),
        "[ElastiCache encryption] " + group.id() + ": plan",
        text + "\n\n" + group + "\n",
        text,
        List.of(),
        Map.of(
            "schema", "1",
            "group", group.toString(),
            "account", group.account(),
            "region", group.region(),
            "decision", plan.decision().name(),
            "text", text));
  }
}
