package remediator.notification;

import java.util.List;
import java.util.Map;
import remediator.group.GroupArn;

/**
 * One message, for every channel.
 *
 * @param type what has happened
 * @param conversationId the same for all that is said of a group
 * @param subject one line
 * @param text for e-mail
 * @param summary one or two sentences, for chat
 * @param next what the reader can do, for chat
 * @param detail for programs
 */
public record Notification(
    Type type,
    GroupArn group,
    String conversationId,
    String subject,
    String text,
    String summary,
    List<String> next,
    Map<String, Object> detail) {
  /** The kinds of messages; each is an event's detail-type. */
  public enum Type {
    PLAN_ONLY("ElastiCache Encryption Plan"),
    GATE_OPENED("ElastiCache Encryption Gate Opened"),
    GATE_REMINDER("ElastiCache Encryption Gate Reminder"),
    CLIENTS_MOVED("ElastiCache Encryption Clients Moved"),
    FLOW_ENDED("ElastiCache Encryption Flow Ended"),
    GIVEN_UP("ElastiCache Encryption Given Up"),
    DISAGREEMENT("ElastiCache Encryption Disagreement");

    private final String detailType;

    Type(String detailType) {
      this.detailType = detailType;
    }

    String detailType() {
      return detailType;
    }
  }

  public Notification {
    next = List.copyOf(next);
    detail = Map.copyOf(detail);
  }

  /** One that is a text and nothing to answer. */
  public static Notification plain(
      Type type, GroupArn group, String thread, String subject, String text) {
    return new Notification(
        type,
        group,
        thread,
        "[ElastiCache encryption] " + subject,
        text + "\n\n" + group + "\n",
        text,
        List.of(),
        Map.of(
            "schema", "1",
            "group", group.toString(),
            "account", group.account(),
            "region", group.region(),
            "text", text));
  }
}
