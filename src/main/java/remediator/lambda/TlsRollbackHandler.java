package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.ClientConfig;
import remediator.finding.EventReader;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;
import remediator.remediation.RemediationResult;
import remediator.remediation.TlsRollbackCommand;
import remediator.remediation.TlsRollbackService;

/**
 * The function that takes a person's command to switch TLS back. It is apart from the function that
 * takes findings, since the right to send findings must not be enough to take encryption away: no
 * rule and no state machine invokes it.
 */
public final class TlsRollbackHandler implements RequestStreamHandler {
  private final Components components;

  /** For Lambda. */
  public TlsRollbackHandler() {
    this(Components.ofLambda());
  }

  /** For another place than Lambda. */
  public TlsRollbackHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(Components.of(environment, connection, clock));
  }

  private TlsRollbackHandler(Components components) {
    this.components = components;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonLogger log = new JsonLogger(context.getLogger(), context.getAwsRequestId());
    try {
      TlsRollbackCommand command =
          TlsRollbackCommand.read(EventReader.parse(in.readNBytes(EventReader.LARGEST + 1)));
      EnvironmentConfig config = components.config();
      RemediationResult result =
          new TlsRollbackService(components.dependencies(), config.require("TLS_ROLLBACK_MACHINE"))
              .take(command);
      log.info("way back", result.toMap());
      out.write(StrictJson.writeBytes(result.toMap()));
    } catch (InvalidEventException e) {
      log.warn("command not understood", Map.of("reason", e.getMessage()));
      throw e;
    } finally {
      log.refusedNotes(components.findingUpdater());
    }
  }
}
