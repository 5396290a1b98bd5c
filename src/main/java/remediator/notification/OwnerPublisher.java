package remediator.notification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.json.StrictJson;
import remediator.owner.OwnerRecipients;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * Sends a message to the owner whom a group's tag names. SNS sends no mail to an address as such,
 * so addresses subscribe to one topic, each with a filter for messages that name it ({@code notify}
 * in the template).
 */
final class OwnerPublisher {
  private static final String NOTIFY = "notify";

  private final AwsClients aws;
  private final Optional<String> mailTopic;

  /**
   * @param mailTopic ARN of the topic that the addresses subscribe to
   */
  OwnerPublisher(AwsClients aws, Optional<String> mailTopic) {
    this.aws = aws;
    this.mailTopic = mailTopic;
  }

  /**
   * What came of it.
   *
   * @param told topic or addresses that SNS has taken the message for
   * @param missed who was not told, each with why
   */
  record Delivery(List<String> told, List<String> missed) {}

  Delivery publish(PublishRequest message, OwnerRecipients owner) {
    Delivery delivery = new Delivery(new ArrayList<>(), new ArrayList<>());
    owner
        .topic()
        .ifPresent(
            topic -> {
              if (attempt(message.toBuilder().topicArn(topic).build(), topic, delivery)) {
                delivery.told().add(topic);
              }
            });
    if (!owner.addresses().isEmpty()) {
      mailTopic.ifPresentOrElse(
          topic -> byMail(message, topic, owner.addresses(), delivery),
          () -> owner.addresses().forEach(a -> delivery.missed().add(a + ": no topic for it")));
    }
    return delivery;
  }

  private void byMail(
      PublishRequest message, String topic, List<String> addresses, Delivery delivery) {
    List<String> confirmed = confirmed(topic, addresses, delivery);
    if (confirmed.isEmpty()) {
      return;
    }
    Map<String, MessageAttributeValue> attributes = new TreeMap<>(message.messageAttributes());
    attributes.put(
        NOTIFY,
        MessageAttributeValue.builder()
            .dataType("String.Array")
            .stringValue(StrictJson.write(confirmed))
            .build());
    PublishRequest mail = message.toBuilder().topicArn(topic).messageAttributes(attributes).build();
    if (attempt(mail, String.join(" ", confirmed), delivery)) {
      delivery.told().addAll(confirmed);
    }
  }

  /** A message to an address that has not confirmed is accepted by SNS, and never sent. */
  private List<String> confirmed(String topic, List<String> addresses, Delivery delivery) {
    Set<String> subscribed;
    try {
      subscribed =
          aws
              .sns(region(topic))
              .listSubscriptionsByTopicPaginator(r -> r.topicArn(topic))
              .subscriptions()
              .stream()
              .filter(OwnerPublisher::isConfirmed)
              .map(Subscription::endpoint)
              .collect(Collectors.toSet());
    } catch (SdkException e) {
      delivery
          .missed()
          .add(
              String.join(" ", addresses)
                  + ": whether they have subscribed could not be read: "
                  + AwsErrorText.of(e));
      return addresses;
    }
    List<String> confirmed = new ArrayList<>();
    for (String address : addresses) {
      if (subscribed.contains(address)) {
        confirmed.add(address);
      } else {
        delivery
            .missed()
            .add(
                address + ": has not confirmed its subscription to " + topic + ", or has ended it");
      }
    }
    return confirmed;
  }

  /** Until then its ARN reads "PendingConfirmation". */
  private static boolean isConfirmed(Subscription subscription) {
    return subscription.protocol().equals("email")
        && subscription.subscriptionArn().startsWith("arn:");
  }

  private boolean attempt(PublishRequest message, String to, Delivery delivery) {
    try {
      aws.sns(region(message.topicArn())).publish(message);
      return true;
    } catch (SdkException e) {
      delivery.missed().add(to + ": " + AwsErrorText.of(e));
      return false;
    }
  }

  private static String region(String topic) {
    return topic.split(":", -1)[3];
  }
}
