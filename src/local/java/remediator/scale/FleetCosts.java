package remediator.scale;

import awsemulator.quota.PublishedQuotas;
import awsemulator.quota.QuotaMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;
import remediator.notification.NodePrices;
import remediator.scale.measure.GroupKind;
import remediator.scale.measure.MeasuredFlow;
import remediator.scale.model.BurstRun.BurstResult;
import remediator.scale.model.FleetRun.FleetResult;

/** What AWS bills for a simulated run, in US dollars. */
final class FleetCosts {
  /** As the template has it for all functions. */
  private static final double GIGABYTES = 1;

  private static final Path SAMPLES = Path.of("src/local/fleet/replication-groups.json");

  private FleetCosts() {}

  static Map<String, Double> of(BurstResult burst) {
    Map<String, Double> costs = new LinkedHashMap<>();
    costs.put("Lambda", lambda(burst.invocations(), burst.billedSeconds()));
    costs.put("SQS", sqs(burst.findings(), burst.invocations()));
    costs.put("DynamoDB", dynamoDb(burst.uses()));
    return costs;
  }

  static Map<String, Double> of(FleetResult fleet, Map<GroupKind, MeasuredFlow> flows) {
    Map<String, Double> costs = new LinkedHashMap<>();
    costs.put("Lambda", lambda(fleet.invocations(), fleet.billedSeconds()));
    costs.put("Step Functions", fleet.transitions() * AwsPrices.TRANSITION);
    costs.put("DynamoDB", dynamoDb(fleet.uses()));
    costs.put("SQS", sqs(fleet.events(), fleet.events()));
    costs.put(
        "SNS, one e-mail a message",
        calls(fleet.uses(), "SNS.Publish") * (AwsPrices.SNS_PUBLISH + AwsPrices.SNS_MAIL));
    costs.put(
        "CloudWatch",
        calls(fleet.uses(), "CloudWatch.GetMetricData") * AwsPrices.NODES * AwsPrices.METRIC);
    double second = 0;
    for (Map.Entry<GroupKind, Integer> flow : fleet.flowsByKind().entrySet()) {
      second += flow.getValue() * secondGroup(flow.getKey(), flows.get(flow.getKey()));
    }
    costs.put("second groups", second);
    return costs;
  }

  private static double lambda(int invocations, long seconds) {
    return invocations
            * (AwsPrices.LAMBDA_REQUEST
                + AwsPrices.LOG_BYTES_PER_INVOCATION / 1e9 * AwsPrices.LOG_GB)
        + seconds * GIGABYTES * AwsPrices.LAMBDA_GB_SECOND;
  }

  /** Each event is sent; a batch is received and deleted at once. */
  private static double sqs(int events, int batches) {
    return (events + 2.0 * batches) * AwsPrices.SQS_REQUEST;
  }

  private static double dynamoDb(Map<String, QuotaMeter.Use> uses) {
    double sum = 0;
    for (Map.Entry<String, QuotaMeter.Use> use : uses.entrySet()) {
      String[] name = use.getKey().split("\\.", 2);
      if (name[0].equals("DynamoDB")) {
        int units = PublishedQuotas.of(name[0], name[1]).orElseThrow().tokens(name[1]);
        double price =
            name[1].endsWith("Item") && !name[1].contains("Get")
                ? AwsPrices.DYNAMODB_WRITE
                : AwsPrices.DYNAMODB_READ;
        sum += use.getValue().calls() * units * price;
      }
    }
    return sum;
  }

  private static int calls(Map<String, QuotaMeter.Use> uses, String name) {
    return uses.containsKey(name) ? uses.get(name).calls() : 0;
  }

  /** From its creation until the old one is deleted; nothing where a flow makes none. */
  private static double secondGroup(GroupKind kind, MeasuredFlow flow) {
    Duration from =
        flow.steps().stream()
            .filter(
                s ->
                    s.calls().stream()
                        .anyMatch(c -> c.operation().equals("CreateReplicationGroup")))
            .map(MeasuredFlow.FlowStep::after)
            .findFirst()
            .orElse(flow.length());
    Map<?, ?> sample =
        samples().stream()
            .map(g -> (Map<?, ?>) g)
            .filter(g -> kind.sample().equals(g.get("ReplicationGroupId")))
            .findFirst()
            .orElseThrow();
    double hourly =
        NodePrices.hourly("us-east-1", "redis", String.valueOf(sample.get("CacheNodeType")))
            .map(BigDecimal::doubleValue)
            .orElseThrow();
    double hours = flow.length().minus(from).toMinutes() / 60.0;
    return hours * hourly * ((List<?>) sample.get("MemberClusters")).size();
  }

  private static List<?> samples() {
    try {
      return (List<?>) StrictJson.readObject(Files.readAllBytes(SAMPLES)).get("ReplicationGroups");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
