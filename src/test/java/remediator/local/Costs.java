package remediator.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What AWS bills for the product, in US dollars, us-east-1, without free tiers: by the calls that
 * were counted and the prices that AWS publishes. Not in it: what ElastiCache, its snapshots and
 * Security Hub themselves cost.
 */
public final class Costs {
  /** Price lists of Lambda, Step Functions, DynamoDB, SNS, SQS and CloudWatch, November 2026. */
  private static final double LAMBDA_GB_SECOND = 0.0000133334; // arm64

  private static final double LAMBDA_REQUEST = 0.20 / 1e6;
  private static final double TRANSITION = 0.025 / 1e3;
  private static final double DYNAMODB_WRITE = 0.625 / 1e6; // a KB, on demand
  private static final double DYNAMODB_READ = 0.125 / 1e6; // 4 KB, consistent, on demand
  private static final double SNS_PUBLISH = 0.50 / 1e6;
  private static final double SNS_MAIL = 2.00 / 1e5;
  private static final double LOG_GB = 0.50;
  private static final double METRIC = 0.01 / 1e3; // GetMetricData, each metric asked for

  private static final double SQS_REQUEST = 0.40 / 1e6;

  /** An event that comes through the queue: sent, received and deleted, at most. */
  private static final double QUEUED_EVENT = 3 * SQS_REQUEST;

  /** Lambda asks an empty queue five times at once, for twenty seconds each time. */
  private static final double POLLING_A_MONTH = 5 * 3 * 60 * 24 * 30 * SQS_REQUEST;

  /** An item of the ledger late in a flow; the history makes most of it. */
  private static final int ITEM_KB = 6;

  /** Billed for an invocation: as if each were a cold start, at 1024 MB. */
  private static final double COLD_SECONDS = 3;

  private static final double LOG_BYTES_PER_INVOCATION = 1_500;

  /** Nodes of a group, whose metrics are asked for one by one. */
  private static final int NODES = 3;

  /** Security Hub evaluates both controls twice a day, and each time tells of each. */
  private static final int EVENTS_PER_GROUP_AND_MONTH = 2 * 2 * 30;

  private Costs() {}

  /** One flow from its event to its end. */
  public static double remediation(FlowCount flow) {
    Map<String, Integer> calls = flow.calls();
    // Each task of a state machine is at least one transition, with a choice behind it.
    double invocations = 1 + flow.transitions() / 2.0;
    // The finding and the end of the flow come through the queue.
    return 2 * QUEUED_EVENT
        + flow.transitions() * TRANSITION
        + invocations * invocation()
        + calls.getOrDefault("DynamoDB.UpdateItem", 0) * ITEM_KB * DYNAMODB_WRITE
        + calls.getOrDefault("DynamoDB.GetItem", 0) * Math.ceilDiv(ITEM_KB, 4) * DYNAMODB_READ
        + calls.getOrDefault("DynamoDB.BatchGetItem", 0)
            * (Math.ceilDiv(ITEM_KB, 4) + 1)
            * DYNAMODB_READ
        + calls.getOrDefault("SNS.Publish", 0) * (SNS_PUBLISH + SNS_MAIL)
        + calls.getOrDefault("CloudWatch.GetMetricData", 0) * NODES * METRIC;
  }

  /** A month in which all groups are encrypted and evaluated. */
  static double idleMonth(int groups) {
    return POLLING_A_MONTH
        + groups * EVENTS_PER_GROUP_AND_MONTH * (invocation() + QUEUED_EVENT + DYNAMODB_READ);
  }

  private static double invocation() {
    return LAMBDA_REQUEST
        + COLD_SECONDS * LAMBDA_GB_SECOND
        + LOG_BYTES_PER_INVOCATION / 1e9 * LOG_GB;
  }

  /** The rows of the table in src/docs/operations.md. */
  public static List<String> rows(FlowCount onlineTls, FlowCount replace) {
    List<String> rows = new ArrayList<>();
    for (Fleet fleet : Fleet.values()) {
      rows.add(
          String.format(
              Locale.ROOT,
              "| %s | $%.2f | $%.2f | $%.2f |",
              fleet.words,
              fleet.groups * remediation(onlineTls),
              fleet.groups * remediation(replace),
              idleMonth(fleet.groups)));
    }
    return rows;
  }

  private enum Fleet {
    ONE(1, "1 group"),
    HUNDRED(100, "100 groups"),
    MANY(10_000, "10,000 groups over 1,000 accounts");

    private final int groups;
    private final String words;

    Fleet(int groups, String words) {
      this.groups = groups;
      this.words = words;
    }
  }
}
