package remediator.scale;

/**
 * What AWS charges in us-east-1, in US dollars, without free tiers: price lists of November 2026.
 */
public final class AwsPrices {
  public static final double LAMBDA_GB_SECOND = 0.0000133334; // arm64
  public static final double LAMBDA_REQUEST = 0.20 / 1e6;
  public static final double TRANSITION = 0.025 / 1e3;
  public static final double DYNAMODB_WRITE = 0.625 / 1e6; // a KB, on demand
  public static final double DYNAMODB_READ = 0.125 / 1e6; // 4 KB, consistent, on demand
  public static final double SNS_PUBLISH = 0.50 / 1e6;
  public static final double SNS_MAIL = 2.00 / 1e5;
  public static final double SQS_REQUEST = 0.40 / 1e6;
  public static final double LOG_GB = 0.50;
  public static final double METRIC = 0.01 / 1e3; // GetMetricData, each metric asked for

  /** A line for a finding, and Lambda's own. */
  public static final double LOG_BYTES_PER_INVOCATION = 1_500;

  /** Nodes of a group, whose metrics are asked for one by one. */
  public static final int NODES = 3;

  private AwsPrices() {}
}
