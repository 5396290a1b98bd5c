package remediator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.AwsErrorText;
import remediator.aws.Connection;
import remediator.json.StrictJson;
import remediator.page.Page;

/** The function behind the page on which gates are answered. */
public final class PageHandler implements RequestStreamHandler {
  private final Page page;

  /** For Lambda. */
  public PageHandler() {
    this(Product.ofLambda());
  }

  /** For another place than Lambda. */
  public PageHandler(Map<String, String> environment, Connection connection, InstantSource clock) {
    this(Product.of(environment, connection, clock));
  }

  private PageHandler(Product product) {
    this.page =
        new Page(
            product.ledger(),
            product.aws().stepFunctions(),
            product.pageKey(),
            product.settings().home().partition(),
            product.clock());
  }

  /** Nothing of a request is logged: its address lets whoever reads it answer. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    APIGatewayV2HTTPEvent event = StrictJson.read(in.readAllBytes(), APIGatewayV2HTTPEvent.class);
    Log log = new Log(context.getLogger(), context.getAwsRequestId());
    APIGatewayV2HTTPResponse answer;
    try {
      answer = page.answer(event);
    } catch (RuntimeException e) {
      log.warn("page", Map.of("reason", AwsErrorText.of(e)));
      answer = page.apology(event);
    }
    log.info("page", Map.of("status", answer.getStatusCode()));
    out.write(StrictJson.writeBytes(answer));
  }
}
