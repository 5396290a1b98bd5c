package remediator.approval;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * A request of the decision page, by somebody who has no link: whatever it holds, it is told so,
 * and nothing is looked up for it. There is no ledger behind this page, so that to ask it breaks.
 */
public final class PageTarget {
  private static final Pattern ACTIVE =
      Pattern.compile("<(script|img|iframe|object|embed|svg|b)\\b|\\son\\w+=|javascript:");
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final ApprovalPage PAGE =
      new ApprovalPage(
          new Ledger(null, "none", new ExecutionNames("10ca1000")),
          null,
          new LinkKey(Key::new, "key", () -> NOW),
          "aws",
          true,
          () -> NOW);

  /** A key that no input was sealed with. */
  private static final class Key implements SecretsManagerClient {
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      return GetSecretValueResponse.builder()
          .secretString("a key of this test's own")
          .versionId("5f0c1d2e-0000-4000-8000-000000000001")
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  private PageTarget() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    APIGatewayV2HTTPEvent event;
    try {
      event = StrictJson.read(data, APIGatewayV2HTTPEvent.class);
    } catch (InvalidJsonException _) {
      return;
    }
    APIGatewayV2HTTPResponse answer = PAGE.answer(event);
    held(List.of(403, 404, 405, 413).contains(answer.getStatusCode()), "let in: " + answer);
    held(!ACTIVE.matcher(answer.getBody()).find(), "markup: " + answer);
    held(PAGE.errorPage(event).getStatusCode() == 500, "no apology for " + event);
  }

  private static void held(boolean held, String what) {
    if (!held) {
      throw new AssertionError(what);
    }
  }
}
