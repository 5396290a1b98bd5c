package remediator.local;

import awsemulator.cloud.FaultPlan;
import awsemulator.data.DataPlane;
import awsemulator.data.NoData;
import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.services.KeyManagement;
import awsemulator.services.SnsService;
import awsemulator.services.VpcNetwork;
import awsemulator.services.dns.HostedZones;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import remediator.group.GroupArn;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.GroupSurroundings;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The product in a local cloud with the sample fleet, for tests of whole flows. */
public final class CloudRun extends WatchedCloud implements AutoCloseable {
  private static final Path FLEET = Path.of("src/local/fleet");

  /** More than the longest flow takes; a test that comes here goes round for ever. */
  private static final int MOST_TASKS = 20_000;

  private final DataPlane data;
  private final Gatekeeper gates;

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
    super(fleet, parameters, more, data);
    this.data = data;
    gates = new Gatekeeper(cloud);
  }

  /** Lets the clock of the functions be ahead of AWS's own, or behind where this is negative. */
  public CloudRun functionsAhead(Duration ahead) {
    cloud.setFunctionsAhead(ahead);
    return this;
  }

  /** Puts the findings of an event into Security Hub. */
  public CloudRun importing(byte[] event) {
    new EventFixtures(cloud, null, null).importFindings(text(event));
    return this;
  }

  /**
   * Deploys definitions of state machines, as an update of the stack does; executions that run keep
   * theirs ("Updating a state machine", Step Functions).
   *
   * @param folder with files of the names that the template gives; others stay as they are
   */
  public CloudRun deploy(Path folder) {
    for (TemplateMachine machine : cloud.deployment.machines()) {
      Path file = folder.resolve(machine.definition().getFileName());
      if (Files.exists(file)) {
        cloud.machines.deploy(machine.arn(), machine.roleArn(), file, machine.substitutions());
      }
    }
    return this;
  }

  /** Starts the servers of a sample group, with keys in them. */
  public CloudRun fill(String groupArn) {
    new EventFixtures(cloud, data, (RedisDataPlane) data).fill(Set.of(groupArn));
    return this;
  }

  /** As EventBridge does: to the targets of all rules that match. Answers how many there are. */
  public int deliver(byte[] event) {
    return cloud.rules.deliver(text(event)).size();
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
   * @throws LambdaFunctions.FunctionFailed where it threw
   */
  public Map<String, Object> invoke(String logicalId, byte[] event)
      throws LambdaFunctions.FunctionFailed {
    return read(cloud.lambda.invoke(function(logicalId), text(event)));
  }

  /** Starts the state machine that a rule of the template starts by its schedule, as its role. */
  public void schedule(String rule) {
    Map<?, ?> target =
        (Map<?, ?>)
            ((List<?>) cloud.deployment.resources().get(rule).properties().get("Targets"))
                .getFirst();
    as(target.get("RoleArn").toString(), LocalCloud.REGION)
        .stepFunctions()
        .startExecution(
            r ->
                r.stateMachineArn(target.get("Arn").toString())
                    .input(target.get("Input").toString()));
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

  private static String text(byte[] event) {
    return new String(event, StandardCharsets.UTF_8);
  }

  /** Lets the tasks run that are due until then; what waits for later waits. */
  public CloudRun forTime(Duration time) {
    cloud.clock.advance(time);
    return this;
  }

  /** KMS, whose keys are all there and enabled unless it is told otherwise. */
  public KeyManagement keys() {
    return cloud.kms;
  }

  /** Route 53, which has no hosted zone until a test makes one. */
  public HostedZones dns() {
    return cloud.dns;
  }

  /** What EC2 knows of the VPCs. */
  public VpcNetwork network() {
    return cloud.network;
  }

  /** SNS, where the template's subscriptions wait for their confirmation. */
  public SnsService sns() {
    return cloud.sns;
  }

  public Gatekeeper gates() {
    return gates;
  }

  /** Gives a group auto scaling and alarms. */
  public void surround(GroupArn group) {
    new GroupSurroundings(cloud, group).make();
  }

  /** Loses the record of a group, as a ledger that was made anew has. */
  public void forget(String groupArn) {
    String table = cloud.deployment.tables().getFirst().name();
    operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .dynamoDb()
        .deleteItem(r -> r.tableName(table).key(Map.of("group", AttributeValue.fromS(groupArn))));
  }

  @Override
  public void close() {
    cloud.close();
  }
}
