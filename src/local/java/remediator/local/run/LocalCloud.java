package remediator.local.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import remediator.aws.Connection;
import remediator.aws.Place;
import remediator.json.StrictJson;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.CallLog;
import remediator.local.cloud.Caller;
import remediator.local.cloud.CloudEndpoint;
import remediator.local.cloud.Credentials;
import remediator.local.cloud.FaultPlan;
import remediator.local.data.DataPlane;
import remediator.local.elasticache.ElastiCacheService;
import remediator.local.elasticache.Fleet;
import remediator.local.events.Rules;
import remediator.local.iam.PolicyAuthorizer;
import remediator.local.rights.RightsRecord;
import remediator.local.services.ApplicationAutoScaling;
import remediator.local.services.CloudWatch;
import remediator.local.services.DynamoDb;
import remediator.local.services.EventBus;
import remediator.local.services.SecretsManager;
import remediator.local.services.SecurityHub;
import remediator.local.services.ServiceQuotas;
import remediator.local.services.Sns;
import remediator.local.services.Ssm;
import remediator.local.services.Sts;
import remediator.local.states.Functions;
import remediator.local.states.LambdaHost;
import remediator.local.states.LogLine;
import remediator.local.states.StateMachines;
import remediator.local.template.Deployment;
import remediator.local.template.SamTemplate;
import remediator.local.template.TemplateFunction;
import remediator.local.time.VirtualClock;
import remediator.probe.ProbeHandler;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * A small AWS in this JVM with the product deployed in it from its own template: functions, state
 * machines, rules, roles and table are those of {@code template.yaml}, and nothing may do what its
 * role there does not allow.
 */
public final class LocalCloud implements AutoCloseable {
  /** The account and Region that the product is deployed in. */
  public static final String ACCOUNT = "111122223333";

  public static final String REGION = "us-east-1";

  /** Where the product is deployed unless a run needs it elsewhere. */
  public static final Place HOME = new Place("aws", ACCOUNT, REGION);

  static final String MEMBER_ROLE = "ElastiCacheEncryptionMember";

  final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-02T09:00:00Z"));
  final CallLog calls = new CallLog(clock);
  final CallShares shares = new CallShares(calls);
  final Credentials keys = new Credentials();
  final PolicyAuthorizer authorizer = new PolicyAuthorizer();
  final ElastiCacheService elastiCache;
  final SecurityHub securityHub = new SecurityHub(clock);
  final Sns sns = new Sns();
  final EventBus events = new EventBus();
  final Deployment deployment;
  final LambdaHost lambda;
  final StateMachines machines;
  final Rules rules;
  final Place home;
  private Duration functionsAhead = Duration.ZERO;
  private final LocalVpc vpc;
  private final DynamoDb dynamoDb = new DynamoDb();
  private final CloudEndpoint endpoint;

  /**
   * Deploys.
   *
   * @param parameters overrides of the template's defaults
   * @param log gets what the functions log
   */
  public LocalCloud(
      Fleet fleet,
      DataPlane data,
      Map<String, String> parameters,
      FaultPlan faults,
      Consumer<LogLine> log) {
    this(HOME, fleet, data, parameters, faults, log);
  }

  /**
   * Deploys somewhere else than at {@link #HOME}.
   *
   * @param home roles cannot be assumed across partitions, so each partition needs a home of its
   *     own
   */
  public LocalCloud(
      Place home,
      Fleet fleet,
      DataPlane data,
      Map<String, String> parameters,
      FaultPlan faults,
      Consumer<LogLine> log) {
    this.home = home;
    elastiCache = new ElastiCacheService(clock, data);
    elastiCache.add(fleet);
    Map<String, String> all = new HashMap<>(parameters);
    all.putIfAbsent("MemberRoleName", MEMBER_ROLE);
    deployment =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(all, home.account(), home.region(), home.partition());
    deployment.roles().forEach(authorizer::add);
    new MemberAccounts(authorizer, deployment, home).addAll(fleet);
    vpc = new LocalVpc(elastiCache.view(), data);
    lambda = new LambdaHost(clock, deployment.functions(), this::handler, log, authorizer);
    machines = new StateMachines(clock, (f, payload) -> invoke(f, payload, log), authorizer);
    deployment
        .machines()
        .forEach(m -> machines.deploy(m.arn(), m.roleArn(), m.definition(), m.substitutions()));
    rules = new Rules(deployment.rules());
    endpoint = new CloudEndpoint(clock, authorizer, calls, faults, keys, services(data));
    new Tables(this).create(deployment.tables());
    new GeneratedSecrets(this).create(deployment.ofType("AWS::SecretsManager::Secret"));
    new StoredParameters(this).create();
    machines.onEnd(new StateEvents(this)::ended);
  }

  /** Lambda's own log line for a handler that threw, which nobody else writes here. */
  private String invoke(String function, String payload, Consumer<LogLine> log)
      throws Functions.FunctionFailed {
    try {
      return lambda.invoke(function, payload);
    } catch (Functions.FunctionFailed e) {
      log.accept(
          new LogLine(
              function,
              StrictJson.write(
                  Map.of(
                      "level", "WARN",
                      "message", "a function failed",
                      "reason", e.errorType() + ": " + e.getMessage()))));
      throw e;
    }
  }

  private List<AwsService> services(DataPlane data) {
    return List.of(
        elastiCache,
        securityHub,
        sns,
        events,
        machines,
        dynamoDb,
        new Sts(
            clock,
            keys,
            (caller, role) -> authorizer.mayAssume(caller.principal(), role, Map.of())),
        new Ssm(clock),
        new SecretsManager(clock),
        new CloudWatch(clock, new GroupMetrics(elastiCache, data, clock)),
        new ApplicationAutoScaling(clock),
        new ServiceQuotas(Map.of("elasticache/L-DFE45DF3", 300.0)));
  }

  /** What is behind the page's function URL: the very function, with the template's rights. */
  PageFront page() {
    return new PageFront(
        lambda,
        deployment.functions().stream()
            .filter(f -> f.logicalId().equals("PageFunction"))
            .map(TemplateFunction::name)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the page is not deployed")));
  }

  /** Clients with the rights of a role, or of {@link Caller#OPERATOR}. */
  public Connection as(String principal, String account) {
    return new Connection(Optional.of(uri()), credentials(principal, account));
  }

  AwsCredentialsProvider credentials(String principal, String account) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(keys.keyFor(principal, account), "local"));
  }

  public URI uri() {
    return endpoint.uri();
  }

  /**
   * Lets the clock of the functions differ from that of AWS's services.
   *
   * @param ahead how much later it is for the functions; negative where their clock is behind
   */
  void setFunctionsAhead(Duration ahead) {
    functionsAhead = ahead;
  }

  private RequestStreamHandler handler(TemplateFunction function, Class<?> type) {
    if (type == ProbeHandler.class) {
      return new ProbeHandler(vpc);
    }
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_REGION", home.region());
    try {
      return shares.watch(
          (RequestStreamHandler)
              type.getConstructor(Map.class, Connection.class, InstantSource.class)
                  .newInstance(
                      environment,
                      as(function.roleArn(), home.account()),
                      (InstantSource) () -> clock.instant().plus(functionsAhead)));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no handler " + function.handler(), e);
    }
  }

  @Override
  public void close() {
    RightsRecord.add(authorizer);
    endpoint.close();
    dynamoDb.close();
  }
}
