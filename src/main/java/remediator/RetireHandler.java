package remediator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.Connection;
import remediator.step.Steps;

/**
 * The function that may delete: the old group after cut-over, and what a flow made when it is
 * rolled back. Its role says so too; no other has the right.
 */
public final class RetireHandler implements RequestStreamHandler {
  private final StepRunner runner;

  /** For Lambda. */
  public RetireHandler() {
    this(Product.ofLambda());
  }

  /** For another place than Lambda. */
  public RetireHandler(
      Map<String, String> environment, Connection connection, InstantSource clock) {
    this(Product.of(environment, connection, clock));
  }

  private RetireHandler(Product product) {
    this.runner = new StepRunner(product.ledger(), Steps.retiring(product.tools()));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    runner.handle(in, out, context);
  }
}
