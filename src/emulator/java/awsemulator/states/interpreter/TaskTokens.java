package awsemulator.states.interpreter;

import awsemulator.cloud.AwsFault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The task tokens that were ever given out. */
public final class TaskTokens {
  private static final String PREFIX = "AQB8";

  private final Map<String, TaskAttempt> attempts = new HashMap<>();

  TaskAttempt open(StateVisit visit, Instant now) {
    String seed = visit.run.arn() + "/" + visit.state.name() + "/" + attempts.size();
    UUID id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    String text = id.toString().replace("-", "");
    String token =
        PREFIX
            + Base64.getEncoder()
                .encodeToString(text.getBytes(StandardCharsets.US_ASCII))
                .replace("=", "");
    TaskAttempt attempt = new TaskAttempt(visit, token, now);
    attempts.put(token, attempt);
    return attempt;
  }

  /** The machine whose task it is; null for a token that was never given out. */
  public String machineArn(String token) {
    TaskAttempt attempt = token == null ? null : attempts.get(token);
    return attempt == null ? null : attempt.visit().run.machineArn();
  }

  /**
   * @throws AwsFault InvalidToken, TaskDoesNotExist, TaskTimedOut
   */
  public TaskAttempt find(String token) {
    if (token == null || !token.matches(PREFIX + "[A-Za-z0-9+/]{43}")) {
      throw AwsFault.badRequest("InvalidToken", "Invalid Token: 'Invalid token'");
    }
    TaskAttempt attempt = attempts.get(token);
    if (attempt == null) {
      throw AwsFault.badRequest("TaskDoesNotExist", "Task Does Not Exist: 'Unknown task token'");
    }
    if (attempt.closed()) {
      // "The task token has either expired or the task associated with the token has already been
      // closed."
      throw AwsFault.badRequest(
          "TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return attempt;
  }
}
