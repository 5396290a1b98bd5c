package awsemulator.quota;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The request quotas that AWS publishes for what the product calls, in us-east-1, as they stand in
 * a new account. For ElastiCache, Application Auto Scaling and Service Quotas none is published
 * that could be counted on: calls to them are counted, not limited.
 */
public final class PublishedQuotas {
  /** Executions of all functions of an account in a Region at the same time ("Lambda quotas"). */
  public static final int CONCURRENT_EXECUTIONS = 1_000;

  /** So many new environments a function gets in ten seconds ("Lambda function scaling"). */
  public static final int NEW_ENVIRONMENTS_IN_TEN_SECONDS = 1_000;

  /** Batches of a queue at once when messages come ("Configuring scaling behavior for SQS"). */
  public static final int FIRST_BATCHES = 5;

  /** So many more a minute while messages are left (ibid.). */
  public static final int MORE_BATCHES_A_MINUTE = 300;

  /** And never more than these (ibid.). */
  public static final int MOST_BATCHES = 1_250;

  /** Executions of state machines that are open at once ("Step Functions service quotas"). */
  public static final int OPEN_EXECUTIONS = 1_000_000;

  private static final String SFN = "SFN";
  private static final String SFN_PAGE = "Step Functions service quotas";
  private static final String HUB = "SecurityHub";
  private static final String HUB_PAGE = "AWS Security Hub API Reference, Welcome";
  private static final String SSM = "SSM";
  private static final String SSM_PAGE = "AWS Systems Manager endpoints and quotas";
  private static final String TABLE = "DynamoDB";
  private static final String TABLE_PAGE = "DynamoDB on-demand capacity mode";
  private static final String METRICS = "CloudWatch";
  private static final String METRICS_PAGE = "CloudWatch service quotas";
  private static final String SECRETS = "SecretsManager";
  private static final String SECRETS_PAGE = "AWS Secrets Manager quotas";

  /** A page of a scan holds 1 MB, read consistently by 4 KB. */
  private static final int SCANNED_PAGE = 256;

  public static final List<RequestQuota> ALL =
      List.of(
          of(SSM, 40, 40, SSM_PAGE, "GetParameter", "GetParameters", "GetParametersByPath"),
          // Not confirmed by a document; those of reads are.
          of(SSM, 3, 3, SSM_PAGE, "PutParameter"),
          fixed(HUB, 10, 30, HUB_PAGE, "BatchUpdateFindings"),
          fixed(HUB, 3, 6, HUB_PAGE, "GetFindings"),
          fixed(HUB, 10, 30, HUB_PAGE),
          fixed("STS", 600, 600, "IAM and AWS STS quotas"),
          of(SFN, 300, 1_300, SFN_PAGE, "StartExecution"),
          of(SFN, 15, 300, SFN_PAGE, "DescribeExecution"),
          of(SFN, 5, 200, SFN_PAGE, "ListExecutions"),
          of(SFN, 200, 1_000, SFN_PAGE, "StopExecution"),
          of(SFN, 500, 3_000, SFN_PAGE, "SendTaskSuccess"),
          of(SFN, 500, 3_000, SFN_PAGE, "SendTaskFailure"),
          of(SFN, 5_000, 5_000, SFN_PAGE, "StateTransition"),
          // A case of the ledger has six KB late in a flow.
          new RequestQuota(
              TABLE, Map.of("UpdateItem", 6, "PutItem", 6), 4_000, 4_000, true, TABLE_PAGE),
          new RequestQuota(
              TABLE,
              Map.of("GetItem", 2, "BatchGetItem", 3, "Scan", SCANNED_PAGE),
              12_000,
              12_000,
              true,
              TABLE_PAGE),
          of("SNS", 30_000, 30_000, "Amazon SNS endpoints and quotas", "Publish"),
          of("EventBridge", 10_000, 10_000, "Amazon EventBridge quotas", "PutEvents"),
          of("KMS", 2_000, 2_000, "KMS request quotas", "DescribeKey"),
          fixed("Route53", 5, 5, "Quotas, Amazon Route 53 Developer Guide"),
          of(SECRETS, 10_000, 10_000, SECRETS_PAGE, "DescribeSecret", "GetSecretValue"),
          of(METRICS, 50, 50, METRICS_PAGE, "GetMetricData"),
          of(METRICS, 9, 9, METRICS_PAGE, "DescribeAlarms"),
          of(METRICS, 3, 3, METRICS_PAGE, "PutMetricAlarm"));

  private PublishedQuotas() {}

  /** The quota that a call counts against; empty where none is published. */
  public static Optional<RequestQuota> of(String service, String operation) {
    List<RequestQuota> ofService = ALL.stream().filter(q -> q.service().equals(service)).toList();
    return ofService.stream()
        .filter(q -> q.operations().containsKey(operation))
        .findFirst()
        .or(() -> ofService.stream().filter(q -> q.operations().isEmpty()).findFirst());
  }

  private static RequestQuota of(
      String service, int perSecond, int burst, String source, String... operations) {
    return quota(service, perSecond, burst, true, source, operations);
  }

  private static RequestQuota fixed(
      String service, int perSecond, int burst, String source, String... operations) {
    return quota(service, perSecond, burst, false, source, operations);
  }

  private static RequestQuota quota(
      String service,
      int perSecond,
      int burst,
      boolean adjustable,
      String source,
      String... operations) {
    Map<String, Integer> tokens = new TreeMap<>();
    for (String operation : operations) {
      tokens.put(operation, 1);
    }
    return new RequestQuota(
        service, Collections.unmodifiableMap(tokens), perSecond, burst, adjustable, source);
  }
}
