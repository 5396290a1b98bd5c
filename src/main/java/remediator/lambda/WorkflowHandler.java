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

/** The function that state machines call for every step that does not delete. */
public final class WorkflowHandler implements RequestStreamHandler {
  private final StepHandler runner;

  /** For Lambda. */
  public WorkflowHandler() {
    this(Components.ofLambda());
  }

  /** For another place than Lambda. */
  public WorkflowHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(Components.of(environment, connection, clock));
  }

  private WorkflowHandler(Components components) {
    this.runner = new StepHandler(components, StepExecutor.working(components.dependencies()));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    runner.handle(in, out, context);
  }
}
