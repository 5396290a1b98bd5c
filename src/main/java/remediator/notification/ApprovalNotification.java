package remediator.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.json.StrictJson;

/** The message that asks. */
public final class ApprovalNotification {
  private static final Messages IN = Messages.ENGLISH;

  /** The member of an event that lets whoever reads it answer. */
  static final String LINK = "link";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private ApprovalNotification() {}

  /** Writes it. */
  public static Notification of(ApprovalRequest plan, AnswerWays ways) {
    boolean reminder = plan.times() > 1;
    GroupArn group = GroupArn.parse(plan.group());
    List<String> next = new ArrayList<>();
    ways.link().ifPresent(l -> next.add("See the plan and answer: " + l));
    if (ways.console()) {
      next.add(IN.format("answer.console"));
    }
    next.add(
        (ways.byCommandOnly() ? "Answer" : "Or answer")
            + " by the commands in the mail of the same subject.");
    next.add(IN.format("until", IN.time(plan.until()), plan.of("silence", IN)));
    String summary =
        (reminder ? IN.format("reminder") + " " : "")
            + plan.question(IN)
            + plan.estimate(IN).map(e -> "\n" + e).orElse("")
            + "\n"
            + plan.of("clients", IN);
    return new Notification(
        reminder ? Notification.Type.GATE_REMINDER : Notification.Type.GATE_OPENED,
        group,
        group.id()
            + (reminder ? ": reminder " + (plan.times() - 1) : "")
            + ": decide on "
            + plan.gate().key()
            + " by "
            + DAY.format(Instant.parse(plan.until())),
        new EmailRenderer(plan, IN).text(ways),
        summary,
        next,
        detail(plan, ways.link()));
  }

  private static Map<String, Object> detail(ApprovalRequest plan, Optional<String> link) {
    Map<String, Object> detail = StrictJson.readObject(StrictJson.write(plan));
    detail.put("question", plan.question(IN));
    plan.estimate(IN).ifPresent(e -> detail.put("costEstimate", e));
    link.ifPresent(l -> detail.put(LINK, l));
    return detail;
  }
}
