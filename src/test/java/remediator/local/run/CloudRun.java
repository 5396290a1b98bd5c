package remediator.local.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import remediator.aws.Aws;
import remediator.aws.Place;
import remediator.group.GroupArn;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.local.cloud.CallLog;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Fault;
import remediator.local.cloud.FaultPlan;
import remediator.local.data.DataPlane;
import remediator.local.data.NoData;
import remediator.local.data.RedisDataPlane;
import remediator.local.elasticache.Controls;
import remediator.local.elasticache.Fleet;
import remediator.local.elasticache.FleetView;
import remediator.local.services.EventBus;
import remediator.local.services.SecurityHub;
import remediator.local.services.Sns;
import remediator.local.states.Execution;
import remediator.local.states.Functions;
import remediator.local.states.LogLine;
import remediator.local.template.TemplateFunction;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The product in a local cloud with the sample fleet, for tests of whole flows. */
public final class CloudRun implements AutoCloseable {
  private static final Path FLEET = Path.of("src/local/fleet");

  /** More than the longest flow takes; a test that comes here goes round for ever. */
  private static final int MOST_TASKS = 20_000;

  private static final Pattern READING =
      Pattern.compile("[A-Za-z]+\\.(Describe|Get|List|Assume).*");

  private final FaultList faults = new FaultList();
  private final List<Map<String, Object>> log = new CopyOnWriteArrayList<>();
  private final DataPlane data;
  private final LocalCloud cloud;
  private final Gatekeeper gates;
  private final Ledger ledger;

  /** Without data, with the template's defaults. */
  public CloudRun() {
    this(Map.of());
  }

  /**
   * Without data.
   *
   * @param parameters of the template, by name
   */
  public CloudRun(Map<String, String> parameters) {
    this(Fleet.load(FLEET), parameters, FaultPlan.NEVER);
  }

  /**
   * @param more faults, besides those of {@link #faults()}
   */
  public CloudRun(Fleet fleet, Map<String, String> parameters, FaultPlan more) {
    this(fleet, parameters, more, new NoData());
  }

  /** With data in the groups that are {@link #fill}ed. */
  public CloudRun(Map<String, String> parameters, DataPlane data) {
    this(Fleet.load(FLEET), parameters, FaultPlan.NEVER, data);
  }

  private CloudRun(Fleet fleet, Map<String, String> parameters, FaultPlan more, DataPlane data) {
    this.data = data;
    FaultPlan both =
        (caller, service, operation) -> {
          Fault fault = faults.decide(caller, service, operation);
          return fault == Fault.NONE && !caller.principal().equals(Caller.OPERATOR)
              ? more.decide(caller, service, operation)
              : fault;
        };
    cloud = new LocalCloud(fleet, data, parameters, both, this::log);
    gates = new Gatekeeper(cloud);
    Place home = new Place("aws", LocalCloud.ACCOUNT, LocalCloud.REGION);
    Aws aws = new Aws(cloud.as(Caller.OPERATOR, LocalCloud.ACCOUNT), home, Optional.empty());
    ledger = new Ledger(aws.dynamoDb(), cloud.deployment.tables().getFirst().name());
  }

  /** Puts the findings of an event into Security Hub. */
  public CloudRun importing(byte[] event) {
    new Fixtures(cloud, null, null).importFindings(text(event));
    return this;
  }

  /** Starts the servers of a sample group, with keys in them. */
  public CloudRun fill(String groupArn) {
    new Fixtures(cloud, data, (RedisDataPlane) data).fill(Set.of(groupArn));
    return this;
  }

  /** As EventBridge does: to the targets of all rules that match. Answers how many there are. */
  public int deliver(byte[] event) {
    List<String> matching = cloud.rules.matching(text(event));
    matching.forEach(r -> send(event));
    return matching.size();
  }

  /** Asynchronously and past the rules, as with {@code aws lambda invoke}. */
  public void send(byte[] event) {
    send("FindingFunction", event);
  }

  /** The same, to another function. */
  public void send(String logicalId, byte[] event) {
    cloud.lambda.invokeAsync(function(logicalId), text(event));
  }

  /**
   * Invokes a function by its logical id, and waits.
   *
   * @throws Functions.FunctionFailed where it threw
   */
  public Map<String, Object> invoke(String logicalId, byte[] event)
      throws Functions.FunctionFailed {
    return read(cloud.lambda.invoke(function(logicalId), text(event)));
  }

  /** Lets time pass until no work is left, and no execution waits. */
  public CloudRun toTheEnd() {
    return until(() -> false);
  }

  /** The same, but no further than to where this holds; it is asked after each task. */
  public CloudRun until(BooleanSupplier reached) {
    for (int i = 0; i < MOST_TASKS; i++) {
      boolean open = executions().stream().anyMatch(e -> e.stopped() == null);
      if (!(cloud.clock.busy() || open) || !cloud.clock.runNext() || reached.getAsBoolean()) {
        return this;
      }
    }
    throw new IllegalStateException("after " + MOST_TASKS + " tasks there is still work");
  }

  private String function(String logicalId) {
    return cloud.deployment.functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .map(TemplateFunction::name)
        .findFirst()
        .orElseThrow();
  }

  private void log(LogLine line) {
    log.add(read(line.text()));
  }

  private static Map<String, Object> read(String json) {
    try {
      return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("not a JSON object: " + json, e);
    }
  }

  private static String text(byte[] event) {
    return new String(event, StandardCharsets.UTF_8);
  }

  /** The page on which gates are answered, for a browser that comes from nowhere. */
  public PageFront page() {
    return cloud.page();
  }

  /** Lets the tasks run that are due until then; what waits for later waits. */
  public CloudRun forTime(Duration time) {
    cloud.clock.advance(time);
    return this;
  }

  /** What was put on the default event bus. */
  public List<EventBus.Event> events() {
    synchronized (cloud.clock) {
      return cloud.events.events();
    }
  }

  public FaultList faults() {
    return faults;
  }

  public Gatekeeper gates() {
    return gates;
  }

  public VirtualClock clock() {
    return cloud.clock;
  }

  public FleetView view() {
    return cloud.elastiCache.view();
  }

  public Controls controls() {
    return cloud.elastiCache.controls();
  }

  public SecurityHub securityHub() {
    return cloud.securityHub;
  }

  public List<Execution> executions() {
    return cloud.machines.executions();
  }

  public Optional<Case> ledger(String groupArn) {
    return ledger.find(GroupArn.parse(groupArn));
  }

  /** To set the ledger up as no flow would leave it. */
  public Ledger ledger() {
    return ledger;
  }

  /** Gives a group auto scaling, alarms and automatic snapshots. */
  public void surround(GroupArn group) {
    new Surroundings(cloud, group).make();
  }

  /** Loses the record of a group, as a ledger that was made anew has. */
  public void forget(String groupArn) {
    String table = cloud.deployment.tables().getFirst().name();
    operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .dynamoDb()
        .deleteItem(r -> r.tableName(table).key(Map.of("group", AttributeValue.fromS(groupArn))));
  }

  /** Clients with all rights in an account. */
  public Aws operator(String account, String region) {
    return new Aws(
        cloud.as(Caller.OPERATOR, account), new Place("aws", account, region), Optional.empty());
  }

  public List<Sns.Message> messages() {
    synchronized (cloud.clock) {
      return cloud.sns.published();
    }
  }

  /** The lines that the functions logged, as the objects that they are. */
  public List<Map<String, Object>> log() {
    return List.copyOf(log);
  }

  /** The log lines with this message. */
  public List<Map<String, Object>> log(String message) {
    return log.stream().filter(l -> message.equals(l.get("message"))).toList();
  }

  /** Everything that somebody could read afterwards, as texts by where they are. */
  public Map<String, List<String>> traces() {
    return Traces.of(cloud, log);
  }

  /** The records in the dead-letter queue. */
  public List<Map<String, Object>> deadLetters() {
    return cloud.lambda.deadLetters().stream().map(d -> read(d.body())).toList();
  }

  /** The product's calls that were answered well, by name, in order. */
  public List<String> calls() {
    List<String> names = new ArrayList<>();
    for (CallLog.Entry entry : cloud.calls.entries()) {
      if (!entry.caller().principal().equals(Caller.OPERATOR) && entry.error() == null) {
        names.add(entry.name());
      }
    }
    return names;
  }

  /** Of these, the ones that change something. */
  public List<String> changes() {
    return calls().stream().filter(c -> !READING.matcher(c).matches()).toList();
  }

  /** How often a call changed something, whether or not its answer was heard. */
  public long performed(String name) {
    return cloud.calls.entries().stream()
        .filter(e -> e.name().equals(name) && !e.caller().principal().equals(Caller.OPERATOR))
        .filter(e -> e.error() == null || e.error().equals(CallLog.NO_ANSWER))
        .count();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
