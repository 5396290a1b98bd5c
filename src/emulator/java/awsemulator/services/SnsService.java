package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** SNS as far as a publisher sees it: what was published can be read back. */
public final class SnsService extends AwsService {
  /**
   * A message as it was published.
   *
   * @param subject null where there is none
   */
  public record Message(
      String topicArn, String subject, String message, Map<String, String> messageAttributes) {}

  private static final int MAX_BYTES = 256 * 1024;

  private final List<Message> published = new ArrayList<>();
  private Consumer<Message> listener = message -> {};

  public SnsService() {
    super("sns", Protocol.QUERY);
    on(
        PublishRequest.class,
        (caller, q) -> List.of(new RequiredRight("sns:Publish", String.valueOf(q.topicArn()))),
        this::publish);
  }

  /** Tells {@code listener} of every message, while the clock's monitor is held. */
  public void onPublish(Consumer<Message> listener) {
    this.listener = listener;
  }

  /** All messages so far; read it while holding the clock's monitor. */
  public List<Message> published() {
    return List.copyOf(published);
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

  private static void requireTopic(CallerIdentity caller, String arn) {
    if (arn == null) {
      throw invalid("TopicArn or TargetArn Reason: no value for required parameter");
    }
    String[] parts = arn.split(":", -1);
    boolean topic = parts.length == 6 && parts[2].equals("sns") && parts[4].matches("\\d{12}");
    // A topic is known only in its own Region: a client for another one does not find it.
    if (!topic || !parts[3].equals(caller.region())) {
      throw invalid("TopicArn");
    }
  }

  /** AWS: Publish, Subject: UTF-8, less than 100 characters, no line breaks or control characters. */
  private static void requireSubject(String subject) {
    if (subject != null && !subject.matches("\\P{Cntrl}{1,99}")) {
      throw invalid("Subject");
    }
  }

  private static AwsFault invalid(String what) {
    return AwsFault.badRequest("InvalidParameter", "Invalid parameter: " + what);
  }
}
