package remediator.local;

import awsemulator.cloud.CallerIdentity;
import awsemulator.services.SnsService;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.wire.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.json.StrictJson;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Everything that a run leaves where somebody could read it, as texts by where they are. */
public final class Traces {
  private final LocalCloud cloud;
  private final Map<String, List<String>> texts = new LinkedHashMap<>();

  private Traces(LocalCloud cloud) {
    this.cloud = cloud;
  }

  static Map<String, List<String>> of(LocalCloud cloud, List<Map<String, Object>> log) {
    Traces traces = new Traces(cloud);
    log.forEach(line -> traces.add("log", StrictJson.write(line)));
    traces.executions();
    traces.ledger();
    synchronized (cloud.clock) {
      for (SnsService.Message message : cloud.sns.published()) {
        traces.add("notices", message.subject() + "\n" + message.message());
      }
    }
    for (Map<String, Object> finding :
        cloud.securityHub.findings(LocalCloud.ACCOUNT, LocalCloud.REGION)) {
      traces.add("findings", StrictJson.write(finding));
    }
    cloud.lambda.stackTraces().forEach(trace -> traces.add("stack traces", trace));
    cloud.lambda.deadLetters().forEach(letter -> traces.add("dead letters", letter.body()));
    cloud.queues.deadLetters().forEach(letter -> traces.add("dead letters", letter.body()));
    cloud
        .deployment
        .functions()
        .forEach(f -> traces.add("environment", f.environment().toString()));
    traces.parameters();
    traces.groups();
    return traces.texts;
  }

  private void add(String where, String text) {
    texts.computeIfAbsent(where, _ -> new ArrayList<>()).add(text);
  }

  /** Member by member: the SDK's own texts hide what it holds to be sensitive. */
  private void add(String where, SdkPojo answer) {
    add(where, StrictJson.write(JsonWriter.write(answer)));
  }

  /** Inputs, outputs, and every event of the histories with its data. */
  private void executions() {
    try (SfnClient client =
        SfnClient.builder()
            .endpointOverride(cloud.uri())
            .region(Region.of(LocalCloud.REGION))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT))
            .build()) {
      for (ExecutionView execution : cloud.machines.executions()) {
        add(
            "executions",
            client.describeExecution(r -> r.executionArn(execution.arn())).toString());
        client
            .getExecutionHistoryPaginator(
                r -> r.executionArn(execution.arn()).includeExecutionData(true))
            .events()
            .forEach(event -> add("histories", event));
      }
    }
  }

  private void ledger() {
    try (DynamoDbClient client = operator().dynamoDb()) {
      String table = cloud.deployment.tables().getFirst().name();
      client
          .scanPaginator(r -> r.tableName(table))
          .items()
          .forEach(item -> add("ledger", new TreeMap<>(item).toString()));
    }
  }

  private void parameters() {
    try (SsmClient client = operator().ssm(LocalCloud.HOME)) {
      client
          .getParametersByPathPaginator(r -> r.path("/elasticache-encryption").recursive(true))
          .stream()
          .flatMap(page -> page.parameters().stream())
          .forEach(parameter -> add("parameters", parameter));
    }
  }

  /** Names, descriptions and tags are for everybody to read. */
  private void groups() {
    cloud
        .elastiCache
        .view()
        .groups()
        .forEach(group -> add("groups", group + " " + cloud.elastiCache.view().tags(group.arn())));
    cloud.elastiCache.view().snapshots().forEach(s -> add("groups", s.toString()));
  }

  private AwsClients operator() {
    return new AwsClients(
        cloud.as(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT),
        new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION),
        Optional.empty());
  }
}
