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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import remediator.aws.ClientConfig;
import remediator.finding.EventReader;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;
import remediator.plan.Control;
import remediator.remediation.FindingDispatcher;
import remediator.remediation.MaintenanceCommand;
import remediator.remediation.RemediationResult;
import remediator.remediation.RemediationService;
import remediator.remediation.TlsRollbackCommand;
import remediator.remediation.flow.StateMachineArns;

/**
 * The function that takes Security Hub's events: by an EventBridge rule, by a custom action, or by
 * hand. Everything in the event that is understood is dealt with; if something was not, the
 * invocation then fails, so that Lambda tries again and in the end keeps the event in the
 * dead-letter queue.
 */
public final class FindingHandler implements RequestStreamHandler {
  /** Enough for the group that is being dealt with. */
  private static final int MILLIS_TO_END = 30_000;

  private final Supplier<Components> factory;

  /** Kept because Lambda holds hooks by weak references. */
  @SuppressWarnings("unused")
  private SnapshotRehearsal rehearsal;

  private Components components;

  /** For Lambda: what leads to AWS is made when a finding needs it, which few do. */
  public FindingHandler() {
    this(Components::ofLambda);
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      rehearsal = SnapshotRehearsal.register(() -> product().aws().buildClients());
    }
  }

  /** For another place than Lambda. */
  public FindingHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(() -> Components.of(environment, connection, clock));
  }

  private FindingHandler(Supplier<Components> factory) {
    this.factory = factory;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    out.write(
        answer(
            in.readNBytes(EventReader.LARGEST + 1),
            new JsonLogger(context.getLogger(), context.getAwsRequestId()),
            () -> context.getRemainingTimeInMillis() > MILLIS_TO_END));
  }

  /**
   * Deals with an event.
   *
   * @param timeIsLeft asked before each group
   */
  byte[] answer(byte[] bytes, JsonLogger log, BooleanSupplier timeIsLeft) throws IOException {
    List<RemediationResult> verdicts = new ArrayList<>();
    List<String> failures;
    try {
      Map<String, Object> event = EventReader.parse(bytes);
      if (event.containsKey(TlsRollbackCommand.KEY)) {
        throw new InvalidEventException(
            "TLS is not taken back by this function, which takes findings: invoke the one of the"
                + " stack's output TlsRollbackFunction");
      }
      Optional<MaintenanceCommand> housekeeping = MaintenanceCommand.read(event);
      if (housekeeping.isPresent()) {
        List<RemediationResult> done = work().take(housekeeping.get());
        done.forEach(v -> log.info("maintenance", v.toMap()));
        return json(Map.of("done", done.stream().map(RemediationResult::toMap).toList()));
      }
      failures =
          new FindingDispatcher(this::work)
              .take(
                  new EventReader(Control.ids()).read(event),
                  v -> {
                    verdicts.add(v);
                    log.info("finding", v.toMap());
                  },
                  timeIsLeft);
    } catch (InvalidEventException e) {
      log.warn("event not understood", Map.of("reason", e.getMessage()));
      throw e;
    } finally {
      refusedNotes(log);
    }
    log.info("event", Map.of("findings", verdicts.size(), "failures", failures.size()));
    if (!failures.isEmpty()) {
      failures.forEach(f -> log.warn("failure", Map.of("reason", f)));
      throw new InvalidEventException(
          failures.size()
              + " of the event's findings could not be dealt with: "
              + summary(failures));
    }
    return json(Map.of("findings", verdicts.stream().map(RemediationResult::toMap).toList()));
  }

  private static byte[] json(Map<String, ?> answer) {
    return StrictJson.writeBytes(answer);
  }

  private RemediationService work() {
    Components now = product();
    EnvironmentConfig config = now.config();
    return new RemediationService(
        now.dependencies(),
        config.variables(),
        new StateMachineArns(
            config.require("ONLINE_TLS_MACHINE"),
            config.require("SNAPSHOT_RESTORE_MACHINE"),
            config.require("TLS_ROLLBACK_MACHINE")));
  }

  /** Without AWS, where nothing was written. */
  private synchronized void refusedNotes(JsonLogger log) {
    if (components != null) {
      log.refusedNotes(components.findingUpdater());
    }
  }

  private synchronized Components product() {
    if (components == null) {
      components = factory.get();
    }
    return components;
  }

  private static String summary(List<String> failures) {
    String all = String.join("; ", failures.subList(0, Math.min(5, failures.size())));
    return failures.size() > 5 ? all + "; …" : all;
  }
}
