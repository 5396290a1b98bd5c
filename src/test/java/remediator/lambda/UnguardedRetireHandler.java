package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.ClientConfig;
import remediator.workflow.UnguardedSteps;

/** The function that may delete, with a guard that says yes to everything. */
public final class UnguardedRetireHandler implements RequestStreamHandler {
  private final StepHandler runner;

  public UnguardedRetireHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    Components components = Components.of(environment, connection, clock);
    this.runner = new StepHandler(components, UnguardedSteps.retiring(components.dependencies()));
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    runner.handle(in, out, context);
  }
}
