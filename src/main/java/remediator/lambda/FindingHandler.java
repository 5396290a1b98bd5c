package remediator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

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
 * The function that takes Security Hub's events: in batches from the queue that EventBridge's rules
 * send them to, or one by hand. Everything in an event that is understood is dealt with; if
 * something was not, its message of the batch, or else the invocation, then fails, so that it is
 * tried again and in the end kept in the dead-letter queue.
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
            in.readNBytes(MessageBatch.LARGEST + 1),
            new JsonLogger(context.getLogger(), context.getAwsRequestId()),
            () -> context.getRemainingTimeInMillis() > MILLIS_TO_END));
  }

  /**
   * Deals with an event, or with a batch of them.
   *
   * @param timeIsLeft asked before each group
   */
  byte[] answer(byte[] bytes, JsonLogger log, BooleanSupplier timeIsLeft) throws IOException {
    try {
      Map<String, Object> sent = EventReader.parse(bytes, MessageBatch.LARGEST);
      Optional<MessageBatch> batch = MessageBatch.read(sent);
      if (batch.isPresent()) {
        return json(MessageBatch.answer(failing(batch.get(), log, timeIsLeft)));
      }
      EventReader.checkSize(bytes, EventReader.LARGEST);
      return json(take(sent, log, timeIsLeft));
    } catch (InvalidEventException e) {
      log.warn("event not understood", Map.of("reason", e.getMessage()));
      throw e;
    } finally {
      refusedNotes(log);
    }
  }

  /**
   * Deals with the messages of a batch, each on its own.
   *
   * @return ids of those that must be delivered again
   */
  private List<String> failing(MessageBatch batch, JsonLogger log, BooleanSupplier timeIsLeft) {
    List<String> failed = new ArrayList<>();
    for (MessageBatch.QueuedMessage message : batch.messages()) {
      try {
        if (!timeIsLeft.getAsBoolean()) {
          throw new IllegalStateException("no time was left in this invocation");
        }
        take(EventReader.parse(message.body().getBytes(UTF_8)), log, timeIsLeft);
      } catch (RuntimeException e) {
        failed.add(message.id());
        log.messageFailed(message.id(), e);
      }
    }
    return failed;
  }

  /** Returns what came of an event. */
  private Map<String, ?> take(
      Map<String, Object> event, JsonLogger log, BooleanSupplier timeIsLeft) {
    if (event.containsKey(TlsRollbackCommand.KEY)) {
      throw new InvalidEventException(
          "TLS is not taken back by this function, which takes findings: invoke the one of the"
              + " stack's output TlsRollbackFunction");
    }
    Optional<MaintenanceCommand> housekeeping = MaintenanceCommand.read(event);
    if (housekeeping.isPresent()) {
      List<RemediationResult> done = work().take(housekeeping.get());
      done.forEach(v -> log.info("maintenance", v.toMap()));
      return Map.of("done", done.stream().map(RemediationResult::toMap).toList());
    }
    List<RemediationResult> verdicts = new ArrayList<>();
    List<String> failures =
        new FindingDispatcher(this::work)
            .take(
                new EventReader(Control.ids()).read(event),
                v -> {
                  verdicts.add(v);
                  log.info("finding", v.toMap());
                },
                timeIsLeft);
    log.info("event", Map.of("findings", verdicts.size(), "failures", failures.size()));
    if (!failures.isEmpty()) {
      failures.forEach(f -> log.warn("failure", Map.of("reason", f)));
      throw new IllegalStateException(
          failures.size()
              + " of the event's findings could not be dealt with: "
              + summary(failures));
    }
    return Map.of("findings", verdicts.stream().map(RemediationResult::toMap).toList());
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
