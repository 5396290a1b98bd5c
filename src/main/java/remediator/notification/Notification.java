package remediator.notification;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.group.GroupArn;

/**
 * One message, for every channel.
 *
 * @param type what has happened
 * @param resource ARN of the group, or id of a finding that names none
 * @param conversationId the same for all that is said of the resource
 * @param subject what it is about, in some words: see {@link #subjectLine}
 * @param text for e-mail
 * @param summary one or two sentences, for chat
 * @param next what the reader can do, for chat
 * @param detail for programs; it gets the members that are the same in every message
 */
public record Notification(
    Type type,
    String resource,
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
    CUT_OVER("ElastiCache Encryption Cut Over"),
    CLIENTS_MOVED("ElastiCache Encryption Clients Moved"),
    FLOW_ENDED("ElastiCache Encryption Flow Ended"),
    GIVEN_UP("ElastiCache Encryption Given Up"),
    NOT_UNDERSTOOD("ElastiCache Encryption Finding Not Understood"),
    ACCOUNT_NOT_REACHED("ElastiCache Encryption Account Not Reached"),
    DIGEST("ElastiCache Encryption Digest"),
    POLICY_LAYER("ElastiCache Encryption Policy Layer"),
    DISAGREEMENT("ElastiCache Encryption Disagreement");

    private final String detailType;

    Type(String detailType) {
      this.detailType = detailType;
    }

    String detailType() {
      return detailType;
    }
  }

  /** "Publish", parameter Subject: less than 100 characters. */
  private static final int LONGEST_SUBJECT = 99;

  /** Less says nothing. */
  private static final int SHORTEST_PLACE = 6;

  public Notification {
    next = List.copyOf(next);
    Map<String, Object> all = new TreeMap<>(detail);
    all.put("schema", "1");
    detail = Map.copyOf(all);
  }

  /** One about a group. */
  public Notification(
      Type type,
      GroupArn group,
      String subject,
      String text,
      String summary,
      List<String> next,
      Map<String, Object> detail) {
    this(
        type,
        group.toString(),
        group.conversationId(),
        subject,
        text,
        summary,
        next,
        withGroup(detail, group));
  }

  private static Map<String, Object> withGroup(Map<String, Object> detail, GroupArn group) {
    Map<String, Object> all = new TreeMap<>(detail);
    all.put("group", group.toString());
    all.put("account", group.account());
    all.put("region", group.region());
    return all;
  }

  /** The same, of an account whose name is known. */
  public Notification inAccountNamed(Optional<String> name) {
    Map<String, Object> all = new TreeMap<>(detail);
    name.ifPresent(n -> all.put("accountName", n));
    return new Notification(type, resource, conversationId, subject, text, summary, next, all);
  }

  /**
   * The same, with addresses at the end of the mail.
   *
   * @param lines each with its address; where there is none, nothing is added
   */
  public Notification withLinks(List<String> lines) {
    return lines.isEmpty()
        ? this
        : new Notification(
            type,
            resource,
            conversationId,
            subject,
            text
                + "\nIN THE AWS CONSOLE (sign in to the account first)\n- "
                + String.join("\n- ", lines)
                + "\n",
            summary,
            next,
            detail);
  }

  /** The same, with this before all else. */
  Notification withHead(String head) {
    return new Notification(
        type,
        resource,
        conversationId,
        subject,
        head + "\n\n" + text,
        head + "\n" + summary,
        next,
        detail);
  }

  /** The same, with who was told of it, for programs. */
  Notification withTold(List<String> told, List<String> missed) {
    Map<String, Object> all = new TreeMap<>(detail);
    all.put("notified", told);
    if (!missed.isEmpty()) {
      all.put("notNotified", missed);
    }
    return new Notification(type, resource, conversationId, subject, text, summary, next, all);
  }

  /**
   * The subject of a mail: what is wanted and by when, or else the product's name; the account and
   * the Region as far as there is room for them, since what has happened is not cut for where.
   */
  String subjectLine() {
    Object account = detail.getOrDefault("accountName", detail.get("account"));
    String region = String.valueOf(detail.get("region"));
    if (subject.startsWith("[")) {
      int end = subject.indexOf("] ") + 2;
      String place = account == null ? "" : place(account.toString(), region);
      return subject.substring(0, end) + place + subject.substring(end);
    }
    String line = "[ElastiCache encryption] " + subject;
    String place = account == null ? "" : " (" + account + ", " + region + ")";
    if (line.length() + place.length() <= LONGEST_SUBJECT) {
      return line + place;
    }
    int room = LONGEST_SUBJECT - line.length();
    return room < SHORTEST_PLACE ? line : line + place.substring(0, room - 3) + "...";
  }

  private String place(String account, String region) {
    int room = LONGEST_SUBJECT - subject.length() - region.length() - "//".length();
    if (account.length() <= room) {
      return account + "/" + region + "/";
    }
    if (room >= SHORTEST_PLACE) {
      return account.substring(0, room - 1) + "…/" + region + "/";
    }
    return room > 0 ? region + "/" : "";
  }

  /** The group's id, or the last part of the finding's. */
  String keyword() {
    return resource.substring(1 + Math.max(resource.lastIndexOf(':'), resource.lastIndexOf('/')));
  }

  /**
   * The same for people, in their language. What programs read, {@link #detail}, stays as it is.
   */
  Notification in(Messages messages) {
    return new Notification(
        type,
        resource,
        conversationId,
        messages.sentence(subject),
        messages.sentence(text),
        messages.sentence(summary),
        next.stream().map(messages::sentence).toList(),
        detail);
  }

  /** One that is a text and nothing to answer. */
  public static Notification plain(Type type, GroupArn group, String subject, String text) {
    return plain(type, group, subject, text, Map.of());
  }

  /** The same, with more for programs. */
  public static Notification plain(
      Type type, GroupArn group, String subject, String text, Map<String, String> more) {
    Map<String, Object> detail = new TreeMap<>(more);
    detail.put("text", text);
    return new Notification(
        type, group, subject, text + "\n\n" + group + "\n", text, List.of(), detail);
  }
}
