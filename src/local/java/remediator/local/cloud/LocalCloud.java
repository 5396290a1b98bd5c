package remediator.local.cloud;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.server.CloudEndpoint;
import awsemulator.data.DataPlane;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.events.EventDelivery;
import awsemulator.iam.KeyedAuthorizer;
import awsemulator.iam.Organization;
import awsemulator.iam.PolicyAuthorizer;
import awsemulator.queues.MessageQueueApi;
import awsemulator.queues.MessageQueues;
import awsemulator.rights.RightsRecord;
import awsemulator.services.ApplicationAutoScaling;
import awsemulator.services.DynamoDb;
import awsemulator.services.EventBus;
import awsemulator.services.KeyManagement;
import awsemulator.services.SecretsManager;
import awsemulator.services.ServiceQuotas;
import awsemulator.services.SnsService;
import awsemulator.services.SsmService;
import awsemulator.services.StsService;
import awsemulator.services.VpcNetwork;
import awsemulator.services.cloudwatch.CloudWatch;
import awsemulator.services.cloudwatch.GroupMetrics;
import awsemulator.services.deploy.ObjectStore;
import awsemulator.services.dns.HostedZones;
import awsemulator.services.securityhub.SecurityHub;
import awsemulator.states.StateMachines;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.states.lambda.LogLine;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.time.VirtualClock;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import remediator.aws.AccountRegion;
import remediator.aws.ClientConfig;
import remediator.json.StrictJson;
import remediator.lambda.DataPlaneHandler;
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
  public static final AccountRegion HOME = new AccountRegion("aws", ACCOUNT, REGION);

  public static final String MEMBER_ROLE = "ElastiCacheEncryptionMember";

  public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-02T09:00:00Z"));
  public final CallLog calls = new CallLog(clock);
  public final CallsPerGroup shares = new CallsPerGroup(calls);
  public final AccessKeys keys = new AccessKeys();
  public final Organization organization = new Organization();
  final PolicyAuthorizer authorizer = new PolicyAuthorizer();
  public final ElastiCacheService elastiCache;
  public final SecurityHub securityHub = new SecurityHub(clock);
  public final SnsService sns = new SnsService();
  public final EventBus events = new EventBus();
  public final KeyManagement kms = new KeyManagement();
  public final HostedZones dns = new HostedZones(clock);
  public final ObjectStore objects = new ObjectStore();
  public final VpcNetwork network = new VpcNetwork();
  public final StackDeployment deployment;
  public final LambdaHost lambda;
  public final StateMachines machines;
  public final MessageQueues queues;
  public final EventDelivery rules;
  public final AccountRegion home;
  private Duration functionsAhead = Duration.ZERO;
  private UnaryOperator<RequestStreamHandler> inVpc = UnaryOperator.identity();
  private final LocalVpc vpc;
  private final DynamoDb dynamoDb = new DynamoDb();
  private final CloudEndpoint endpoint;

  /**
   * Deploys.
   *
   * @param parameters overrides of the template's defaults; here the page is one that is deployed
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
      AccountRegion home,
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
    all.putIfAbsent("DecisionPage", "public");
    deployment =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(all, home.account(), home.region(), home.partition());
    deployment.roles().forEach(authorizer::add);
    new MemberAccounts(authorizer, deployment, home, all.getOrDefault("OrganizationId", ""))
        .addAll(fleet);
    CallAuthorizer keyed = new KeyedAuthorizer(authorizer, EncryptedResources.keys(deployment));
    vpc = new LocalVpc(elastiCache.view(), data);
    lambda = new LambdaHost(clock, deployment.functions(), this::handler, log, keyed);
    machines =
        new StateMachines(
            clock, (f, payload) -> invoke(f, payload, log), authorizer, Map.of("ec2", network));
    deployment
        .machines()
        .forEach(m -> machines.deploy(m.arn(), m.roleArn(), m.definition(), m.substitutions()));
    queues =
        new MessageQueues(
            clock,
            lambda,
            deployment.functions(),
            keyed,
            deployment.queues(),
            deployment.mappings());
    rules = new EventDelivery(deployment.rules(), lambda, queues);
    endpoint = new CloudEndpoint(clock, keyed, calls, faults, keys, services(data));
    new LocalTables(this).create(deployment.tables());
    new GeneratedSecrets(this).create(deployment.ofType("AWS::SecretsManager::Secret"));
    new StoredParameters(this).create();
    TopicSubscriptions.create(deployment, sns);
    machines.onEnd(new StateEvents(this)::ended);
  }

  /** Lambda's own log line for a handler that threw, which nobody else writes here. */
  private String invoke(String function, String payload, Consumer<LogLine> log)
      throws LambdaFunctions.FunctionFailed {
    try {
      return lambda.invoke(function, payload);
    } catch (LambdaFunctions.FunctionFailed e) {
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
        new StsService(
            clock,
            keys,
            organization,
            (caller, role) ->
                authorizer.mayAssume(
                    caller.principal(), role, organization.principalKeys(caller.account()))),
        new SsmService(clock),
        new SecretsManager(clock),
        kms,
        dns,
        objects,
        new MessageQueueApi(queues),
        new CloudWatch(clock, new GroupMetrics(elastiCache, data, clock)),
        new ApplicationAutoScaling(clock),
        new ServiceQuotas(
            Map.of("elasticache/L-DFE45DF3", () -> elastiCache.controls().nodeQuota())));
  }

  /** What is behind the page's function URL: the very function, with the template's rights. */
  public PageFront page() {
    return new PageFront(
        lambda,
        deployment.functions().stream()
            .filter(f -> f.logicalId().equals("PageFunction"))
            .map(TemplateFunction::name)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the page is not deployed")));
  }

  /** Clients with the rights of a role, or of {@link CallerIdentity#OPERATOR}. */
  public ClientConfig as(String principal, String account) {
    return new ClientConfig(Optional.of(uri()), credentials(principal, account));
  }

  public AwsCredentialsProvider credentials(String principal, String account) {
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
  public void setFunctionsAhead(Duration ahead) {
    functionsAhead = ahead;
  }

  /** Lets the function in the VPC answer otherwise, from its first call on. */
  public void setInVpc(UnaryOperator<RequestStreamHandler> other) {
    inVpc = other;
  }

  private RequestStreamHandler handler(TemplateFunction function, Class<?> type) {
    if (type == DataPlaneHandler.class) {
      return inVpc.apply(new DataPlaneHandler(vpc));
    }
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_REGION", home.region());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    try {
      return shares.watch(
          (RequestStreamHandler)
              type.getConstructor(Map.class, ClientConfig.class, InstantSource.class)
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

  /** What the policies of the product's roles refused: "role action resource". */
  public Set<String> refused() {
    return authorizer.refused();
  }

  @Override
  public void close() {
    RightsRecord.add(authorizer);
    endpoint.close();
    dynamoDb.close();
  }
}
