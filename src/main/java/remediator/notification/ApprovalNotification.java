package remediator.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.json.StrictJson;

/** The message that asks. */
public final class ApprovalNotification {
  /** The member of an event that lets whoever reads it answer. */
  static final String LINK = "link";

  private ApprovalNotification() {}

  /**
   * Writes it.
   *
   * @param messages in the language of the mail; its event is in English
   */
  public static Notification of(ApprovalRequest plan, AnswerWays ways, Messages messages) {
    boolean reminder = plan.times() > 1;
    GroupArn group = GroupArn.parse(plan.group());
    List<String> next = new ArrayList<>();
    ways.link().ifPresent(l -> next.add(messages.format("chat.page", l)));
    if (ways.console()) {
      next.add(messages.format("answer.console"));
    }
    next.add(messages.format(ways.byCommandOnly() ? "chat.byCommand" : "chat.orByCommand"));
    next.add(plan.deadline(messages));
    String summary =
        (reminder ? messages.format("reminder") + " " : "")
            + plan.question(messages)
            + plan.estimate(messages).map(e -> "\n" + e).orElse("")
            + "\n"
            + plan.of("clients", messages);
    return new Notification(
        reminder ? Notification.Type.GATE_REMINDER : Notification.Type.GATE_OPENED,
        group,
        subject(plan, group, messages),
        new EmailRenderer(plan, messages).text(ways),
        summary,
        next,
        detail(plan, ways.link()));
  }

  private static String subject(ApprovalRequest plan, GroupArn group, Messages messages) {
    return messages.format(
        plan.times() > 1 ? "subject.reminder" : "subject.gate",
        group.id(),
        messages.format("subject." + plan.gate().key()),
        messages.day(plan.until()),
        plan.times() - 1);
  }

  private static Map<String, Object> detail(ApprovalRequest plan, Optional<String> link) {
    Map<String, Object> detail = StrictJson.readObject(StrictJson.write(plan));
    detail.put("question", plan.question(Messages.ENGLISH));
    plan.estimate(Messages.ENGLISH).ifPresent(e -> detail.put("costEstimate", e));
    link.ifPresent(l -> detail.put(LINK, l));
    return detail;
  }
}
