package remediator.matrix.trial;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.DirectHttp;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.elasticache.fleet.FleetView;
import awsemulator.services.MemoryTable;
import awsemulator.states.StateMachines;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateMachine;
import awsemulator.template.TemplateTable;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.ClientConfig;
import remediator.json.StrictJson;
import remediator.lambda.DataPlaneHandler;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.local.CellCloud;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * What one thread takes from cell to cell: clients, handlers and the database, which cost more to
 * make than a cell takes.
 */
public final class Worker {
  final DirectHttp http = new DirectHttp();
  final AccessKeys keys = new AccessKeys();
  final MemoryTable dynamoDb = new MemoryTable();
  final AwsClients people;
  private final Map<String, AwsClients> owners = new HashMap<>();
  private final Map<StackDeployment, Stack> stacks = new HashMap<>();
  private final Map<TemplateMachine, MachineDefinition> definitions = new HashMap<>();
  private final Map<String, RequestStreamHandler> warm = new HashMap<>();
  private final Map<String, Fleet> fleets = new HashMap<>();
  private final Set<String> tables = new HashSet<>();
  private InstantSource clock = () -> Instant.EPOCH;

  private FleetView view;
  private Lineage data;

  public Worker() {
    AccountRegion home = new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION);
    people = new AwsClients(as(CallerIdentity.OPERATOR, home.account()), home, Optional.empty());
  }

  /** The clients of an administrator of an account. */
  AwsClients owner(AccountRegion place) {
    return owners.computeIfAbsent(
        place.account(),
        account -> new AwsClients(as(CallerIdentity.OPERATOR, account), place, Optional.empty()));
  }

  /** The deployment, with a table for its ledger. */
  Stack stack(StackDeployment deployment) {
    return stacks.computeIfAbsent(deployment, this::deploy);
  }

  private Stack deploy(StackDeployment deployment) {
    TemplateTable table = deployment.tables().getFirst();
    String id = deployment.functions().getFirst().environment().get("DEPLOYMENT_ID");
    return new Stack(
        deployment,
        new Ledger(people.dynamoDb(), table.name(), new ExecutionNames(id)),
        deployment == CellCloud.SECOND);
  }

  /** Of a state machine, read once. */
  MachineDefinition definition(TemplateMachine machine) {
    return definitions.computeIfAbsent(
        machine, m -> StateMachines.read(m.definition(), m.substitutions()));
  }

  /** The real client, which tries three times, and does not wait in between. */
  private ClientConfig as(String principal, String account) {
    String key = keys.keyFor(principal, account);
    return new ClientConfig(
        DirectHttp.ANYWHERE,
        StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local")),
        http,
        AwsRetryStrategy.standardRetryStrategy().toBuilder()
            .maxAttempts(3)
            .backoffStrategy(BackoffStrategy.retryImmediately())
            .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
            .circuitBreakerEnabled(false)
            .build());
  }

  /** The flow's group, and a bystander like it where one is needed. */
  Fleet fleet(Flow flow, boolean bystander) {
    return fleets.computeIfAbsent(
        flow.group().id() + bystander, _ -> OneGroupFleet.of(flow.group().id(), bystander));
  }

  /** Goes on to another cloud, which the clients point to already. */
  void moveTo(CellCloud cloud, Lineage lineage, List<Stack> stacks) {
    clock = cloud.clock;
    view = cloud.elastiCache.view();
    data = lineage;
    dynamoDb.clear();
    for (Stack stack : stacks) {
      if (tables.add(stack.table())) {
        create(stack.deployment().tables().getFirst());
      }
    }
  }

  private void create(TemplateTable table) {
    people
        .dynamoDb()
        .createTable(
            r ->
                r.tableName(table.name())
                    .keySchema(table.keySchema())
                    .attributeDefinitions(table.attributes())
                    .globalSecondaryIndexes(table.indexes().isEmpty() ? null : table.indexes())
                    .billingMode("PAY_PER_REQUEST"));
  }

  /** Deletes the row of a group. */
  void forget(Stack stack, String group) {
    people
        .dynamoDb()
        .deleteItem(
            r -> r.tableName(stack.table()).key(Map.of("group", AttributeValue.fromS(group))));
  }

  /** Deletes every row. */
  void forgetAll(Stack stack) {
    dynamoDb.items(stack.table()).keySet().forEach(key -> forget(stack, key));
  }

  /** The function's handler, made once for each way in which it is deployed. */
  RequestStreamHandler handler(TemplateFunction function, Class<?> type) {
    return warm.computeIfAbsent(
        function.arn() + function.environment() + type,
        _ -> type == DataPlaneHandler.class ? this::inVpc : make(function, type));
  }

  /** The next cell begins with cold functions. */
  public void cool() {
    warm.clear();
  }

  /** In the VPC no AWS call is made. */
  private void inVpc(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> input = StrictJson.readObject(in.readAllBytes());
    out.write(StrictJson.writeBytes(input.containsKey("work") ? work(input) : look(input)));
  }

  /** Keys are measured, copied and compared at once. */
  private Map<String, Object> work(Map<String, Object> input) {
    String work = String.valueOf(input.get("work"));
    Optional<String> source = groupOf(input.get("source"));
    Optional<String> target = groupOf(input.get("target"));
    if (source.isEmpty() || target.isEmpty()) {
      return Map.of("work", work, "problem", "a node cannot be reached", "again", true);
    }
    if (work.equals("measure")) {
      return Map.of(
          "work", work,
          "keys", 1_000L,
          "bytes", 64_000L,
          "shards", 1L,
          "keysPerSecond", 30_000L,
          "estimatedSeconds", 1L,
          "refusals", List.of());
    }
    if (work.equals("copy")) {
      data.copy(source.get(), target.get());
    }
    boolean same = data.group(source.get()).origin().equals(data.group(target.get()).origin());
    return Map.of(
        "work",
        work,
        "done",
        true,
        "position",
        Map.of(),
        "keys",
        1_000L,
        "bytes",
        64_000L,
        "compared",
        1_000L,
        "expired",
        0L,
        "differing",
        same ? 0L : 1_000L);
  }

  private Optional<String> groupOf(Object side) {
    Object node = ((List<?>) ((Map<?, ?>) side).get("nodes")).getFirst();
    return view.groups().stream()
        .map(ReplicationGroup::arn)
        .filter(
            arn ->
                view.nodes(arn).stream()
                    .flatMap(n -> n.cacheNodes().stream())
                    .map(n -> n.endpoint().address() + ":" + n.endpoint().port())
                    .anyMatch(node::equals))
        .findFirst();
  }

  /** One client without TLS, which leaves at ten; writes are refused as the parameter says. */
  private Map<String, Object> look(Map<String, Object> input) {
    boolean refused =
        "100"
            .equals(
                view.parameters(String.valueOf(input.get("group"))).get("min-replicas-to-write"));
    boolean there = clock.instant().isBefore(Instant.parse("2026-11-02T10:00:00Z"));
    List<Map<String, Object>> seen = new ArrayList<>();
    for (Object node : (List<?>) input.get("nodes")) {
      long plaintext = there && seen.isEmpty() ? 1 : 0;
      String writes = refused ? "refused" : "accepted";
      seen.add(Map.of("node", node, "plaintext", plaintext, "tls", 2L, "writes", writes));
    }
    return Map.of("nodes", seen);
  }

  private RequestStreamHandler make(TemplateFunction function, Class<?> type) {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_REGION", LocalCloud.REGION);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    InstantSource now = () -> clock.instant();
    try {
      return (RequestStreamHandler)
          type.getConstructor(Map.class, ClientConfig.class, InstantSource.class)
              .newInstance(environment, as(function.roleArn(), LocalCloud.ACCOUNT), now);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
