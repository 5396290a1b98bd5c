package remediator.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.json.StrictJson;

/** The message that asks. */
public final class GateNotice {
  private static final Phrases IN = Phrases.ENGLISH;

  private GateNotice() {}

  /**
   * Writes it.
   *
   * @param link to the page, where there is one
   */
  public static Notice of(PlanDocument plan, Optional<String> link, Terminal terminal) {
    boolean reminder = plan.times() > 1;
    GroupArn group = GroupArn.parse(plan.group());
    List<String> next = new ArrayList<>();
    link.ifPresent(l -> next.add("See the plan and answer: " + l));
    if (link.isEmpty()) {
      next.add("Answer by the commands in the mail of the same subject.");
    }
    next.add(IN.say("until", plan.until(), plan.of("silence", IN)));
    String summary =
        (reminder ? IN.say("reminder") + " " : "")
            + plan.question(IN)
            + plan.estimate(IN).map(e -> "\n" + e).orElse("")
            + "\n"
            + plan.of("clients", IN);
    return new Notice(
        reminder ? Notice.Type.GATE_REMINDER : Notice.Type.GATE_OPENED,
        group,
        group.conversationId(),
        "[ElastiCache encryption] "
            + group.id()
            + (reminder ? ": reminder " + (plan.times() - 1) : "")
            + ": decide on "
            + plan.gate().key(),
        new PlanMail(plan, IN).text(link, terminal),
        summary,
        next,
        detail(plan, group, link));
  }

  private static Map<String, Object> detail(
      PlanDocument plan, GroupArn group, Optional<String> link) {
    Map<String, Object> detail = StrictJson.readObject(StrictJson.write(plan));
    detail.put("schema", "1");
    detail.put("account", group.account());
    detail.put("region", group.region());
    detail.put("question", plan.question(IN));
    plan.estimate(IN).ifPresent(e -> detail.put("costEstimate", e));
    link.ifPresent(l -> detail.put("link", l));
    return detail;
  }
}
