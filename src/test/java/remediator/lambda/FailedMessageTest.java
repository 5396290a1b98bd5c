package remediator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;

/** How a message of a batch that failed is logged, which Lambda does not do. */
class FailedMessageTest {
  private final List<Map<String, Object>> lines = new ArrayList<>();

  private final LambdaLogger logger =
      new LambdaLogger() {
        @Override
        public void log(String message) {
          lines.add(StrictJson.readObject(message));
        }

        @Override
        public void log(byte[] message) {
          log(new String(message, StandardCharsets.UTF_8));
        }
      };

  private Map<String, Object> logged(RuntimeException e) {
    new JsonLogger(logger, "request").messageFailed("message", e);
    return lines.getLast();
  }

  @Test
  void whatIsExpectedIsAWarningWithItsReason() {
    assertThat(logged(new InvalidEventException("source is missing")))
        .containsEntry("level", "WARN")
        .containsEntry("message", "message failed")
        .containsEntry("messageId", "message")
        .containsEntry("reason", "source is missing")
        .doesNotContainKey("at");
  }

  @Test
  void whatIsNotIsAnErrorWithItsPlaceAndWithoutSecrets() {
    Map<String, Object> line = logged(new NullPointerException("AuthToken=hunter2-hunter2"));

    assertThat(line).containsEntry("level", "ERROR");
    assertThat(line.get("reason").toString())
        .startsWith("java.lang.NullPointerException: ")
        .doesNotContain("hunter2");
    assertThat(line.get("at").toString()).contains("FailedMessageTest.java");
  }
}
