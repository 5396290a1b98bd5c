package remediator;

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
import remediator.aws.Connection;
import remediator.finding.EventReader;
import remediator.finding.NotUnderstood;
import remediator.intake.BackCommand;
import remediator.intake.CaseWork;
import remediator.intake.Housekeeping;
import remediator.intake.Intakes;
import remediator.intake.Machines;
import remediator.intake.Verdict;
import remediator.json.StrictJson;
import remediator.plan.Control;

/**
 * The function that takes Security Hub's events: by an EventBridge rule, by a custom action, or by
 * hand. Everything in the event that is understood is dealt with; if something was not, the
 * invocation then fails, so that Lambda tries again and in the end keeps the event in the
 * dead-letter queue.
 */
public final class FindingHandler implements RequestStreamHandler {
  /** Enough for the group that is being dealt with. */
  private static final int MILLIS_TO_END = 30_000;

  private final Supplier<Product> factory;

  /** Kept because Lambda holds hooks by weak references. */
  @SuppressWarnings("unused")
  private SnapshotRehearsal rehearsal;

  private Product product;

  /** For Lambda: what leads to AWS is made when a finding needs it, which few do. */
  public FindingHandler() {
    this(Product::ofLambda);
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      rehearsal = SnapshotRehearsal.register(() -> product().aws().buildClients());
    }
  }

  /** For another place than Lambda. */
  public FindingHandler(
      Map<String, String> environment, Connection connection, InstantSource clock) {
    this(() -> Product.of(environment, connection, clock));
  }

  private FindingHandler(Supplier<Product> factory) {
    this.factory = factory;
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    out.write(
        answer(
            in.readNBytes(EventReader.LARGEST + 1),
            new Log(context.getLogger(), context.getAwsRequestId()),
            () -> context.getRemainingTimeInMillis() > MILLIS_TO_END));
  }

  /**
   * Deals with an event.
   *
   * @param timeIsLeft asked before each group
   */
  byte[] answer(byte[] bytes, Log log, BooleanSupplier timeIsLeft) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    List<String> failures;
    try {
      Map<String, Object> event = EventReader.parse(bytes);
      if (event.containsKey(BackCommand.KEY)) {
        throw new NotUnderstood(
            "TLS is not taken back by this function, which takes findings: invoke the one of the"
                + " stack's output TlsRollbackFunction");
      }
      Optional<Housekeeping> housekeeping = Housekeeping.read(event);
      if (housekeeping.isPresent()) {
        List<Verdict> done = work().take(housekeeping.get());
        done.forEach(v -> log.info("housekeeping", v.toMap()));
        return json(Map.of("done", done.stream().map(Verdict::toMap).toList()));
      }
      failures =
          new Intakes(this::work)
              .take(
                  new EventReader(Control.ids()).read(event),
                  v -> {
                    verdicts.add(v);
                    log.info("finding", v.toMap());
                  },
                  timeIsLeft);
    } catch (NotUnderstood e) {
      log.warn("event not understood", Map.of("reason", e.getMessage()));
      throw e;
    }
    log.info("event", Map.of("findings", verdicts.size(), "failures", failures.size()));
    if (!failures.isEmpty()) {
      failures.forEach(f -> log.warn("failure", Map.of("reason", f)));
      throw new NotUnderstood(
          failures.size()
              + " of the event's findings could not be dealt with: "
              + summary(failures));
    }
    return json(Map.of("findings", verdicts.stream().map(Verdict::toMap).toList()));
  }

  private static byte[] json(Map<String, ?> answer) {
    return StrictJson.writeBytes(answer);
  }

  private CaseWork work() {
    Product now = product();
    Settings settings = now.settings();
    return new CaseWork(
        now.tools(),
        settings.variables(),
        new Machines(
            settings.need("ONLINE_TLS_MACHINE"),
            settings.need("SNAPSHOT_RESTORE_MACHINE"),
            settings.need("TLS_BACK_MACHINE")));
  }

  private synchronized Product product() {
    if (product == null) {
      product = factory.get();
    }
    return product;
  }

  private static String summary(List<String> failures) {
    String all = String.join("; ", failures.subList(0, Math.min(5, failures.size())));
    return failures.size() > 5 ? all + "; …" : all;
  }
}
