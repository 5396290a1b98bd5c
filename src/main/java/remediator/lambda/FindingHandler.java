package remediator.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import remediator.remediation.FindingDispatcher.IncomingFindings;
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
   * Deals with the messages of a batch: the findings of one group together, whatever messages they
   * came with.
   *
   * @return ids of those that must be delivered again
   */
  private List<String> failing(MessageBatch batch, JsonLogger log, BooleanSupplier timeIsLeft) {
    Map<String, RuntimeException> failed = new HashMap<>();
    Map<IncomingFindings, String> events = new LinkedHashMap<>();
    Map<String, MaintenanceCommand> commands = new LinkedHashMap<>();
    for (MessageBatch.QueuedMessage message : batch.messages()) {
      try {
        Map<String, Object> event = EventReader.parse(message.body().getBytes(UTF_8));
        Optional<MaintenanceCommand> housekeeping = housekeeping(event);
        if (housekeeping.isPresent()) {
          commands.put(message.id(), housekeeping.get());
        } else {
          events.put(findings(event), message.id());
        }
      } catch (RuntimeException e) {
        failed.put(message.id(), e);
      }
    }
    obey(commands, failed, log, timeIsLeft);
    new FindingDispatcher(this::work)
        .take(
            events.keySet(),
            v -> log.info("finding", v.toMap()),
            timeIsLeft,
            (some, e) -> some.forEach(event -> failed.put(events.get(event), e)));
    events.forEach((event, id) -> failure(event, log).ifPresent(e -> failed.putIfAbsent(id, e)));
    List<String> again =
        batch.messages().stream()
            .map(MessageBatch.QueuedMessage::id)
            .filter(failed::containsKey)
            .distinct()
            .toList();
    again.forEach(id -> log.messageFailed(id, failed.get(id)));
    return again;
  }

  /** Returns what came of an event. */
  private Map<String, ?> take(
      Map<String, Object> event, JsonLogger log, BooleanSupplier timeIsLeft) {
    Optional<MaintenanceCommand> housekeeping = housekeeping(event);
    if (housekeeping.isPresent()) {
      return Map.of("done", maps(obey(housekeeping.get(), log)));
    }
    IncomingFindings findings = findings(event);
    List<RuntimeException> broken = new ArrayList<>();
    new FindingDispatcher(this::work)
        .take(
            List.of(findings),
            v -> log.info("finding", v.toMap()),
            timeIsLeft,
            (_, e) -> broken.add(e));
    Optional<IllegalStateException> failure = failure(findings, log);
    if (!broken.isEmpty()) {
      throw broken.getFirst();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Map.of("findings", maps(findings.verdicts()));
  }

  private static Optional<MaintenanceCommand> housekeeping(Map<String, Object> event) {
    if (event.containsKey(TlsRollbackCommand.KEY)) {
      throw new InvalidEventException(
          "TLS is not taken back by this function, which takes findings: invoke the one of the"
              + " stack's output TlsRollbackFunction");
    }
    return MaintenanceCommand.read(event);
  }

  private void obey(
      Map<String, MaintenanceCommand> commands,
      Map<String, RuntimeException> failed,
      JsonLogger log,
      BooleanSupplier timeIsLeft) {
    if (commands.size() > 1) {
      work().expect(List.copyOf(commands.values()));
    }
    commands.forEach(
        (id, command) -> {
          try {
            if (!timeIsLeft.getAsBoolean()) {
              throw new IllegalStateException("no time was left in this invocation");
            }
            obey(command, log);
          } catch (RuntimeException e) {
            failed.put(id, e);
          }
        });
  }

  private List<RemediationResult> obey(MaintenanceCommand command, JsonLogger log) {
    List<RemediationResult> done = work().take(command);
    done.forEach(v -> log.info("maintenance", v.toMap()));
    return done;
  }

  private static IncomingFindings findings(Map<String, Object> event) {
    return new IncomingFindings(new EventReader(Control.ids()).read(event));
  }

  /** Logs what came of an event; why it must come again, or empty where it need not. */
  private static Optional<IllegalStateException> failure(IncomingFindings event, JsonLogger log) {
    List<String> failures = event.failures();
    log.info("event", Map.of("findings", event.verdicts().size(), "failures", failures.size()));
    failures.forEach(f -> log.warn("failure", Map.of("reason", f)));
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new IllegalStateException(
                failures.size()
                    + " of the event's findings could not be dealt with: "
                    + summary(failures)));
  }

  private static List<Map<String, Object>> maps(List<RemediationResult> verdicts) {
    return verdicts.stream().map(RemediationResult::toMap).toList();
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
        now.offers(),
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
