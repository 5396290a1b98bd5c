package remediator;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.LinkedHashMap;
import java.util.Map;
import remediator.json.Json;

/**
 * One JSON line an occurrence, through Lambda's own logger. No logging library: the SDK would log
 * through it too, which costs a third of a cold start.
 */
final class Log {
  private final LambdaLogger logger;
  private final String request;

  Log(LambdaLogger logger, String request) {
    this.logger = logger;
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
    logger.log(Json.write(line) + "\n");
  }
}
