package remediator.matrix;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.local.run.CellCloud;
import remediator.local.services.Sns;
import remediator.local.states.Entered;
import remediator.local.states.Execution;
import remediator.local.template.TemplateFunction;
import remediator.plan.Setting;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** One flow with one mishap, from the event until nothing is left to happen. */
final class Trial {
  /** More than the longest flow takes. */
  private static final int MOST_TASKS = 3_000;

  private static final int HOURS = 12;
  private static final Duration THINKS = Duration.ofMinutes(15);

  /** In the command that fetches a question's token. */
  private static final Pattern GATE = Pattern.compile("facts\\.M\\.GATE\\.S == '([^']+)'");

  final CellCloud cloud;
  final Flow flow;
  private final Worker worker;
  private final Drill drill;
  private final Variant variant;
  private final Watcher watcher;
  private final List<String> messages = new ArrayList<>();
  private final Lineage lineage;

  Trial(Worker worker, Flow flow, Mishap mishap, Variant variant) {
    this.worker = worker;
    this.flow = flow;
    this.variant = variant;
    this.drill = new Drill(mishap, this::stopAndRedrive);
    this.lineage = new Lineage(flow.group().toString());
    this.cloud =
        new CellCloud(
            flow.deployment(),
            worker.fleet(flow),
            lineage,
            drill,
            worker.http,
            drill,
            worker.keys,
            worker.dynamoDb,
            (function, type) -> mortal(worker.handler(function, type)),
            _ -> {});
    worker.moveTo(cloud, flow);
    this.watcher = new Watcher(this);
    cloud.sns.onPublish(this::read);
    cloud.machines.onState(e -> entered(e, mishap));
    prepare();
    watcher.begin();
  }

  private void prepare() {
    if (!flow.settings().isEmpty()) {
      List<Tag> tags =
          flow.settings().entrySet().stream()
              .map(
                  s ->
                      Tag.builder()
                          .key(Setting.TAG_PREFIX + s.getKey())
                          .value(s.getValue())
                          .build())
              .toList();
      worker
          .people
          .elastiCache(remediator.aws.Place.of(flow.group()))
          .addTagsToResource(r -> r.resourceName(flow.group().toString()).tags(tags));
    }
    if (flow.surrounded()) {
      cloud.surround(worker.people, flow.group());
    }
    cloud.store(worker.people);
    if (!flow.goesBack()) {
      cloud.importFindings(flow.event());
    }
  }

  /**
   * From the event to the end, with the hourly look at everything as long as it finds something.
   */
  Trial run() {
    send();
    toTheEnd();
    if (ledger().isEmpty()) {
      // Security Hub evaluates the group again, and the finding is NEW still.
      cloud.clock.advance(Duration.ofHours(12));
      send();
      toTheEnd();
    }
    for (int i = 0; i < HOURS && unsettled(i); i++) {
      cloud.clock.advance(Duration.ofHours(1));
      cloud.lambda.invokeAsync(function("ReconcileFunction"), "{}");
      toTheEnd();
    }
    return this;
  }

  private boolean unsettled(int round) {
    Optional<Case> now = ledger();
    return now.filter(Case::running).isPresent()
        || (round == 0 && now.filter(c -> c.state() == Case.State.DONE).isEmpty());
  }

  private void send() {
    cloud.lambda.invokeAsync(function("FindingFunction"), flow.event());
  }

  private static String function(String logicalId) {
    return CellCloud.PRODUCT.functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .map(TemplateFunction::name)
        .findFirst()
        .orElseThrow();
  }

  private void toTheEnd() {
    for (int i = 0; i < MOST_TASKS; i++) {
      boolean open = cloud.machines.executions().stream().anyMatch(e -> e.stopped() == null);
      if (!(cloud.clock.busy() || open) || !cloud.clock.runNext()) {
        return;
      }
      watcher.look();
    }
    throw new IllegalStateException("it goes round for ever");
  }

  /** A function's process, which can die. */
  private RequestStreamHandler mortal(RequestStreamHandler handler) {
    return (InputStream in, OutputStream out, Context context) -> {
      byte[] input = in.readAllBytes();
      String step = step(input);
      ByteArrayOutputStream answer =
          process(step, () -> beside(step, input, handler, context), input, handler, context);
      if (drill.diesAtTheEnd(step)) {
        throw new Killed.Gone();
      }
      if (drill.runsAgain(step)) {
        answer = process(step, () -> {}, input, handler, context);
      }
      answer.writeTo(out);
    };
  }

  private ByteArrayOutputStream process(
      String step, Runnable again, byte[] input, RequestStreamHandler handler, Context context)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    drill.begin(step, again);
    try {
      handler.handleRequest(new ByteArrayInputStream(input), answer, context);
      return answer;
    } catch (Killed _) {
      variant.afterFailure(step, worker.ledger, flow);
      throw new Killed.Gone();
    } catch (RuntimeException | IOException e) {
      variant.afterFailure(step, worker.ledger, flow);
      throw e;
    } finally {
      drill.end();
    }
  }

  /** What becomes of the other one, only its own caller gets to know. */
  private void beside(String step, byte[] input, RequestStreamHandler handler, Context context) {
    try {
      process(step, () -> {}, input, handler, context);
    } catch (RuntimeException | IOException e) {
      messages.add("");
    }
  }

  private static String step(byte[] input) throws IOException {
    Map<String, Object> event = Json.readObject(input);
    String step = String.valueOf(event.getOrDefault("step", "Reconcile"));
    if (!event.containsKey("step") && event.containsKey("nodes")) {
      return "Probe";
    }
    if (event.containsKey("detail") || event.containsKey("tls-back")) {
      return "Finding";
    }
    return step.equals("Ask") ? "Ask " + event.get("ask") : step;
  }

  private void entered(Entered entered, Mishap mishap) {
    if (entered.type().equals("Task") && drill.stopsAt(taskStep(entered.state()))) {
      boolean back = mishap instanceof Mishap.OfStep of && of.kind() == Mishap.Kind.REDRIVEN;
      stop(entered.execution(), back);
    }
  }

  /** States are named after their steps. */
  private static String taskStep(String state) {
    return state.startsWith("Ask")
        ? "Ask "
            + state.substring(3).replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT)
        : state;
  }

  private void stopAndRedrive() {
    cloud.machines.executions().stream()
        .filter(e -> e.stopped() == null)
        .findFirst()
        .ifPresent(e -> stop(e, true));
  }

  private void stop(Execution execution, boolean redrive) {
    SfnClient client = worker.people.stepFunctions();
    client.stopExecution(r -> r.executionArn(execution.arn()).cause("a person's mistake"));
    if (redrive) {
      cloud.clock.schedule(
          Duration.ofMinutes(10),
          () -> client.redriveExecution(r -> r.executionArn(execution.arn())));
    }
  }

  private void read(Sns.Message message) {
    messages.add(message.subject() + "\n" + message.message());
    Matcher question = GATE.matcher(message.message());
    boolean again = message.subject().contains(": reminder ");
    if (question.find() && (!again || question.group(1).equals("required"))) {
      String gate = question.group(1);
      if (flow.probed() && gate.equals("required")) {
        return;
      }
      cloud.clock.schedule(THINKS, () -> answer(gate));
    }
  }

  private void answer(String gate) {
    String token =
        ledger()
            .filter(c -> c.fact(Fact.GATE).equals(Optional.of(gate)))
            .flatMap(c -> c.fact(Fact.GATE_TOKEN))
            .orElse("");
    if (token.isEmpty()) {
      return;
    }
    SfnClient client = worker.people.stepFunctions();
    try {
      if (gate.equals(flow.rejected())) {
        client.sendTaskFailure(r -> r.taskToken(token).error("Rejected").cause("not today"));
      } else {
        client.sendTaskSuccess(r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
      }
    } catch (SfnException e) {
      // Asked twice and answered already, or asked by an execution that is gone.
      messages.add("");
    }
  }

  Optional<Case> ledger() {
    return worker.ledger.find(flow.group());
  }

  Lineage lineage() {
    return lineage;
  }

  Drill drill() {
    return drill;
  }

  Watcher watcher() {
    return watcher;
  }

  Worker worker() {
    return worker;
  }

  /** All that people were sent, and all that stands on findings. */
  List<String> told() {
    List<String> all = new ArrayList<>(messages);
    cloud.securityHub.findings(flow.group().account(), flow.group().region()).stream()
        .map(f -> f.get("Note") instanceof Map<?, ?> n ? String.valueOf(n.get("Text")) : "")
        .forEach(all::add);
    cloud.lambda.deadLetters().forEach(d -> all.add(d.body()));
    all.removeIf(String::isEmpty);
    return all;
  }
}
