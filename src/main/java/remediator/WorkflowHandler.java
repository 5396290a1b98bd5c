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

/** The function that state machines call for every step that does not delete. */
public final class WorkflowHandler implements RequestStreamHandler {
  private final StepRunner runner;

  /** For Lambda. */
  public WorkflowHandler() {
    this(Product.ofLambda());
  }

  /** For another place than Lambda. */
  public WorkflowHandler(
      Map<String, String> environment, Connection connection, InstantSource clock) {
    this(Product.of(environment, connection, clock));
  }

  private WorkflowHandler(Product product) {
    this.runner = new StepRunner(product.ledger(), Steps.working(product.tools()));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    runner.handle(in, out, context);
  }
}
