package remediator.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import remediator.json.StrictJson;

/**
 * One JSON line an occurrence, through Lambda's own logger. No logging library: the SDK would log
 * through it too, which costs a third of a cold start.
 */
final class JsonLogger {
  /** Keeps nothing. */
  static final JsonLogger SILENT = new JsonLogger((String line) -> {}, "");

  private final Consumer<String> lines;
  private final String request;

  JsonLogger(LambdaLogger logger, String request) {
    this((String line) -> logger.log(line), request);
  }

  private JsonLogger(Consumer<String> lines, String request) {
    this.lines = lines;
    this.request = request;
  }

  void info(String message, Map<String, ?> fields) {
    line("INFO", message, fields);
  }

  void warn(String message, Map<String, ?> fields) {
    line("WARN", message, fields);
  }

  private void line(String level, String message, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level);
    line.put("message", message);
    line.put("request", request);
    line.putAll(fields);
    lines.accept(StrictJson.write(line) + "\n");
  }
}
