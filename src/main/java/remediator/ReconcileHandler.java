package remediator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import remediator.aws.Connection;
import remediator.intake.FlowStarter;
import remediator.intake.Machines;
import remediator.intake.RestoredRowSettler;
import remediator.intake.TakeOver;
import remediator.json.StrictJson;
import remediator.ledger.Reported;
import remediator.reconcile.Reconciler;

/** The function that a schedule calls: compares ledger, executions, and what flows have made. */
public final class ReconcileHandler implements RequestStreamHandler {
  private final Product product;

  /** For Lambda. */
  public ReconcileHandler() {
    this(Product.ofLambda());
  }

  /** For another place than Lambda. */
  public ReconcileHandler(
      Map<String, String> environment, Connection connection, InstantSource clock) {
    this(Product.of(environment, connection, clock));
  }

  private ReconcileHandler(Product product) {
    this.product = product;
  }

  /** What the event says does not matter. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Reconciler.Result result = reconciler().run();
    Log log = new Log(context.getLogger(), context.getAwsRequestId());
    result.disagreements().forEach(d -> log.warn("disagreement", Map.of("reason", d)));
    result.problems().forEach(p -> log.warn("not looked at", Map.of("reason", p)));
    log.info(
        "reconciled",
        Map.of(
            "cases", result.cases(),
            "disagreements", result.disagreements().size(),
            "problems", result.problems().size()));
    if (!result.problems().isEmpty()) {
      throw new IllegalStateException(
          "could not look at everything: " + String.join("; ", result.problems()));
    }
    out.write(StrictJson.writeBytes(Map.of("disagreements", result.disagreements())));
  }

  private Reconciler reconciler() {
    Settings settings = product.settings();
    List<String> arns =
        List.of(
            settings.need("ONLINE_TLS_MACHINE"),
            settings.need("SNAPSHOT_RESTORE_MACHINE"),
            settings.need("TLS_BACK_MACHINE"));
    Machines machines = new Machines(arns.get(0), arns.get(1), arns.get(2));
    FlowStarter flows = new FlowStarter(product.aws(), machines);
    return new Reconciler(
        product.aws(),
        product.ledger(),
        new Reported(product.aws().dynamoDb(), settings.need("LEDGER_TABLE")),
        arns,
        new TakeOver(
            product.ledger(),
            flows,
            new RestoredRowSettler(
                product.aws(), product.ledger(), product.notices(), product.clock()),
            product.clock()),
        product.notices());
  }
}
