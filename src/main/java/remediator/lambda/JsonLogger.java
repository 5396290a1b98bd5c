package remediator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import remediator.aws.AwsErrorText;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;
import remediator.notification.FindingUpdater;

/**
 * One JSON line an occurrence, through Lambda's own logger, with {@code timestamp} and {@code
 * level} as Lambda's filter by level reads them ("Log and monitor Java Lambda functions"). The line
 * is handed over as bytes: with {@code LogFormat: JSON} the runtime puts a text into a line of its
 * own, without a level, and passes bytes on as they are. No logging library: the SDK would log
 * through it too, which costs a third of a cold start.
 */
final class JsonLogger {
  /** Keeps nothing. */
  static final JsonLogger SILENT = new JsonLogger((_, _) -> {}, "");

  /** Enough to find the line that is at fault. */
  private static final int FRAMES = 20;

  private final BiConsumer<byte[], LogLevel> lines;
  private final String request;

  JsonLogger(LambdaLogger logger, String request) {
    this((line, level) -> logger.log(line, level), request);
  }

  private JsonLogger(BiConsumer<byte[], LogLevel> lines, String request) {
    this.lines = lines;
    this.request = request;
  }

  void info(String message, Map<String, ?> fields) {
    line(LogLevel.INFO, message, fields);
  }

  void warn(String message, Map<String, ?> fields) {
    line(LogLevel.WARN, message, fields);
  }

  void error(String message, Map<String, ?> fields) {
    line(LogLevel.ERROR, message, fields);
  }

  /** The message by which template.yaml counts them. */
  void refusedNotes(FindingUpdater updater) {
    updater.takeRefused().forEach(reason -> error("note not written", Map.of("reason", reason)));
  }

  /**
   * A message of a batch that is to be delivered again, under the id that it has in the queue and
   * in its dead-letter queue. Lambda itself logs what a handler throws; this is not thrown, so that
   * the other messages are dealt with.
   */
  void messageFailed(String id, RuntimeException e) {
    if (e instanceof InvalidEventException || e instanceof IllegalStateException) {
      warn("message failed", Map.of("messageId", id, "reason", AwsErrorText.of(e)));
    } else {
      error(
          "message failed",
          Map.of(
              "messageId",
              id,
              "reason",
              e.getClass().getName() + ": " + AwsErrorText.of(e),
              "at",
              Stream.of(e.getStackTrace()).limit(FRAMES).map(String::valueOf).toList()));
    }
  }

  private void line(LogLevel level, String message, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("level", level.name());
    line.put("message", message);
    line.put("request", request);
    line.putAll(fields);
    lines.accept((StrictJson.write(line) + "\n").getBytes(UTF_8), level);
  }
}
