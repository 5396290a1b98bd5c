package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.ClientConfig;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.workflow.core.StepResult;

/** The function that works, which says that it has let writes in again, and has not. */
public final class ForgetfulWorkflowHandler implements RequestStreamHandler {
  private final WorkflowHandler handler;
  private final Ledger ledger;
  private final InstantSource clock;

  public ForgetfulWorkflowHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this.handler = new WorkflowHandler(environment, connection, clock);
    this.ledger = Components.of(environment, connection, clock).ledger();
    this.clock = clock;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    byte[] input = in.readAllBytes();
    Map<String, Object> event = StrictJson.readObject(input);
    if ("ReleaseWrites".equals(event.get("step"))) {
      ledger.change(
          GroupArn.parse(String.valueOf(event.get("group"))),
          c -> c.with(CaseAttribute.WRITES_RELEASED_AT, clock.instant().toString()));
      out.write(StrictJson.writeBytes(new StepResult.Done().toMap()));
    } else {
      handler.handleRequest(new ByteArrayInputStream(input), out, context);
    }
  }
}
