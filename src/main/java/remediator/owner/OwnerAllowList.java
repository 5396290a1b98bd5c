package remediator.owner;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.finding.TextSanitizer;

/**
 * Whom the tag {@link #TAG} on a group may name as the group's owner: the topics and the mail
 * addresses that the deployment's parameters list, and nobody else, since a message can hold a link
 * to answer.
 *
 * @param topics ARNs of SNS topics
 * @param addresses mail addresses, which subscribe to the deployment's topic for owners
 */
public record OwnerAllowList(List<String> topics, List<String> addresses) {
  /** The tag on a group that names its owner. */
  public static final String TAG = "elasticache-encryption:notify";

  /** The form of the tag's values, as a regular expression. */
  public static final String LEGAL =
      "none|arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}"
          + "|[A-Za-z0-9_.:/=+-]+@[A-Za-z0-9.-]+( +[A-Za-z0-9_.:/=+-]+@[A-Za-z0-9.-]+)*";

  /** More would push what to do out of a note of 512 characters. */
  private static final int MOST_NAMED = 6;

  public OwnerAllowList {
    topics = List.copyOf(topics);
    addresses = List.copyOf(addresses);
  }

  /** Reads the template's parameters. */
  public static OwnerAllowList of(Map<String, String> environment) {
    return new OwnerAllowList(
        list(environment.getOrDefault("NOTIFY_TOPICS", "")),
        list(environment.getOrDefault("NOTIFY_ADDRESSES", "")));
  }

  /** A place may be empty: that of an address that was taken away. */
  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).filter(one -> !one.isBlank()).toList();
  }

  public boolean isEmpty() {
    return topics.isEmpty() && addresses.isEmpty();
  }

  /** Whether a tag's value names nobody, one listed topic, or listed addresses only. */
  public boolean allows(String value) {
    OwnerRecipients named = OwnerRecipients.of(value);
    List<String> mails = named.addresses();
    return value.equals(OwnerRecipients.NOBODY)
        || named.topic().filter(topics::contains).isPresent()
        || (!mails.isEmpty() && addresses.containsAll(mails));
  }

  /** A sentence's part on a value that is not allowed: what is legal instead. */
  public String mistake(String value) {
    return "the tag "
        + TAG
        + " is "
        + TextSanitizer.quote(value)
        + "; legal is "
        + (isEmpty()
            ? "none, since neither of the parameters NotifyTopics and NotifyAddresses lists"
                + " anybody: add it there"
            : legalWords());
  }

  private String legalWords() {
    return Stream.of(
                Stream.of(OwnerRecipients.NOBODY),
                topics.stream().limit(MOST_NAMED),
                Stream.of("one of the parameter NotifyTopics").filter(_ -> isMany(topics)),
                addresses.stream().limit(MOST_NAMED),
                Stream.of("others of the parameter NotifyAddresses").filter(_ -> isMany(addresses)))
            .flatMap(words -> words)
            .collect(Collectors.joining(", "))
        + (addresses.size() > 1 ? " (several addresses with spaces between them)" : "");
  }

  private static boolean isMany(List<String> list) {
    return list.size() > MOST_NAMED;
  }

  /**
   * Whom to tell now.
   *
   * @param value of the setting, as the live group's tag says
   */
  public OwnerRecipients recipients(String value) {
    return allows(value)
        ? OwnerRecipients.of(value)
        : OwnerRecipients.unknown(
            mistake(value) + ". Correct the tag, or list who it names in the parameter");
  }
}
