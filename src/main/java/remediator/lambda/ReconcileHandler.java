package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import remediator.aws.ClientConfig;
import remediator.finding.EventReader;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;
import remediator.ledger.FleetScan;
import remediator.ledger.ReportedDiscrepancies;
import remediator.notification.Notification;
import remediator.plan.Control;
import remediator.reconcile.FindingSweep;
import remediator.reconcile.IncomingQueue;
import remediator.reconcile.Reconciler;
import remediator.remediation.flow.ExecutionStarter;
import remediator.remediation.flow.FlowRecovery;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.remediation.flow.StateMachineArns;
import remediator.report.FleetDigest;
import remediator.report.FleetReport;

/**
 * The function that schedules and operators call: compares ledger, executions, and what flows have
 * made; writes reports; tells what is open.
 */
public final class ReconcileHandler implements RequestStreamHandler {
  /** The message by which template.yaml makes metrics of the figures. */
  private static final String RECONCILED = "reconciled";

  /** Enough to write what was read. */
  private static final int MILLIS_TO_END = 120_000;

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

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonLogger log = new JsonLogger(context.getLogger(), context.getAwsRequestId());
    OperatorCommand command =
        OperatorCommand.read(EventReader.parse(in.readNBytes(EventReader.LARGEST + 1)));
    Map<String, Object> answer =
        switch (command) {
          case RECONCILE -> reconcile(log);
          case REPORT -> report(fleet(context));
          case DIGEST -> digest(fleet(context));
          case SWEEP -> sweep(context);
        };
    if (command != OperatorCommand.RECONCILE) {
      log.info("command", Map.of("command", command.name(), "answer", answer));
    }
    out.write(StrictJson.writeBytes(answer));
  }

  private FleetScan.Fleet fleet(Context context) {
    return components.ledger().reportedFleet().read(hasTime(context));
  }

  private static BooleanSupplier hasTime(Context context) {
    return () -> context.getRemainingTimeInMillis() > MILLIS_TO_END;
  }

  private Map<String, Object> sweep(Context context) {
    EnvironmentConfig config = components.config();
    Set<FindingSweep.Format> formats =
        switch (config.require("FINDING_SOURCE")) {
          case "cspm" -> EnumSet.of(FindingSweep.Format.CSPM);
          case "v2" -> EnumSet.of(FindingSweep.Format.V2);
          default -> EnumSet.allOf(FindingSweep.Format.class);
        };
    FindingSweep.Result result =
        new FindingSweep(
                components.aws(),
                new IncomingQueue(components.aws().sqs(), config.require("INCOMING_EVENTS")),
                hasTime(context))
            .run(formats, Control.ids());
    return Map.of(
        "findings", result.findings(),
        "messages", result.messages(),
        "complete", result.complete(),
        "problems", result.problems());
  }

  private Map<String, Object> report(FleetScan.Fleet fleet) {
    String bucket =
        components
            .config()
            .get("REPORT_BUCKET")
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        "there is nowhere to write a report: name a bucket by the parameter"
                            + " ReportBucket"));
    return new FleetReport(fleet, components.clock().instant())
        .write(components.aws().s3(), bucket, "elasticache-encryption/");
  }

  private Map<String, Object> digest(FleetScan.Fleet fleet) {
    Optional<Notification> message =
        new FleetDigest(components.aws(), fleet, components.clock().instant()).message();
    List<String> problems = message.map(components.notifier()::send).orElse(List.of());
    return Map.of("sent", message.isPresent(), "problems", problems);
  }

  private Map<String, Object> reconcile(JsonLogger log) {
    Reconciler.Result result = reconciler().run();
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
    return Map.of("disagreements", result.disagreements());
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
