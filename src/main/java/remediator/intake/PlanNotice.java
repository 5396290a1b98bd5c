package remediator.intake;

import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;
import remediator.notice.Notice;
import remediator.plan.Plan;

/** What people are told where the policy says plan-only. */
final class PlanNotice {
  private PlanNotice() {}

  static Notice of(Plan plan, GroupArn group, String text) {
    return new Notice(
        Notice.Type.PLAN_ONLY,
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
