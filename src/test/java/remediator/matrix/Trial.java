package remediator.matrix;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import remediator.ledger.Case;
import remediator.local.run.CellCloud;
import remediator.local.states.Entered;
import remediator.local.states.Execution;
import remediator.local.template.TemplateFunction;
import remediator.plan.Setting;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

/** One flow with one mishap, from the event until nothing is left to happen. */
final class Trial {
  /** More than the longest flow takes. */
  private static final int MOST_TASKS = 3_000;

  private static final int HOURS = 12;

  final CellCloud cloud;
  final Flow flow;
  private final Worker worker;
  private final Drill drill;
  private final Watcher watcher;
  private final People people;
  private final Lineage lineage;

  Trial(Worker worker, Flow flow, Mishap mishap, Variant variant) {
    this.worker = worker;
    this.flow = flow;
    this.drill = new Drill(mishap, this::stopAndRedrive);
    Mortal mortal = new Mortal(drill, variant, worker.ledger, flow);
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
            (function, type) -> mortal.of(worker.handler(function, type)),
            _ -> {});
    worker.moveTo(cloud, flow);
    this.watcher = new Watcher(this);
    this.people = new People(this);
    cloud.sns.onPublish(people::read);
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
      // ElastiCache is busy with that for a while.
      cloud.clock.advance(Duration.ofMinutes(5));
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
    cloud.lambda.invokeAsync(function(flow.function()), flow.event());
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
    return people.told();
  }
}
