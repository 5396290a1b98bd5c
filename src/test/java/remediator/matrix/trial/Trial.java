package remediator.matrix.trial;

import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.StateEntered;
import awsemulator.template.TemplateFunction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.ledger.RemediationCase;
import remediator.local.CellCloud;
import remediator.matrix.mishap.Act;
import remediator.matrix.mishap.Mishap;
import remediator.matrix.mishap.Moment;
import remediator.plan.PolicySetting;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.sfn.SfnClient;

/** One flow with one mishap, from the event until nothing is left to happen. */
public final class Trial {
  /** More than the longest flow takes. */
  private static final int MOST_TASKS = 3_000;

  private static final int HOURS = 12;

  /** Name of the parameter group of a group that is replaced. */
  static final String OWNERS_PARAMETERS = "owners-parameters";

  final CellCloud cloud;
  final Flow flow;
  private final Mishap mishap;
  private final Worker worker;
  private final List<Stack> stacks;
  private boolean endedBefore;
  private String standardParameterGroup = "";
  private final Drill drill;
  private final CallInspector inspector;
  private final Watcher watcher;
  private final People people;
  private final Lineage lineage;
  private final RowHistory rows = new RowHistory();
  private final Moment.Listener moments;

  /** For a cell. */
  public Trial(Worker worker, Flow flow, Mishap mishap, Variant variant) {
    this(worker, flow, mishap, variant, Optional.empty());
  }

  /** For the flow in which nothing goes wrong. */
  public Trial(Worker worker, Flow flow, SceneRecorder recorder) {
    this(worker, flow, new Mishap.None(), Variant.PRODUCT, Optional.of(recorder));
  }

  private Trial(
      Worker worker, Flow flow, Mishap mishap, Variant variant, Optional<SceneRecorder> recorder) {
    this.worker = worker;
    this.flow = flow;
    this.mishap = mishap;
    this.stacks =
        Stream.of(flow.deployment(), CellCloud.SECOND)
            .limit(acts(Act.Kind.DEPLOYS_SECOND) ? 2 : 1)
            .map(worker::stack)
            .toList();
    this.drill = new Drill(mishap, this::stopAndRedrive);
    this.lineage = new Lineage(flow.group().toString(), flow.bystander());
    this.cloud =
        new CellCloud(
            stacks.stream().map(Stack::deployment).toList(),
            worker::definition,
            worker.fleet(flow, acts(Act.Kind.TAKES_SNAPSHOT_NAME)),
            lineage,
            drill,
            worker.http,
            drill,
            worker.keys,
            worker.dynamoDb,
            (function, type) ->
                new Mortal(drill, variant, stackOf(function), flow)
                    .of(worker.handler(function, variant.handler(type))),
            _ -> {});
    this.inspector = new CallInspector(this);
    this.watcher = new Watcher(this);
    this.people = new People(this);
    ActPerformer performer = new ActPerformer(this);
    this.moments =
        recorder.isPresent()
            ? recorder.get().of(this, performer)
            : moment -> happens(moment, performer);
    drill.watchedBy(this::moment, inspector);
    worker.moveTo(cloud, lineage, stacks);
    cloud.sns.onPublish(people::read);
    cloud.machines.onState(e -> entered(e, mishap));
    prepare();
    watcher.begin();
    inspector.begin();
  }

  private Stack stackOf(TemplateFunction function) {
    return stacks.stream().filter(s -> s.has(function)).findFirst().orElseThrow();
  }

  private boolean acts(Act.Kind kind) {
    return act().filter(a -> a.kind() == kind).isPresent();
  }

  /** What somebody does in this cell. */
  Optional<Act> act() {
    return mishap instanceof Mishap.OfPeople p ? Optional.of(p.act()) : Optional.empty();
  }

  /** Whether somebody does anything at this moment in this cell. */
  boolean actsAt(Moment moment) {
    return mishap instanceof Mishap.OfPeople p && p.moment().equals(moment);
  }

  private void happens(Moment moment, ActPerformer performer) {
    if (actsAt(moment) && !drill.reached()) {
      drill.acted();
      people.mark();
      endedBefore = stacks.getFirst().row(flow).filter(RemediationCase::running).isEmpty();
      act().filter(a -> !a.kind().answers()).ifPresent(performer::perform);
    }
  }

  /** Whether the flow had ended, and said so, when somebody acted. */
  boolean endedBeforeTheAct() {
    return endedBefore;
  }

  /** Whether somebody acts when the hourly look is all that is left. */
  boolean actsAfterEnd() {
    return mishap instanceof Mishap.OfPeople p
        && (p.moment().equals(Moment.end()) || p.moment().step().equals("Reconcile"));
  }

  /** Whether somebody acts while this run of a step is between two calls. */
  boolean actsWithin(StepRun run) {
    return mishap instanceof Mishap.OfPeople p
        && p.moment().when() == Moment.When.WITHIN
        && p.moment().step().equals(run.step())
        && p.moment().visit() == run.visit();
  }

  /** Somebody may act now. */
  void moment(Moment moment) {
    if (moment.when() == Moment.When.AFTER) {
      rows.keep(moment.step(), row());
      watcher.stepEnded();
    }
    moments.at(moment);
  }

  private void prepare() {
    List<Tag> wishes =
        flow.settings().entrySet().stream()
            .map(
                e ->
                    Tag.builder()
                        .key(PolicySetting.TAG_PREFIX + e.getKey())
                        .value(e.getValue())
                        .build())
            .toList();
    if (!wishes.isEmpty()) {
      owner()
          .elastiCache(AccountRegion.of(flow.group()))
          .addTagsToResource(r -> r.resourceName(flow.group().toString()).tags(wishes));
      // ElastiCache is busy with that for a while.
      cloud.clock.advance(Duration.ofMinutes(5));
    }
    if (flow.replaces()) {
      ownParameters();
    }
    if (flow.surrounded()) {
      cloud.surround(worker.people, flow.group());
    }
    cloud.store(worker.people);
    if (!flow.goesBack()) {
      cloud.importFindings(flow.event());
    }
  }

  /** The owner's parameter group, with a value that is not the default. */
  private void ownParameters() {
    standardParameterGroup =
        cloud
            .elastiCache
            .view()
            .nodes(flow.group().toString())
            .getFirst()
            .cacheParameterGroup()
            .cacheParameterGroupName();
    ElastiCacheClient client = owner().elastiCache(AccountRegion.of(flow.group()));
    String used = standardParameterGroup;
    client.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(OWNERS_PARAMETERS)
                .cacheParameterGroupFamily(used.replaceAll("^default[.]|[.]cluster[.]on$", ""))
                .description("by its owner"));
    Map<String, String> values = new TreeMap<>(Map.of("maxmemory-policy", "allkeys-lru"));
    if (used.endsWith(".cluster.on")) {
      values.put("cluster-enabled", "yes");
    }
    client.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(OWNERS_PARAMETERS)
                .parameterNameValues(
                    values.entrySet().stream()
                        .map(
                            e ->
                                ParameterNameValue.builder()
                                    .parameterName(e.getKey())
                                    .parameterValue(e.getValue())
                                    .build())
                        .toList()));
    client.modifyReplicationGroup(
        r ->
            r.replicationGroupId(flow.group().id())
                .cacheParameterGroupName(OWNERS_PARAMETERS)
                .applyImmediately(true));
    cloud.clock.advance(Duration.ofMinutes(30));
  }

  /**
   * From the event to the end, with the hourly look at everything as long as it finds something.
   */
  public Trial run() {
    send(first());
    toTheEnd();
    sendAgain();
    moment(Moment.end());
    toTheEnd();
    sendAgain();
    for (int i = 0; i < HOURS && unsettled(i); i++) {
      cloud.clock.advance(Duration.ofHours(1));
      stacks.forEach(s -> cloud.lambda.invokeAsync(s.function("ReconcileFunction"), "{}"));
      toTheEnd();
    }
    return this;
  }

  /** Security Hub evaluates the group again, and the finding is NEW still. */
  private void sendAgain() {
    if (ledger().isEmpty()) {
      cloud.clock.advance(Duration.ofHours(12));
      send(first());
      toTheEnd();
    }
  }

  private boolean unsettled(int round) {
    return stacks.stream().anyMatch(s -> s.row(flow).filter(RemediationCase::running).isPresent())
        || (round == 0 && ledger().filter(c -> c.state() == RemediationCase.State.DONE).isEmpty())
        || (round < 2 && act().isPresent());
  }

  /** AWS's own parameter group for the group's family. */
  String standardParameterGroup() {
    return standardParameterGroup;
  }

  /** Delivers the event. */
  void send(Stack stack) {
    cloud.lambda.invokeAsync(stack.function(flow.function()), flow.event());
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

  private void entered(StateEntered entered, Mishap mishap) {
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

  /** Ends every execution of the first deployment, for good. */
  void stopAll() {
    cloud.machines.executions().stream()
        .filter(e -> e.stopped() == null)
        .forEach(e -> stop(e, false));
  }

  private void stop(ExecutionView execution, boolean redrive) {
    SfnClient client = worker.people.stepFunctions();
    client.stopExecution(r -> r.executionArn(execution.arn()).cause("a person's mistake"));
    if (redrive) {
      cloud.clock.schedule(
          Duration.ofMinutes(10),
          () -> client.redriveExecution(r -> r.executionArn(execution.arn())));
    }
  }

  /** What the first deployment's ledger says. */
  Optional<RemediationCase> ledger() {
    return first().row(flow);
  }

  /** The same, as it is stored. */
  Optional<Map<String, AttributeValue>> row() {
    return Optional.ofNullable(worker.dynamoDb.items(first().table()).get(flow.group().toString()));
  }

  RowHistory rows() {
    return rows;
  }

  Stack first() {
    return stacks.getFirst();
  }

  Stack second() {
    return stacks.getLast();
  }

  List<Stack> stacks() {
    return stacks;
  }

  /** Clients with all rights in the group's account. */
  AwsClients owner() {
    return worker.owner(AccountRegion.of(flow.group()));
  }

  /** Tags that the group has had before the product came. */
  List<Tag> ownersTags() {
    return watcher.tagsBefore();
  }

  Lineage lineage() {
    return lineage;
  }

  public Drill drill() {
    return drill;
  }

  public CallInspector inspector() {
    return inspector;
  }

  Watcher watcher() {
    return watcher;
  }

  Worker worker() {
    return worker;
  }

  People people() {
    return people;
  }
}
