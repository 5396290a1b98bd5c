package awsemulator.services.cloudwatch;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/** Metrics of AWS/ElastiCache: one data point a period, so that every statistic is that value. */
record MetricStore(MetricSource source) {
  private static final Set<String> STATISTICS = Set.of("Sum", "Average", "Minimum", "Maximum");
  private static final int MAX_QUERIES = 500;

  private record Point(Instant at, double value) {}

  GetMetricDataResponse data(CallerIdentity caller, GetMetricDataRequest q) {
    if (q.metricDataQueries().isEmpty() || q.metricDataQueries().size() > MAX_QUERIES) {
      throw invalid("ValidationError", "MetricDataQueries must have 1 to 500 items.");
    }
    List<MetricDataResult> results = new ArrayList<>();
    for (MetricDataQuery query : q.metricDataQueries()) {
      MetricDataResult result = result(caller, q, query);
      if (!Boolean.FALSE.equals(query.returnData())) {
        results.add(result);
      }
    }
    return GetMetricDataResponse.builder().metricDataResults(results).build();
  }

  private MetricDataResult result(
      CallerIdentity caller, GetMetricDataRequest q, MetricDataQuery query) {
    if (query.id() == null || !query.id().matches("[a-z][a-zA-Z0-9_]*")) {
      throw invalid("ValidationError", "The value " + query.id() + " is not a valid Id.");
    }
    MetricStat stat = query.metricStat();
    if (stat == null || stat.metric() == null || !STATISTICS.contains(stat.stat())) {
      throw invalid("ValidationError", "This cloud knows Sum, Average, Minimum and Maximum only.");
    }
    requireNamespace(stat.metric().namespace());
    List<Point> points =
        points(
            caller,
            stat.metric().metricName(),
            stat.metric().dimensions(),
            q.startTime(),
            q.endTime(),
            stat.period());
    // AWS: the newest first, unless asked otherwise.
    if (q.scanBy() != ScanBy.TIMESTAMP_ASCENDING) {
      Collections.reverse(points);
    }
    return MetricDataResult.builder()
        .id(query.id())
        .label(query.label() == null ? stat.metric().metricName() : query.label())
        .timestamps(points.stream().map(Point::at).toList())
        .values(points.stream().map(Point::value).toList())
        .statusCode("Complete")
        .build();
  }

  GetMetricStatisticsResponse statistics(CallerIdentity caller, GetMetricStatisticsRequest q) {
    requireNamespace(q.namespace());
    Set<String> wanted = Set.copyOf(q.statisticsAsStrings());
    if (wanted.isEmpty() || !STATISTICS.containsAll(wanted)) {
      throw invalid(
          "InvalidParameterValue", "This cloud knows Sum, Average, Minimum and Maximum only.");
    }
    List<Datapoint> points =
        points(caller, q.metricName(), q.dimensions(), q.startTime(), q.endTime(), q.period())
            .stream()
            .map(point -> datapoint(point, wanted))
            .toList();
    return GetMetricStatisticsResponse.builder().label(q.metricName()).datapoints(points).build();
  }

  private static Datapoint datapoint(Point point, Set<String> wanted) {
    return Datapoint.builder()
        .timestamp(point.at())
        .sum(wanted.contains("Sum") ? point.value() : null)
        .average(wanted.contains("Average") ? point.value() : null)
        .minimum(wanted.contains("Minimum") ? point.value() : null)
        .maximum(wanted.contains("Maximum") ? point.value() : null)
        .build();
  }

  private List<Point> points(
      CallerIdentity caller,
      String metric,
      List<Dimension> dimensions,
      Instant start,
      Instant end,
      Integer period) {
    if (start == null || end == null || !start.isBefore(end)) {
      throw invalid("ValidationError", "The parameter StartTime must be less than EndTime.");
    }
    if (period == null || period < 60 || period % 60 != 0) {
      throw invalid("ValidationError", "Period must be a multiple of 60.");
    }
    Map<String, String> names = new HashMap<>();
    dimensions.forEach(d -> names.put(d.name(), d.value()));
    List<Point> points = new ArrayList<>();
    MetricSource.Series series = source.series(caller, metric, names);
    long first = start.getEpochSecond() / period * period;
    for (long at = first; at < end.getEpochSecond(); at += period) {
      Instant from = Instant.ofEpochSecond(at);
      double value = series.value(from, from.plusSeconds(period));
      if (!Double.isNaN(value)) {
        points.add(new Point(from, value));
      }
    }
    return points;
  }

  private static void requireNamespace(String namespace) {
    if (!"AWS/ElastiCache".equals(namespace)) {
      throw invalid("InvalidParameterValue", "This cloud has metrics of AWS/ElastiCache only.");
    }
  }

  private static AwsFault invalid(String code, String message) {
    return AwsFault.badRequest(code, message);
  }
}
