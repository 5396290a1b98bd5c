package remediator.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;

/**
 * A notice as Amazon Q Developer in chat applications takes it, for Slack and Teams ("Custom
 * notifications using Amazon Q Developer in chat applications"): version 1.0, source custom.
 */
final class ChatMessage {
  private ChatMessage() {}

  static String of(Notification notification) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", notification.subject());
    content.put("description", notification.summary());
    if (!notification.next().isEmpty()) {
      content.put("nextSteps", notification.next());
    }
    content.put("keywords", List.of("ElastiCache", "encryption", notification.keyword()));
    Map<String, Object> metadata = new LinkedHashMap<>();
    // Messages of one thread id are shown as one thread.
    metadata.put("threadId", notification.conversationId());
    metadata.put("summary", notification.subjectLine());
    metadata.put("eventType", notification.type().detailType());
    metadata.put("relatedResources", List.of(notification.resource()));
    metadata.put("enableCustomActions", false);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", "1.0");
    message.put("source", "custom");
    message.put("content", content);
    message.put("metadata", metadata);
    return StrictJson.write(message);
  }
}
