package awsemulator.states.asl;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The context object, {@code $states.context} ("Accessing execution data from the Context object in
 * Step Functions").
 */
public record ContextObject(
    String executionArn,
    String executionName,
    Object input,
    Instant started,
    String roleArn,
    int redrives,
    String machineArn,
    String machineName,
    String state,
    Instant entered,
    int retries,
    String taskToken) {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  static String time(Instant instant) {
    return MILLIS.format(instant);
  }

  Map<String, Object> json() {
    Map<String, Object> execution = new LinkedHashMap<>();
    execution.put("Id", executionArn);
    execution.put("Input", input);
    execution.put("Name", executionName);
    execution.put("RoleArn", roleArn);
    execution.put("StartTime", time(started));
    execution.put("RedriveCount", redrives);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Execution", execution);
    json.put("StateMachine", Map.of("Id", machineArn, "Name", machineName));
    json.put("State", Map.of("Name", state, "EnteredTime", time(entered), "RetryCount", retries));
    if (taskToken != null) {
      json.put("Task", Map.of("Token", taskToken));
    }
    return json;
  }
}
