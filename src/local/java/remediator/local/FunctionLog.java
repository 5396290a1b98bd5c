package remediator.local;

import awsemulator.states.lambda.LogLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.local.cloud.CallsPerGroup;
import remediator.local.report.EventStory;

/** Reads what the functions log: verdicts on findings, and what went wrong. */
final class FunctionLog implements Consumer<LogLine> {
  private final Map<List<Object>, Map<String, Object>> verdicts = new LinkedHashMap<>();
  private final Map<Object, String> failed = new HashMap<>();
  private EventStory story;
  private CallsPerGroup shares;

  /** Before the first line comes. */
  void tellTo(EventStory newStory, CallsPerGroup newShares) {
    story = newStory;
    shares = newShares;
  }

  /** The first verdict on each finding and group, in the order that they were reached. */
  Collection<Map<String, Object>> verdicts() {
    return verdicts.values();
  }

  /** Why a message of the queue could not be dealt with, as of its last delivery. */
  String whyFailed(String messageId) {
    return failed.getOrDefault(messageId, "the function did not tell");
  }

  @Override
  public void accept(LogLine line) {
    try {
      Map<String, Object> fields = StrictJson.readObject(line.text());
      if ("finding".equals(fields.get("message"))) {
        verdicts.putIfAbsent(List.of(fields.get("finding"), fields.get("group")), fields);
        shares.verdict(String.valueOf(fields.get("group")));
      } else if ("message failed".equals(fields.get("message"))) {
        // The lines before it have told.
        failed.put(fields.get("messageId"), String.valueOf(fields.get("reason")));
      } else if ("failed".equals(fields.get("status")) || "WARN".equals(fields.get("level"))) {
        String reason = String.valueOf(fields.getOrDefault("reason", ""));
        story.tell(
            "remediator",
            fields.get("message") + (reason.isEmpty() ? " ends the flow" : ": " + reason));
      }
    } catch (InvalidJsonException e) {
      story.tell("remediator", "logs a line that is not JSON: " + line.text());
    }
  }
}
