package remediator.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.finding.TextSanitizer;
import remediator.json.StrictJson;
import remediator.owner.OwnerRecipients;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** Messages to the people who own the caches: e-mail by SNS, chat by SNS, events for programs. */
public final class Notifier {
  /** How the product signs, and the source of its events. */
  public static final String NAME = "elasticache-encryption-remediator";

  private static final List<String> FILTERED = List.of("account", "region", "group", "gate");

  private final AwsClients aws;
  private final String topic;
  private final Optional<String> chatTopic;
  private final OwnerPublisher owners;
  private final boolean linksInEvents;
  private final Messages messages;

  /**
   * @param topic ARN of the topic of the deployment, which is told of groups whose owner is not
   *     named, and of what an owner could not be told
   * @param chatTopic ARN of the topic for Amazon Q Developer in chat applications, which is told
   *     the same
   * @param ownerTopic ARN of the topic that the mail addresses of owners subscribe to
   * @param linksInEvents whether an event carries the link to answer, which every rule of the bus
   *     then can read
   * @param messages in the language of mails and of chat; events are for programs, in English
   */
  public Notifier(
      AwsClients aws,
      String topic,
      Optional<String> chatTopic,
      Optional<String> ownerTopic,
      boolean linksInEvents,
      Messages messages) {
    this.aws = aws;
    this.topic = topic;
    this.chatTopic = chatTopic;
    this.owners = new OwnerPublisher(aws, ownerTopic);
    this.linksInEvents = linksInEvents;
    this.messages = messages;
  }

  /** In the language that people are written to. */
  public Messages messages() {
    return messages;
  }

  /** Sends it to those who run the deployment. */
  public List<String> send(Notification notification) {
    return send(notification, OwnerRecipients.of(OwnerRecipients.NOBODY));
  }

  /**
   * Sends it by all channels. The owner who is named is told alone, since it can hold a link to
   * answer; where there is none, and where the owner could not be told, the deployment's own topic
   * and the chat are. One of these must succeed: that is how people are asked.
   *
   * @return sentences on the channels that failed; telling it all again would repeat the others
   */
  public List<String> send(Notification english, OwnerRecipients owner) {
    Notification notification = english.in(messages);
    OwnerPublisher.Delivery delivery = owners.publish(request(notification), owner);
    List<String> told = new ArrayList<>(delivery.told());
    List<String> missed = new ArrayList<>(delivery.missed());
    owner.doubt().ifPresent(missed::add);
    List<String> problems = new ArrayList<>();
    missed.forEach(m -> problems.add("not told to its owner: " + m));
    if (told.isEmpty() || !missed.isEmpty()) {
      Notification here =
          missed.isEmpty()
              ? notification
              : notification.withHead(messages.format("owner.missed", String.join("\n- ", missed)));
      tellDeployment(here, told, problems);
    }
    attempt(problems, "EventBridge", () -> put(notification.withTold(told, missed)));
    return problems;
  }

  private void tellDeployment(Notification notification, List<String> told, List<String> problems) {
    PublishRequest message = request(notification).toBuilder().topicArn(topic).build();
    if (told.isEmpty()) {
      aws.sns().publish(message);
      told.add(topic);
    } else {
      // An owner knows of it already, who would be told again if this failed.
      attempt(
          problems,
          topic,
          () -> {
            aws.sns().publish(message);
            told.add(topic);
          });
    }
    chatTopic.ifPresent(
        t ->
            attempt(
                problems,
                "chat",
                () -> aws.sns().publish(r -> r.topicArn(t).message(ChatMessage.of(notification)))));
  }

  /** What is published to whichever topic. */
  private static PublishRequest request(Notification notification) {
    return PublishRequest.builder()
        .subject(TextSanitizer.plain(notification.subjectLine(), 99))
        .message(notification.text())
        .messageAttributes(attributes(notification))
        .build();
  }

  /**
   * What a subscription can filter by, so that each team is told of its own groups ("Amazon SNS
   * subscription filter policies").
   */
  private static Map<String, MessageAttributeValue> attributes(Notification notification) {
    Map<String, MessageAttributeValue> attributes = new TreeMap<>();
    attributes.put("kind", text(notification.type().name()));
    for (String name : FILTERED) {
      if (notification.detail().get(name) instanceof String value && !value.isEmpty()) {
        attributes.put(name, text(value));
      }
    }
    return attributes;
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private void put(Notification notification) {
    Map<String, Object> detail = new TreeMap<>(notification.detail());
    if (!linksInEvents) {
      detail.remove(ApprovalNotification.LINK);
    }
    PutEventsResponse answer =
        aws.eventBridge()
            .putEvents(
                r ->
                    r.entries(
                        PutEventsRequestEntry.builder()
                            .source(NAME)
                            .detailType(notification.type().detailType())
                            .resources(notification.resource())
                            .detail(StrictJson.write(detail))
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
