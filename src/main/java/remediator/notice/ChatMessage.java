package remediator.notice;

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

  static String of(Notice notice) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("textType", "client-markdown");
    content.put("title", notice.subject());
    content.put("description", notice.summary());
    if (!notice.next().isEmpty()) {
      content.put("nextSteps", notice.next());
    }
    content.put("keywords", List.of("ElastiCache", "encryption", notice.group().id()));
    Map<String, Object> metadata = new LinkedHashMap<>();
    // Messages of one thread id are shown as one thread.
    metadata.put("threadId", notice.thread());
    metadata.put("summary", notice.subject());
    metadata.put("eventType", notice.type().detailType());
    metadata.put("relatedResources", List.of(notice.group().toString()));
    metadata.put("enableCustomActions", false);
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("version", "1.0");
    message.put("source", "custom");
    message.put("content", content);
    message.put("metadata", metadata);
    return StrictJson.write(message);
  }
}
