package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.EmulatorJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.event.ruler.Ruler;

/**
 * SNS as far as a publisher sees it: what was published can be read back, and by whom it was
 * received. Each topic is there until it is deleted; a topic's own policy allows everybody.
 */
public final class SnsService extends AwsService {
  /**
   * A message as it was published.
   *
   * @param subject null where there is none
   */
  public record Message(
      String topicArn, String subject, String message, Map<String, String> messageAttributes) {}

  /**
   * Somebody who wants what is published to a topic.
   *
   * @param filterPolicy of message attributes, as JSON; empty for all messages
   * @param confirmed whether the endpoint has said that it wants them
   */
  private record Subscriber(
      String topicArn, String protocol, String endpoint, String filterPolicy, boolean confirmed) {
    /** "PendingConfirmation" stands for the ARN of one that has not been confirmed. */
    Subscription described(String owner) {
      return Subscription.builder()
          .topicArn(topicArn)
          .protocol(protocol)
          .endpoint(endpoint)
          .owner(owner)
          .subscriptionArn(
              confirmed
                  ? topicArn
                      + ":"
                      + UUID.nameUUIDFromBytes(endpoint.getBytes(StandardCharsets.UTF_8))
                  : "PendingConfirmation")
          .build();
    }

    /** "Amazon SNS subscription filter policies": as EventBridge matches, by AWS's own matcher. */
    boolean gets(Message message) {
      if (!confirmed || !topicArn.equals(message.topicArn())) {
        return false;
      }
      Map<String, Object> values = new LinkedHashMap<>();
      message
          .messageAttributes()
          .forEach(
              (name, text) ->
                  values.put(name, text.startsWith("[") ? EmulatorJson.readValue(text) : text));
      try {
        return filterPolicy.isEmpty()
            || Ruler.matchesRule(EmulatorJson.write(values), filterPolicy);
      } catch (Exception e) {
        throw new IllegalStateException("not a filter policy: " + filterPolicy, e);
      }
    }
  }

  private static final int MAX_BYTES = 256 * 1024;
  private static final int PAGE = 100;

  private final List<Message> published = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private Consumer<Message> listener = message -> {};

  public SnsService() {
    super("sns", Protocol.QUERY);
    on(
        PublishRequest.class,
        (caller, q) -> List.of(new RequiredRight("sns:Publish", String.valueOf(q.topicArn()))),
        this::publish);
    on(
        ListSubscriptionsByTopicRequest.class,
        (caller, q) ->
            List.of(
                new RequiredRight("sns:ListSubscriptionsByTopic", String.valueOf(q.topicArn()))),
        this::list);
  }

  /** Tells {@code listener} of every message, while the clock's monitor is held. */
  public void onPublish(Consumer<Message> listener) {
    this.listener = listener;
  }

  /** All messages so far; read it while holding the clock's monitor. */
  public List<Message> published() {
    return List.copyOf(published);
  }

  /** Subscribes an endpoint, which has to confirm before it gets anything. */
  public void subscribe(String topicArn, String protocol, String endpoint, String filterPolicy) {
    subscribers.add(new Subscriber(topicArn, protocol, endpoint, filterPolicy, false));
  }

  /** Confirms all subscriptions of an endpoint. */
  public void confirm(String endpoint) {
    subscribers.replaceAll(
        s ->
            s.endpoint().equals(endpoint)
                ? new Subscriber(s.topicArn(), s.protocol(), endpoint, s.filterPolicy(), true)
                : s);
  }

  /** The messages so far that an endpoint gets by its confirmed subscriptions. */
  public List<Message> received(String endpoint) {
    return published.stream()
        .filter(
            message ->
                subscribers.stream()
                    .anyMatch(s -> s.endpoint().equals(endpoint) && s.gets(message)))
        .toList();
  }

  /** Deletes a topic. */
  public void delete(String topicArn) {
    deleted.add(topicArn);
    subscribers.removeIf(s -> s.topicArn().equals(topicArn));
  }

  /** SNS names the lack of a right differently from everybody else. */
  @Override
  public AwsFault inOwnWords(AwsFault fault) {
    return fault.code().equals("AccessDenied")
        ? new AwsFault("AuthorizationError", fault.status(), fault.getMessage())
        : super.inOwnWords(fault);
  }

  private PublishResponse publish(CallerIdentity caller, PublishRequest q) {
    requireTopic(caller, q.topicArn());
    requireSubject(q.subject());
    if (q.message() == null || q.message().isEmpty()) {
      throw invalid("Empty message");
    }
    if (q.message().getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw invalid("Message too long");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    q.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
    Message message = new Message(q.topicArn(), q.subject(), q.message(), Map.copyOf(attributes));
    published.add(message);
    listener.accept(message);
    return PublishResponse.builder().messageId(UUID.randomUUID().toString()).build();
  }

  private ListSubscriptionsByTopicResponse list(
      CallerIdentity caller, ListSubscriptionsByTopicRequest q) {
    requireTopic(caller, q.topicArn());
    List<Subscription> all =
        subscribers.stream()
            .filter(s -> s.topicArn().equals(q.topicArn()))
            .map(s -> s.described(caller.account()))
            .toList();
    TokenPage<Subscription> page = TokenPage.of(all, q.nextToken(), PAGE, invalid("NextToken"));
    return ListSubscriptionsByTopicResponse.builder()
        .subscriptions(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private void requireTopic(CallerIdentity caller, String arn) {
    if (arn == null) {
      throw invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    String[] parts = arn.split(":", -1);
    boolean topic = parts.length == 6 && parts[2].equals("sns") && parts[4].matches("\\d{12}");
    // A topic is known only in its own Region: a client for another one does not find it.
    if (!topic || !parts[3].equals(caller.region())) {
      throw invalid("TopicArn");
    }
    if (deleted.contains(arn)) {
      throw new AwsFault("NotFound", 404, "Topic does not exist");
    }
  }

  /**
   * AWS: Publish, Subject: UTF-8, less than 100 characters, no line breaks or control characters.
   */
  private static void requireSubject(String subject) {
    if (subject != null && !subject.matches("\\P{Cntrl}{1,99}")) {
      throw invalid("Subject");
    }
  }

  private static AwsFault invalid(String what) {
    return AwsFault.badRequest("InvalidParameter", "Invalid parameter: " + what);
  }
}
