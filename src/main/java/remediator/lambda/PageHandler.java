package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.approval.ApprovalPage;
import remediator.aws.AwsErrorText;
import remediator.aws.ClientConfig;
import remediator.json.StrictJson;

/** The function behind the page on which gates are answered. */
public final class PageHandler implements RequestStreamHandler {
  private final ApprovalPage page;

  /** For Lambda. */
  public PageHandler() {
    this(Components.ofLambda());
  }

  /** For another place than Lambda. */
  public PageHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(Components.of(environment, connection, clock));
  }

  private PageHandler(Components components) {
    this.page =
        new ApprovalPage(
            components.ledger(),
            components.aws().stepFunctions(),
            components.linkKey(),
            components.config().home().partition(),
            components.deletionsOnPage(),
            components.clock());
  }

  /**
   * Of a request only the client's address is logged, since the link lets whoever reads it answer.
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    APIGatewayV2HTTPEvent event = StrictJson.read(in.readAllBytes(), APIGatewayV2HTTPEvent.class);
    JsonLogger log = new JsonLogger(context.getLogger(), context.getAwsRequestId());
    APIGatewayV2HTTPResponse answer;
    try {
      answer = page.answer(event);
    } catch (RuntimeException e) {
      log.error("not answered", Map.of("reason", AwsErrorText.of(e)));
      answer = page.errorPage(event);
    }
    log.info("page", Map.of("status", answer.getStatusCode(), "from", ApprovalPage.address(event)));
    out.write(StrictJson.writeBytes(answer));
  }
}
