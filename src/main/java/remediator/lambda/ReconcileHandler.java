package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import remediator.aws.AccountRegion;
import remediator.aws.ClientConfig;
import remediator.finding.EventReader;
import remediator.json.StrictJson;
import remediator.ledger.StoredLines;
import remediator.reconcile.PlaceList;
import remediator.reconcile.ReconcileRequest;
import remediator.reconcile.Reconciler;
import remediator.remediation.flow.ExecutionStarter;
import remediator.remediation.flow.FlowRecovery;
import remediator.remediation.flow.RestoredLedgerRecovery;
import remediator.remediation.flow.StateMachineArns;

/**
 * The function that compares ledger, executions, and what flows have made: in parts, as its state
 * machine asks it to, or all at once by hand. Schedules and operators send it other commands too.
 */
public final class ReconcileHandler implements RequestStreamHandler {
  /** The message by which template.yaml makes metrics of the figures. */
  private static final String RECONCILED = "reconciled";

  /** Enough for the accounts and Regions that are being waited for. */
  public static final int MILLIS_TO_END = 180_000;

  /** So many are asked for, before it is looked whether time is left. */
  public static final int PLACES_AT_A_TIME = 64;

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
    Map<String, Object> event = EventReader.parse(in.readNBytes(EventReader.LARGEST + 1));
    JsonLogger log = new JsonLogger(context.getLogger(), context.getAwsRequestId());
    BooleanSupplier timeIsLeft = () -> context.getRemainingTimeInMillis() > MILLIS_TO_END;
    out.write(
        StrictJson.writeBytes(
            event.containsKey("part")
                ? part(ReconcileRequest.read(event), log, timeIsLeft)
                : obey(OperatorCommand.read(event), log, timeIsLeft)));
  }

  private Map<String, Object> obey(
      OperatorCommand command, JsonLogger log, BooleanSupplier timeIsLeft) {
    if (command == OperatorCommand.RECONCILE) {
      return all(log, timeIsLeft);
    }
    Map<String, Object> answer = new FleetCommands(components).run(command, timeIsLeft);
    log.info("command", Map.of("command", command.name(), "answer", answer));
    return answer;
  }

  /**
   * A part, for the state machine: what is answered comes back with the next one.
   *
   * @return {@code pending} while there are places left, then {@code done}, or {@code unfinished}
   *     where something could not be looked at
   */
  private Map<String, Object> part(
      ReconcileRequest request, JsonLogger log, BooleanSupplier timeIsLeft) {
    PlaceList list = new PlaceList(lines());
    if (request.isFirst()) {
      Reconciler.LedgerResult result = ledger(log);
      list.write(result.places());
      figures(result, List.of(result.result()), log);
      return request.next(0, result.places().size(), result.result().problems().size()).toMap();
    }
    int next = request.from();
    int problems = 0;
    while (next < request.total() && timeIsLeft.getAsBoolean()) {
      List<AccountRegion> some = list.read(next).stream().limit(PLACES_AT_A_TIME).toList();
      if (some.isEmpty()) {
        throw new IllegalStateException(
            "the list of places ends at " + next + " of " + request.total());
      }
      problems += problems(places(some, log));
      next += some.size();
    }
    log.info("places compared", Map.of("from", request.from(), "to", next, "problems", problems));
    return request.next(next, request.total(), problems).toMap();
  }

  private Map<String, Object> all(JsonLogger log, BooleanSupplier timeIsLeft) {
    Reconciler.LedgerResult first = ledger(log);
    List<Reconciler.Result> results = new ArrayList<>(List.of(first.result()));
    int next = 0;
    while (next < first.places().size() && timeIsLeft.getAsBoolean()) {
      List<AccountRegion> some =
          first.places().stream().skip(next).limit(PLACES_AT_A_TIME).toList();
      results.addAll(places(some, log));
      next += some.size();
    }
    figures(first, results, log);
    List<String> problems =
        new ArrayList<>(results.stream().flatMap(r -> r.problems().stream()).toList());
    if (next < first.places().size()) {
      problems.add("no time was left for " + (first.places().size() - next) + " places");
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "could not look at everything: " + String.join("; ", problems));
    }
    return Map.of(
        "disagreements", results.stream().flatMap(r -> r.disagreements().stream()).toList());
  }

  private Reconciler.LedgerResult ledger(JsonLogger log) {
    Reconciler.LedgerResult result = reconciler().compareLedger();
    tell(result.result(), log);
    return result;
  }

  private List<Reconciler.Result> places(List<AccountRegion> some, JsonLogger log) {
    List<Reconciler.Result> results = reconciler().comparePlaces(some);
    results.forEach(result -> tell(result, log));
    return results;
  }

  private static void tell(Reconciler.Result result, JsonLogger log) {
    result.disagreements().forEach(d -> log.warn("disagreement", Map.of("reason", d)));
    result.problems().forEach(p -> log.warn("not looked at", Map.of("reason", p)));
  }

  private static int problems(List<Reconciler.Result> results) {
    return results.stream().mapToInt(r -> r.problems().size()).sum();
  }

  private static void figures(
      Reconciler.LedgerResult first, List<Reconciler.Result> results, JsonLogger log) {
    Map<String, Object> figures = new TreeMap<>(first.counts().toMap());
    figures.put("cases", first.cases());
    figures.put("places", first.places().size());
    figures.put("disagreements", results.stream().mapToInt(r -> r.disagreements().size()).sum());
    figures.put("problems", problems(results));
    log.info(RECONCILED, figures);
  }

  private StoredLines lines() {
    return new StoredLines(
        components.aws().dynamoDb(), components.config().require("LEDGER_TABLE"));
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
        lines(),
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
