package remediator.local;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import awsemulator.data.DataPlane;
import awsemulator.elasticache.TestControls;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.elasticache.fleet.FleetView;
import awsemulator.iam.Organization;
import awsemulator.queues.MessageQueues;
import awsemulator.services.EventBus;
import awsemulator.services.SnsService;
import awsemulator.services.securityhub.SecurityHub;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.states.lambda.LogLine;
import awsemulator.template.StackDeployment;
import awsemulator.time.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.LocalCloud;
import remediator.local.cloud.PageFront;

/** What a test may look at while the product runs, and afterwards. */
public abstract class WatchedCloud {
  private static final Pattern READING =
      Pattern.compile("[A-Za-z]+\\.(BatchGet|Describe|Get|List|Assume).*");

  final LocalCloud cloud;
  private final FaultList faults = new FaultList();

  /**
   * A log line.
   *
   * @param function the name of that which wrote it
   * @param fields the object that it is
   */
  public record Logged(String function, Instant at, Map<String, Object> fields) {}

  private final List<Logged> log = new CopyOnWriteArrayList<>();
  private final Ledger ledger;

  WatchedCloud(Fleet fleet, Map<String, String> parameters, FaultPlan more, DataPlane data) {
    cloud = new LocalCloud(fleet, data, askedAgain(parameters), new Both(faults, more), this::log);
    AwsClients aws = operator(LocalCloud.ACCOUNT, LocalCloud.REGION);
    ledger = new Ledger(aws.dynamoDb(), table(), new ExecutionNames("10ca1000"));
  }

  /**
   * Parameters of the template under which people are asked before the cut-over while writes are
   * held as well, and have a day for it; those of a test come first.
   */
  static Map<String, String> askedAgain(Map<String, String> parameters) {
    Map<String, String> all =
        new TreeMap<>(Map.of("GateCutOver", "again", "FreezeMinutes", "1440"));
    all.putAll(parameters);
    return all;
  }

  /** What a test has asked for, and then another plan, which people's calls are not under. */
  private record Both(FaultList list, FaultPlan more) implements FaultPlan {
    @Override
    public InjectedFault decide(CallerIdentity caller, String service, String operation) {
      InjectedFault fault = list.decide(caller, service, operation);
      return fault == InjectedFault.NONE && !caller.principal().equals(CallerIdentity.OPERATOR)
          ? more.decide(caller, service, operation)
          : fault;
    }

    @Override
    public Optional<AwsFault> refusal(
        CallerIdentity caller, String service, String operation, String body) {
      return caller.principal().equals(CallerIdentity.OPERATOR)
          ? Optional.empty()
          : more.refusal(caller, service, operation, body);
    }
  }

  private void log(LogLine line) {
    log.add(new Logged(line.function(), clock().instant(), read(line.text())));
  }

  static Map<String, Object> read(String json) {
    return StrictJson.readObject(json);
  }

  public FaultList faults() {
    return faults;
  }

  public VirtualClock clock() {
    return cloud.clock;
  }

  public FleetView view() {
    return cloud.elastiCache.view();
  }

  public TestControls controls() {
    return cloud.elastiCache.controls();
  }

  public SecurityHub securityHub() {
    return cloud.securityHub;
  }

  public List<ExecutionView> executions() {
    return cloud.machines.executions();
  }

  public Optional<RemediationCase> ledger(String groupArn) {
    return ledger.find(GroupArn.parse(groupArn));
  }

  /** To set the ledger up as no flow would leave it. */
  public Ledger ledger() {
    return ledger;
  }

  /** The ledger's table. */
  public String table() {
    return cloud.deployment.tables().getFirst().name();
  }

  /** Clients with all rights in an account. */
  public AwsClients operator(String account, String region) {
    return new AwsClients(
        cloud.as(CallerIdentity.OPERATOR, account),
        new AccountRegion("aws", account, region),
        Optional.empty());
  }

  /**
   * Clients with the rights of a role, in the role's own account.
   *
   * @param role its ARN
   */
  public AwsClients as(String role, String region) {
    String account = role.split(":", -1)[4];
    return new AwsClients(
        cloud.as(role, account), new AccountRegion("aws", account, region), Optional.empty());
  }

  /** The page on which gates are answered, for a browser that comes from nowhere. */
  public PageFront page() {
    return cloud.page();
  }

  /** What was put on the default event bus. */
  public List<EventBus.Event> events() {
    synchronized (cloud.clock) {
      return cloud.events.events();
    }
  }

  /** What is in a bucket, by key. */
  public Map<String, String> objects(String bucket) {
    return cloud.objects.content(bucket);
  }

  public EventBus eventBus() {
    return cloud.events;
  }

  public List<SnsService.Message> messages() {
    synchronized (cloud.clock) {
      return cloud.sns.published();
    }
  }

  /** The lines that the functions logged, as the objects that they are. */
  public List<Map<String, Object>> log() {
    return log.stream().map(Logged::fields).toList();
  }

  /** The same with who wrote each, and when by the cloud's clock. */
  public List<Logged> logged() {
    return List.copyOf(log);
  }

  /** The log lines with this message. */
  public List<Map<String, Object>> log(String message) {
    return log().stream().filter(l -> message.equals(l.get("message"))).toList();
  }

  /** Everything that somebody could read afterwards, as texts by where they are. */
  public Map<String, List<String>> traces() {
    return Traces.of(cloud, log());
  }

  public StackDeployment deployment() {
    return cloud.deployment;
  }

  public LambdaHost lambda() {
    return cloud.lambda;
  }

  /** What is in the dead-letter queue: records of invocations, and messages of the other queue. */
  public List<Map<String, Object>> deadLetters() {
    return Stream.concat(
            cloud.lambda.deadLetters().stream().map(d -> read(d.body())),
            cloud.queues.deadLetters().stream()
                .map(m -> Map.<String, Object>of("messageId", m.id(), "body", m.body())))
        .toList();
  }

  public MessageQueues queues() {
    return cloud.queues;
  }

  /** The product's calls that were answered well, by name, in order. */
  public List<String> calls() {
    List<String> names = new ArrayList<>();
    for (CallLog.Entry entry : cloud.calls.entries()) {
      if (!entry.caller().principal().equals(CallerIdentity.OPERATOR) && entry.error() == null) {
        names.add(entry.name());
      }
    }
    return names;
  }

  /** In which sessions the product's roles assumed a role: "calling role as session". */
  public Set<String> sessions() {
    Set<String> sessions = new TreeSet<>();
    for (CallLog.Entry entry : cloud.calls.entries()) {
      if (entry.name().equals("STS.AssumeRole") && entry.error() == null) {
        String caller = entry.caller().principal();
        sessions.add(
            caller.substring(caller.lastIndexOf('/') + 1)
                + " as "
                + entry.needs().getFirst().context().get("sts:RoleSessionName"));
      }
    }
    return sessions;
  }

  /** What the policies of the product's roles refused: "role action resource". */
  public Set<String> refused() {
    return cloud.refused();
  }

  /** Which accounts are in the organization. */
  public Organization organization() {
    return cloud.organization;
  }

  /** The product's calls that change something, of those that were answered well. */
  public List<String> changes() {
    return calls().stream().filter(c -> !READING.matcher(c).matches()).toList();
  }

  /** How often a call changed something, whether or not its answer was heard. */
  public long performed(String name) {
    return cloud.calls.entries().stream()
        .filter(
            e -> e.name().equals(name) && !e.caller().principal().equals(CallerIdentity.OPERATOR))
        .filter(e -> e.error() == null || e.error().equals(CallLog.NO_ANSWER))
        .count();
  }
}
