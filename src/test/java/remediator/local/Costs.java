package remediator.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import remediator.scale.AwsPrices;

/**
 * What AWS bills for the product, in US dollars, us-east-1, without free tiers: by the calls that
 * were counted and the prices that AWS publishes. Not in it: what ElastiCache, its snapshots and
 * Security Hub themselves cost.
 */
public final class Costs {
  /** An event that comes through the queue: sent, received and deleted, at most. */
  private static final double QUEUED_EVENT = 3 * AwsPrices.SQS_REQUEST;

  /** Lambda asks an empty queue five times at once, for twenty seconds each time. */
  private static final double POLLING_A_MONTH = 5 * 3 * 60 * 24 * 30 * AwsPrices.SQS_REQUEST;

  /** An item of the ledger late in a flow; the history makes most of it. */
  private static final int ITEM_KB = 6;

  /** Billed for an invocation: as if each were a cold start, at 1024 MB. */
  private static final double COLD_SECONDS = 3;

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
        + flow.transitions() * AwsPrices.TRANSITION
        + invocations * invocation()
        + calls.getOrDefault("DynamoDB.UpdateItem", 0) * ITEM_KB * AwsPrices.DYNAMODB_WRITE
        + calls.getOrDefault("DynamoDB.GetItem", 0)
            * Math.ceilDiv(ITEM_KB, 4)
            * AwsPrices.DYNAMODB_READ
        + calls.getOrDefault("DynamoDB.BatchGetItem", 0)
            * (Math.ceilDiv(ITEM_KB, 4) + 1)
            * AwsPrices.DYNAMODB_READ
        + calls.getOrDefault("SNS.Publish", 0) * (AwsPrices.SNS_PUBLISH + AwsPrices.SNS_MAIL)
        + calls.getOrDefault("CloudWatch.GetMetricData", 0) * AwsPrices.NODES * AwsPrices.METRIC;
  }

  /** A month in which all groups are encrypted and evaluated. */
  static double idleMonth(int groups) {
    return POLLING_A_MONTH
        + groups
            * EVENTS_PER_GROUP_AND_MONTH
            * (invocation() + QUEUED_EVENT + AwsPrices.DYNAMODB_READ);
  }

  private static double invocation() {
    return AwsPrices.LAMBDA_REQUEST
        + COLD_SECONDS * AwsPrices.LAMBDA_GB_SECOND
        + AwsPrices.LOG_BYTES_PER_INVOCATION / 1e9 * AwsPrices.LOG_GB;
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
