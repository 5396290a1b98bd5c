package remediator.notice;

import remediator.finding.Untrusted;
import software.amazon.awssdk.services.sns.SnsClient;

/** Messages to the people who own the caches, by SNS. */
public final class Notices {
  /** How the product signs. */
  public static final String NAME = "elasticache-encryption-remediator";

  private final SnsClient sns;
  private final String topic;

  /**
   * @param topic ARN of the topic that the owners subscribe to
   */
  public Notices(SnsClient sns, String topic) {
    this.sns = sns;
    this.topic = topic;
  }

  /**
   * Publishes a message.
   *
   * @param subject one line; SNS takes at most 100 ASCII characters
   * @param text the message
   */
  public void publish(String subject, String text) {
    String line = Untrusted.plain(subject, 99).replaceAll("[^\\x20-\\x7e]", "?");
    sns.publish(r -> r.topicArn(topic).subject(line).message(text));
  }
}
