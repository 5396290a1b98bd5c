package remediator.matrix.trial;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.DirectHttp;
import awsemulator.elasticache.fleet.Fleet;
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
import remediator.lambda.ProbeHandler;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.local.CellCloud;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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
  void moveTo(CellCloud cloud, List<Stack> stacks) {
    clock = cloud.clock;
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
        _ -> type == ProbeHandler.class ? this::look : make(function, type));
  }

  /** The next cell begins with cold functions. */
  public void cool() {
    warm.clear();
  }

  /** One client without TLS, which leaves at ten; no AWS call is made to see it. */
  private void look(InputStream in, OutputStream out, Context context) throws IOException {
    boolean there = clock.instant().isBefore(Instant.parse("2026-11-02T10:00:00Z"));
    List<Map<String, Object>> seen = new ArrayList<>();
    for (Object node : (List<?>) StrictJson.readObject(in.readAllBytes()).get("nodes")) {
      long plaintext = there && seen.isEmpty() ? 1 : 0;
      seen.add(Map.of("node", node, "plaintext", plaintext, "tls", 2L));
    }
    out.write(StrictJson.writeBytes(Map.of("nodes", seen)));
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
