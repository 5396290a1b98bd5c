package remediator.live.sandbox;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.server.CloudEndpoint;
import awsemulator.data.NoData;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.iam.IamRole;
import awsemulator.iam.Organization;
import awsemulator.iam.PolicyAuthorizer;
import awsemulator.json.EmulatorJson;
import awsemulator.services.ApplicationAutoScaling;
import awsemulator.services.DynamoDb;
import awsemulator.services.EventBus;
import awsemulator.services.KeyManagement;
import awsemulator.services.SecretsManager;
import awsemulator.services.ServiceQuotas;
import awsemulator.services.SnsService;
import awsemulator.services.SsmService;
import awsemulator.services.StsService;
import awsemulator.services.account.AccessAnalyzer;
import awsemulator.services.account.ConfigRecorders;
import awsemulator.services.account.IdentityManagement;
import awsemulator.services.cloudwatch.CloudWatch;
import awsemulator.services.cloudwatch.GroupMetrics;
import awsemulator.services.deploy.CloudFormation;
import awsemulator.services.deploy.FunctionApi;
import awsemulator.services.deploy.LogGroups;
import awsemulator.services.deploy.ObjectStore;
import awsemulator.services.securityhub.SecurityHub;
import awsemulator.states.StateMachines;
import awsemulator.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.live.core.ExchangeRecorder;
import remediator.live.core.ExchangeScrubber;
import remediator.live.core.LiveClients;
import remediator.live.core.RunClock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The local cloud as an empty account in which nothing is deployed yet, with all services that a
 * live run asks; the caller has the rights of {@code src/docs/live-rights.json}.
 */
public final class SandboxCloud implements AutoCloseable {
  public static final String ACCOUNT = "111122223333";
  public static final String REGION = "us-east-1";

  /** The name of the run there. */
  public static final String RUN = "lksandbox";

  private static final String CALLER = "arn:aws:iam::" + ACCOUNT + ":role/LiveKit";
  private static final Path RIGHTS = Path.of("src/docs/live-rights.json");

  public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-02T09:00:00Z"));
  public final ElastiCacheService elastiCache;
  public final ConfigRecorders config = new ConfigRecorders();
  final AccessKeys keys = new AccessKeys();
  final PolicyAuthorizer authorizer = new PolicyAuthorizer();
  final StateMachines machines;
  final EventBus events = new EventBus();
  final LogGroups logs = new LogGroups(clock);
  final SecurityHub securityHub = new SecurityHub(clock);
  private final DynamoDb dynamoDb = new DynamoDb();
  private final SsmService parameters = new SsmService(clock);
  private final KeyManagement kms = new KeyManagement();
  private final ObjectStore objects = new ObjectStore();
  private final CloudFormation stacks;
  private final SandboxStacks deployed = new SandboxStacks(this);
  private final CloudEndpoint endpoint;

  /** An administrator's. */
  final LiveClients operator;

  /** As AWS is. */
  public SandboxCloud() {
    this(FaultPlan.NEVER);
  }

  /** With calls that go wrong. */
  public SandboxCloud(FaultPlan faults) {
    this(faults, Set.of());
  }

  /**
   * With a caller who lacks rights.
   *
   * @param missing actions of {@code src/docs/live-rights.json}, as they are written there
   */
  public SandboxCloud(FaultPlan faults, Set<String> missing) {
    NoData data = new NoData();
    elastiCache = new ElastiCacheService(clock, data);
    machines = new StateMachines(clock, deployed::invoke, authorizer);
    stacks = new CloudFormation(clock, objects, deployed);
    deployed.add(new IamRole(CALLER, rights(missing), List.of(), trust()));
    endpoint =
        new CloudEndpoint(
            clock,
            authorizer,
            new CallLog(clock),
            faults,
            keys,
            List.of(
                elastiCache,
                securityHub,
                new SnsService(),
                events,
                machines,
                dynamoDb,
                new StsService(
                    clock,
                    keys,
                    new Organization(),
                    (caller, role) -> authorizer.mayAssume(caller.principal(), role, Map.of())),
                parameters,
                new SecretsManager(clock),
                kms,
                new CloudWatch(clock, new GroupMetrics(elastiCache, data, clock)),
                new ApplicationAutoScaling(clock),
                new ServiceQuotas(Map.of("elasticache/L-DFE45DF3", () -> 300)),
                new AccessAnalyzer(),
                new IdentityManagement(deployed::role),
                config,
                objects,
                stacks,
                new FunctionApi(deployed::invoke),
                logs));
    operator =
        new LiveClients(
            Optional.of(uri()),
            REGION,
            credentials(CallerIdentity.OPERATOR),
            new ExchangeRecorder(new ExchangeScrubber(ACCOUNT, RUN)));
    new PeriodicChecks(this).begin();
  }

  private static List<Map<String, Object>> rights(Set<String> missing) {
    try {
      List<Map<String, Object>> statements = new ArrayList<>();
      Object written = EmulatorJson.readObject(Files.readString(RIGHTS)).get("Statement");
      for (Object statement : (List<?>) written) {
        Map<String, Object> copy = EmulatorJson.readObject(EmulatorJson.write(statement));
        if (copy.get("Action") instanceof List<?> actions) {
          copy.put("Action", actions.stream().filter(a -> !missing.contains(a)).toList());
        }
        statements.add(copy);
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> trust() {
    return Map.of(
        "Statement",
        List.of(
            Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("AWS", ACCOUNT),
                "Action",
                "sts:AssumeRole")));
  }

  public URI uri() {
    return endpoint.uri();
  }

  public AwsCredentialsProvider caller() {
    return credentials(CALLER);
  }

  AwsCredentialsProvider credentials(String principal) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(keys.keyFor(principal, ACCOUNT), "local"));
  }

  /** The virtual clock, which goes on only while a run waits. */
  public RunClock time() {
    return new RunClock() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public void pause(Duration span) {
        clock.advance(span);
      }
    };
  }

  /** Everything that stands in the account, as text; empty after a run that cleaned up. */
  public List<String> standing() {
    List<String> all = new ArrayList<>();
    elastiCache.view().groups().forEach(g -> all.add("group " + g.replicationGroupId()));
    all.addAll(new SandboxInventory(this).named());
    stacks.names().forEach(s -> all.add("stack " + s));
    objects.names().forEach(b -> all.add("bucket " + b));
    logs.names(ACCOUNT, REGION).forEach(l -> all.add("log " + l));
    events.rules(ACCOUNT, REGION).names().forEach(r -> all.add("rule " + r));
    kms.standing().forEach(k -> all.add("key " + k));
    return all;
  }

  @Override
  public void close() {
    operator.close();
    endpoint.close();
    dynamoDb.close();
  }
}
