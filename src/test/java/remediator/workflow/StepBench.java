package remediator.workflow;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.TestCloud;
import awsemulator.data.NoData;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.services.DynamoDb;
import awsemulator.services.cloudwatch.CloudWatch;
import awsemulator.services.cloudwatch.MetricSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.ClientConfig;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.ledger.CaseAttribute;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import remediator.policy.PolicyReader;
import remediator.workflow.core.CaseLinks;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.core.StepInput;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.metrics.CacheMetrics;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Single steps against the local cloud, through the real clients, with a real ledger. */
public final class StepBench implements AutoCloseable {
  private static final String TABLE = "cases";
  public final TestCloud cloud = new TestCloud();
  public final ElastiCacheService service = new ElastiCacheService(cloud.clock, new NoData());
  public final GroupArn group = new GroupArn("aws", "eu-west-1", TestCloud.ACCOUNT, "orders");
  public final ElastiCacheClient client;
  private final DynamoDb dynamoDb = new DynamoDb();

  /** CloudWatch has heard of nothing, unless a test says what of. */
  public MetricSource metrics = (_, _, _, _, _) -> Double.NaN;

  private final AwsClients aws;
  private final Ledger ledger;
  private final StepDependencies dependencies;
  private final StepExecutor steps;

  public StepBench() {
    this(real -> real);
  }

  /** With something between the client and ElastiCache. */
  public StepBench(Function<ElastiCacheService, AwsService> between) {
    cloud.serving(
        between.apply(service),
        dynamoDb,
        new CloudWatch(cloud.clock, (c, m, d, from, to) -> metrics.value(c, m, d, from, to)));
    String key = cloud.keys.keyFor(TestCloud.ROLE, TestCloud.ACCOUNT);
    aws =
        new AwsClients(
            new ClientConfig(
                Optional.of(cloud.endpoint().uri()),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret"))),
            AccountRegion.of(group),
            Optional.empty());
    client = aws.elastiCache(AccountRegion.of(group));
    var text = AttributeDefinition.builder().attributeName("group").attributeType("S").build();
    var hash = KeySchemaElement.builder().attributeName("group").keyType("HASH").build();
    aws.dynamoDb()
        .createTable(
            t ->
                t.tableName(TABLE)
                    .attributeDefinitions(List.of(text))
                    .keySchema(List.of(hash))
                    .billingMode("PAY_PER_REQUEST"));
    ledger = new Ledger(aws.dynamoDb(), TABLE, new ExecutionNames("10ca1000"));
    // None of the steps that are tried here tells anybody anything.
    dependencies =
        new StepDependencies(
            aws,
            ledger,
            null,
            null,
            cloud.clock,
            "/cache",
            null,
            null,
            false,
            new CaseLinks(AccountRegion.of(group), Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            new PolicyReader(aws, "/cache", Map.of(), cloud.clock));
    steps = StepExecutor.working(dependencies);
  }

  /** Makes the old group, which is not encrypted at rest, and opens a case for it. */
  public StepBench with(
      CreateReplicationGroupRequest.Builder request, Map<String, String> choices) {
    return with(request, choices, Set.of("ElastiCache.4"));
  }

  /**
   * Makes the old group, and opens a case for it.
   *
   * @param controls that fail
   */
  public StepBench with(
      CreateReplicationGroupRequest.Builder request,
      Map<String, String> choices,
      Set<String> controls) {
    ReplicationGroup made =
        client
            .createReplicationGroup(request.replicationGroupId(group.id()).build())
            .replicationGroup();
    cloud.clock.advance(Duration.ofHours(1));
    Policy policy = Policy.of(Map.of(), Map.of()).with(choices);
    ledger.tryStart(
        new NewCase(
            group,
            Decision.REPLACE,
            controls,
            policy.byKey(),
            Map.of(CaseAttribute.OLD_CREATED, made.replicationGroupCreateTime().toString()),
            List.of()));
    return this;
  }

  public static CreateReplicationGroupRequest.Builder small() {
    return CreateReplicationGroupRequest.builder()
        .replicationGroupDescription("Orders")
        .cacheNodeType("cache.t4g.small")
        .engine("redis")
        .engineVersion("7.1")
        .numCacheClusters(2)
        .cacheSubnetGroupName("default")
        .tags(Tag.builder().key("team").value("shop").build());
  }

  public StepResult once(String step) {
    RemediationCase now = kept();
    return steps.run(now, Map.of("step", step, "flow", now.flow()));
  }

  /** Asks for TLS preferred at once, upon what somebody has seen of the group. */
  public void beginTls(remediator.group.CacheGroup seen) {
    StepExecutor.askForTls(work(), seen);
  }

  /** Runs a step as the state machine does, until it answers anything but pending. */
  public StepResult run(String step) {
    for (int i = 0; i < 100; i++) {
      StepResult result = once(step);
      if (!(result instanceof Pending pending)) {
        return result;
      }
      cloud.clock.advance(pending.delay());
    }
    throw new AssertionError("the step " + step + " does not end");
  }

  /** Writes down what earlier steps would have. */
  public void given(UnaryOperator<RemediationCase> change) {
    ledger.change(group, change);
  }

  /** A call of some step. */
  public StepContext work() {
    return workAfter(Map.of());
  }

  /**
   * A call of some step.
   *
   * @param last what the state before came to
   */
  public StepContext workAfter(Map<String, Object> last) {
    return new StepContext(dependencies, kept(), StepInput.of(Map.of("last", last)));
  }

  /** What steps ask CloudWatch by. */
  public CacheMetrics traffic() {
    return CacheMetrics.of(work());
  }

  /** How often the ledger has been written to. */
  long writes() {
    return cloud.log.entries().stream().filter(e -> e.name().equals("DynamoDB.UpdateItem")).count();
  }

  public RemediationCase kept() {
    return ledger.find(group).orElseThrow();
  }

  public remediator.group.CacheGroup read(GroupArn arn) {
    return new GroupReader(client).read(arn).orElseThrow();
  }

  @Override
  public void close() {
    aws.close();
    dynamoDb.close();
    cloud.close();
  }
}
