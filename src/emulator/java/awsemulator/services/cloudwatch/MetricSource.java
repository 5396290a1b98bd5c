package awsemulator.services.cloudwatch;

import awsemulator.cloud.CallerIdentity;
import java.time.Instant;
import java.util.Map;

/** Where the metrics of AWS/ElastiCache come from. */
@FunctionalInterface
public interface MetricSource {
  /**
   * The one data point of a metric in a period.
   *
   * @param caller whose account and Region are asked for
   * @param metric such as {@code CurrConnections}
   * @param dimensions such as {@code CacheClusterId} and {@code CacheNodeId}
   * @param from inclusive
   * @param to exclusive
   * @return NaN where there is no data
   */
  double value(
      CallerIdentity caller,
      String metric,
      Map<String, String> dimensions,
      Instant from,
      Instant to);

  /** One metric of one thing, period by period. */
  interface Series {
    /** As {@link MetricSource#value}. */
    double value(Instant from, Instant to);
  }

  /** The same for many periods at one moment: whom it is about is looked up once. */
  default Series series(CallerIdentity caller, String metric, Map<String, String> dimensions) {
    return (from, to) -> value(caller, metric, dimensions, from, to);
  }
}
