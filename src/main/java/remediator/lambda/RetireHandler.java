package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.ClientConfig;
import remediator.workflow.StepExecutor;

/**
 * The function that may delete: the old group after cut-over, and what a flow made when it is
 * rolled back. Its role says so too; no other has the right.
 */
public final class RetireHandler implements RequestStreamHandler {
  private final StepHandler runner;

  /** For Lambda. */
  public RetireHandler() {
    this(Components.ofLambda());
  }

  /** For another place than Lambda. */
  public RetireHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(Components.of(environment, connection, clock));
  }

  private RetireHandler(Components components) {
    this.runner = new StepHandler(components, StepExecutor.retiring(components.dependencies()));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    runner.handle(in, out, context);
  }
}
