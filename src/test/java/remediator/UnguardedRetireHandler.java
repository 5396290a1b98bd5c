package remediator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.Connection;
import remediator.step.UnguardedSteps;

/** The function that may delete, with a guard that says yes to everything. */
public final class UnguardedRetireHandler implements RequestStreamHandler {
  private final StepRunner runner;

  public UnguardedRetireHandler(
      Map<String, String> environment, Connection connection, InstantSource clock) {
    Product product = Product.of(environment, connection, clock);
    this.runner = new StepRunner(product.ledger(), UnguardedSteps.retiring(product.tools()));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    runner.handle(in, out, context);
  }
}
