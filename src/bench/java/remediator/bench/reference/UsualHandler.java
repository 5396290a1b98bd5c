package remediator.bench.reference;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The usual first try at the same work: switch TLS on where a finding asks for it, in whichever
 * account, note it, start the workflow; or, where only plans are wanted, tell people and programs.
 * Written as the guides begin ("Define Lambda function handler in Java", the SDK's "Get started",
 * Powertools' "Logging"): the event as its library class, the SDK's defaults, all clients made when
 * the function starts, structured logs by Powertools on log4j2. Its clients are those of the
 * services that the product's function may call, and it makes the same calls; the bench looks.
 */
public final class UsualHandler implements RequestHandler<ScheduledEvent, Map<String, Object>> {
  private static final Logger LOGGER = LoggerFactory.getLogger(UsualHandler.class);

  private final ElastiCacheClient elastiCache = ElastiCacheClient.create();
  private final DynamoDbClient dynamoDb = DynamoDbClient.create();
  private final SfnClient stepFunctions = SfnClient.create();
  private final SecurityHubClient securityHub = SecurityHubClient.create();
  private final SsmClient ssm = SsmClient.create();
  private final SnsClient sns = SnsClient.create();
  private final EventBridgeClient eventBridge = EventBridgeClient.create();
  private final StsClient sts = StsClient.create();
  private final String table = System.getenv("LEDGER_TABLE");
  private final String machine = System.getenv("ONLINE_TLS_MACHINE");
  private final String topic = System.getenv("TOPIC_ARN");
  private final String parameter = System.getenv("ENDPOINT_PATH") + "/switch";
  private final boolean planOnly = "plan-only".equals(System.getenv("POLICY_MODE"));

  @Override
  public Map<String, Object> handleRequest(ScheduledEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event));
  }

  private Map<String, Object> handle(ScheduledEvent event) {
    for (Map<String, Object> finding : maps(event.getDetail().get("findings"))) {
      String control = String.valueOf(map(finding.get("Compliance")).get("SecurityControlId"));
      String status = String.valueOf(map(finding.get("Compliance")).get("Status"));
      String workflow = String.valueOf(map(finding.get("Workflow")).get("Status"));
      if (control.equals("ElastiCache.5") && status.equals("FAILED") && workflow.equals("NEW")) {
        for (Map<String, Object> resource : maps(finding.get("Resources"))) {
          remediate(finding, String.valueOf(resource.get("Id")));
        }
      }
    }
    return Map.of("findings", maps(event.getDetail().get("findings")).size());
  }

  private void remediate(Map<String, Object> finding, String arn) {
    String id = arn.substring(arn.lastIndexOf(':') + 1);
    if (item(arn).containsKey("state")) {
      LOGGER.info("{} is being worked on", id);
      return;
    }
    ElastiCacheClient caches = cachesOf(arn.split(":", 7)[4]);
    ReplicationGroup group = describe(caches, id);
    long nodes =
        caches.describeCacheClusters(r -> r.showCacheNodeInfo(true)).cacheClusters().stream()
            .filter(node -> id.equals(node.replicationGroupId()))
            .count();
    LOGGER.info("{} has {} nodes", id, nodes);
    boolean optedOut =
        caches.listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
            .anyMatch(tag -> tag.key().equals("elasticache-encryption:opt-out"));
    if (optedOut || Boolean.TRUE.equals(group.transitEncryptionEnabled())) {
      LOGGER.info("{} is left alone", id);
      return;
    }
    if (planOnly) {
      tell(id + " would get TLS.");
      return;
    }
    if (!ssm.getParameter(r -> r.name(parameter)).parameter().value().equals("run")) {
      LOGGER.info("{} waits until the switch is on", id);
      return;
    }
    String flow = id + "-" + UUID.randomUUID();
    put(arn, flow, "RUNNING", "attribute_not_exists(#group)");
    caches.modifyReplicationGroup(
        r ->
            r.replicationGroupId(id)
                .transitEncryptionEnabled(true)
                .transitEncryptionMode("preferred")
                .applyImmediately(true));
    stepFunctions.startExecution(
        r -> r.stateMachineArn(machine).name(flow).input("{\"group\":\"" + arn + "\"}"));
    note(finding, "Started: TLS is switched on (flow " + flow + ").");
    put(arn, flow, "NOTED", "attribute_exists(#group)");
    LOGGER.info("{}: TLS preferred has been asked for", id);
  }

  /** Another account's by its role there. */
  private ElastiCacheClient cachesOf(String account) {
    if (account.equals(System.getenv("HOME_ACCOUNT"))) {
      return elastiCache;
    }
    String role = "arn:aws:iam::" + account + ":role/" + System.getenv("MEMBER_ROLE_NAME");
    Credentials there = sts.assumeRole(r -> r.roleArn(role).roleSessionName("usual")).credentials();
    return ElastiCacheClient.builder()
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    there.accessKeyId(), there.secretAccessKey(), there.sessionToken())))
        .build();
  }

  private void tell(String text) {
    sns.publish(r -> r.topicArn(topic).subject("ElastiCache encryption").message(text));
    eventBridge.putEvents(
        r ->
            r.entries(
                PutEventsRequestEntry.builder()
                    .source("usual-first-try")
                    .detailType("Plan")
                    .detail("{\"text\":\"" + text + "\"}")
                    .build()));
  }

  private static ReplicationGroup describe(ElastiCacheClient caches, String id) {
    return caches
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .getFirst();
  }

  private Map<String, AttributeValue> item(String arn) {
    return dynamoDb
        .getItem(
            r ->
                r.tableName(table)
                    .key(Map.of("group", AttributeValue.fromS(arn)))
                    .consistentRead(true))
        .item();
  }

  private void put(String arn, String flow, String state, String condition) {
    dynamoDb.updateItem(
        r ->
            r.tableName(table)
                .key(Map.of("group", AttributeValue.fromS(arn)))
                .updateExpression("SET #flow = :flow, #state = :state")
                .conditionExpression(condition)
                .expressionAttributeNames(
                    Map.of("#group", "group", "#flow", "flow", "#state", "state"))
                .expressionAttributeValues(
                    Map.of(
                        ":flow", AttributeValue.fromS(flow),
                        ":state", AttributeValue.fromS(state))));
  }

  private void note(Map<String, Object> finding, String text) {
    securityHub.batchUpdateFindings(
        r ->
            r.findingIdentifiers(
                    AwsSecurityFindingIdentifier.builder()
                        .id(String.valueOf(finding.get("Id")))
                        .productArn(String.valueOf(finding.get("ProductArn")))
                        .build())
                .workflow(w -> w.status("NOTIFIED"))
                .note(n -> n.text(text).updatedBy("remediator")));
  }

  @SuppressWarnings("unchecked") // the runtime's JSON reader makes no other maps
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked") // nor other lists
  private static List<Map<String, Object>> maps(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
