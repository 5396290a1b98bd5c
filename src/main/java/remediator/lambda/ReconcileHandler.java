package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.aws.ClientConfig;
import remediator.json.StrictJson;
import remediator.ledger.ReportedDiscrepancies;
import remediator.reconcile.Reconciler;
import remediator.remediation.flow.ExecutionStarter;
import remediator.remediation.flow.FlowRecovery;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.remediation.flow.StateMachineArns;

/** The function that a schedule calls: compares ledger, executions, and what flows have made. */
public final class ReconcileHandler implements RequestStreamHandler {
  /** The message by which template.yaml makes metrics of the figures. */
  private static final String RECONCILED = "reconciled";

  private final Components components;

  /** For Lambda. */
  public ReconcileHandler() {
    this(Components.ofLambda());
  }

  /** For another place than Lambda. */
  public ReconcileHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(Components.of(environment, connection, clock));
  }

  private ReconcileHandler(Components components) {
    this.components = components;
  }

  /** What the event says does not matter. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Reconciler.Result result = reconciler().run();
    JsonLogger log = new JsonLogger(context.getLogger(), context.getAwsRequestId());
    result.disagreements().forEach(d -> log.warn("disagreement", Map.of("reason", d)));
    result.problems().forEach(p -> log.warn("not looked at", Map.of("reason", p)));
    Map<String, Object> figures = new TreeMap<>(result.counts().toMap());
    figures.put("cases", result.cases());
    figures.put("disagreements", result.disagreements().size());
    figures.put("problems", result.problems().size());
    log.info(RECONCILED, figures);
    if (!result.problems().isEmpty()) {
      throw new IllegalStateException(
          "could not look at everything: " + String.join("; ", result.problems()));
    }
    out.write(StrictJson.writeBytes(Map.of("disagreements", result.disagreements())));
  }

  private Reconciler reconciler() {
    EnvironmentConfig config = components.config();
    List<String> arns =
        List.of(
            config.require("ONLINE_TLS_MACHINE"),
            config.require("SNAPSHOT_RESTORE_MACHINE"),
            config.require("TLS_ROLLBACK_MACHINE"));
    StateMachineArns machines = new StateMachineArns(arns.get(0), arns.get(1), arns.get(2));
    ExecutionStarter flows = new ExecutionStarter(components.aws(), machines);
    return new Reconciler(
        components.aws(),
        components.ledger(),
        new ReportedDiscrepancies(components.aws().dynamoDb(), config.require("LEDGER_TABLE")),
        arns,
        new FlowRecovery(
            components.ledger(),
            flows,
            new RestoredLedgerRecovery(
                components.aws(), components.ledger(), components.notifier(), components.clock()),
            components.clock()),
        components.notifier(),
        components.clock());
  }
}
