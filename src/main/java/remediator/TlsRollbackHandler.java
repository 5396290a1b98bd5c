package remediator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import remediator.aws.Connection;
import remediator.finding.EventReader;
import remediator.finding.NotUnderstood;
import remediator.intake.BackCommand;
import remediator.intake.BackIntake;
import remediator.intake.Verdict;
import remediator.json.StrictJson;

/**
 * The function that takes a person's command to switch TLS back. It is apart from the function that
 * takes findings, since the right to send findings must not be enough to take encryption away: no
 * rule and no state machine invokes it.
 */
public final class TlsRollbackHandler implements RequestStreamHandler {
  private final Product product;

  /** For Lambda. */
  public TlsRollbackHandler() {
    this(Product.ofLambda());
  }

  /** For another place than Lambda. */
  public TlsRollbackHandler(
      Map<String, String> environment, Connection connection, InstantSource clock) {
    this(Product.of(environment, connection, clock));
  }

  private TlsRollbackHandler(Product product) {
    this.product = product;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Log log = new Log(context.getLogger(), context.getAwsRequestId());
    try {
      BackCommand command =
          BackCommand.read(EventReader.parse(in.readNBytes(EventReader.LARGEST + 1)));
      Settings settings = product.settings();
      Verdict verdict =
          new BackIntake(product.tools(), settings.variables(), settings.need("TLS_BACK_MACHINE"))
              .take(command);
      log.info("way back", verdict.toMap());
      out.write(StrictJson.writeBytes(verdict.toMap()));
    } catch (NotUnderstood e) {
      log.warn("command not understood", Map.of("reason", e.getMessage()));
      throw e;
    }
  }
}
