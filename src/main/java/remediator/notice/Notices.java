package remediator.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.aws.Aws;
import remediator.aws.AwsErrorText;
import remediator.finding.Untrusted;
import remediator.json.StrictJson;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Messages to the people who own the caches: e-mail by SNS, chat by SNS, events for programs. */
public final class Notices {
  /** How the product signs, and the source of its events. */
  public static final String NAME = "elasticache-encryption-remediator";

  private final Aws aws;
  private final String topic;
  private final Optional<String> chatTopic;

  /**
   * @param topic ARN of the topic that the owners subscribe to
   * @param chatTopic ARN of the topic for Amazon Q Developer in chat applications
   */
  public Notices(Aws aws, String topic, Optional<String> chatTopic) {
    this.aws = aws;
    this.topic = topic;
    this.chatTopic = chatTopic;
  }

  /**
   * Tells it in all channels. The first must succeed: that is how people are asked.
   *
   * @return sentences on the channels that failed; telling it all again would repeat the others
   */
  public List<String> tell(Notice notice) {
    String subject = Untrusted.plain(notice.subject(), 99).replaceAll("[^\\x20-\\x7e]", "?");
    aws.sns().publish(r -> r.topicArn(topic).subject(subject).message(notice.text()));
    List<String> problems = new ArrayList<>();
    chatTopic.ifPresent(
        t ->
            attempt(
                problems,
                "chat",
                () -> aws.sns().publish(r -> r.topicArn(t).message(ChatMessage.of(notice)))));
    attempt(problems, "EventBridge", () -> put(notice));
    return problems;
  }

  private void put(Notice notice) {
    PutEventsResponse answer =
        aws.eventBridge()
            .putEvents(
                r ->
                    r.entries(
                        PutEventsRequestEntry.builder()
                            .source(NAME)
                            .detailType(notice.type().detailType())
                            .resources(notice.group().toString())
                            .detail(StrictJson.write(notice.detail()))
                            .build()));
    // PutEvents answers 200 even where it did not accept the entry.
    for (PutEventsResultEntry entry : answer.entries()) {
      if (entry.errorCode() != null) {
        throw SdkClientException.create(
            AwsErrorText.of(entry.errorCode() + ": " + entry.errorMessage()));
      }
    }
  }

  private static void attempt(List<String> problems, String channel, Runnable work) {
    try {
      work.run();
    } catch (SdkException e) {
      problems.add("not told by " + channel + ": " + AwsErrorText.of(e));
    }
  }
}
