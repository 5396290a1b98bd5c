package remediator.alarm;

import awsemulator.queues.MessageQueues;
import awsemulator.states.lambda.DeadLetter;
import awsemulator.states.lambda.LambdaHost.Invocation;
import awsemulator.template.DeployedResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import remediator.local.WatchedCloud;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The alarms of the template, judged by what has happened in the local cloud: invocations,
 * executions, dead letters, and what metric filters make of log lines. Strict: an alarm, a metric
 * or a filter of another kind is an error.
 */
final class AlarmBoard {
  private static final Pattern FILTER = Pattern.compile("\\{ \\$\\.message = \"([^\"]+)\" }");

  private final WatchedCloud watched;

  AlarmBoard(WatchedCloud watched) {
    this.watched = watched;
  }

  /** Logical ids of the alarms that are in state ALARM now. */
  Set<String> firing() {
    Set<String> firing = new TreeSet<>();
    for (DeployedResource alarm : watched.deployment().ofType("AWS::CloudWatch::Alarm")) {
      if (fires(alarm.properties())) {
        firing.add(alarm.logicalId());
      }
    }
    return firing;
  }

  private boolean fires(Map<String, Object> alarm) {
    OptionalDouble value =
        alarm.containsKey("Metrics")
            ? sum(maps(alarm.get("Metrics")), number(alarm.get("EvaluationPeriods")))
            : value(alarm, window(alarm, number(alarm.get("EvaluationPeriods"))));
    if (value.isEmpty()) {
      return alarm.get("TreatMissingData").equals("breaching");
    }
    double threshold = number(alarm.get("Threshold"));
    return switch (alarm.get("ComparisonOperator").toString()) {
      case "GreaterThanThreshold" -> value.getAsDouble() > threshold;
      case "LessThanThreshold" -> value.getAsDouble() < threshold;
      default -> throw new IllegalArgumentException("not known: " + alarm);
    };
  }

  private OptionalDouble sum(List<Map<String, Object>> metrics, long periods) {
    Map<String, Object> total = metrics.getLast();
    if (!"SUM(METRICS())".equals(total.get("Expression"))) {
      throw new IllegalArgumentException("not known: " + total);
    }
    double[] values =
        metrics.subList(0, metrics.size() - 1).stream()
            .map(m -> map(m.get("MetricStat")))
            .map(stat -> value(map(stat.get("Metric")), window(stat, periods)))
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(DoubleStream.of(values).sum());
  }

  private static Duration window(Map<String, Object> of, long periods) {
    return Duration.ofSeconds(number(of.get("Period")) * periods);
  }

  private OptionalDouble value(Map<String, Object> metric, Duration window) {
    Instant since = watched.clock().instant().minus(window);
    String name = metric.get("MetricName").toString();
    return switch (metric.get("Namespace").toString()) {
      case "AWS/SQS" -> OptionalDouble.of((double) queue(name, dimension(metric, "QueueName")));
      case "AWS/Lambda" -> invocations(name, dimension(metric, "FunctionName"), since);
      case "AWS/States" -> executions(name, dimension(metric, "StateMachineArn"), since);
      case "ElastiCacheEncryption" -> logged(name, metric.get("Statistic").toString(), since);
      default -> throw new IllegalArgumentException("not known: " + metric);
    };
  }

  private long queue(String metric, String queue) {
    return switch (metric) {
      case "ApproximateNumberOfMessagesVisible" -> letters(queue);
      case "ApproximateAgeOfOldestMessage" ->
          watched
              .queues()
              .oldest(queue)
              .map(sent -> Duration.between(sent, watched.clock().instant()).toSeconds())
              .orElse(0L);
      default -> throw new IllegalArgumentException("not known: " + metric);
    };
  }

  private long letters(String queue) {
    return Stream.concat(
            watched.lambda().deadLetters().stream().map(DeadLetter::queue),
            watched.queues().deadLetters().stream().map(MessageQueues.Letter::queue))
        .filter(queue::equals)
        .count();
  }

  private OptionalDouble invocations(String name, String function, Instant since) {
    List<Invocation> found =
        watched.lambda().invocations().stream()
            .filter(i -> i.function().equals(function) && i.at().isAfter(since))
            .toList();
    if (found.isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (name) {
      case "Errors" ->
          OptionalDouble.of((double) found.stream().filter(Invocation::failed).count());
      case "Invocations" -> OptionalDouble.of(found.size());
      default -> throw new IllegalArgumentException("not known: " + name);
    };
  }

  private OptionalDouble executions(String name, String machine, Instant since) {
    ExecutionStatus status =
        switch (name) {
          case "ExecutionsFailed" -> ExecutionStatus.FAILED;
          case "ExecutionsTimedOut" -> ExecutionStatus.TIMED_OUT;
          case "ExecutionsAborted" -> ExecutionStatus.ABORTED;
          default -> throw new IllegalArgumentException("not known: " + name);
        };
    return OptionalDouble.of(
        (double)
            watched.executions().stream()
                .filter(e -> e.machineArn().equals(machine) && e.status() == status)
                .filter(e -> e.stopped().isAfter(since))
                .count());
  }

  /** What the filters of a metric make of the lines in their log groups since then. */
  private OptionalDouble logged(String metric, String statistic, Instant since) {
    List<DeployedResource> filters =
        watched.deployment().ofType("AWS::Logs::MetricFilter").stream()
            .filter(f -> metric.equals(transformation(f).get("MetricName")))
            .toList();
    if (filters.isEmpty()) {
      throw new IllegalArgumentException("no filter makes the metric " + metric);
    }
    double[] values = filters.stream().flatMapToDouble(filter -> values(filter, since)).toArray();
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    return switch (statistic) {
      case "Maximum" -> DoubleStream.of(values).max();
      case "Sum" -> OptionalDouble.of(DoubleStream.of(values).sum());
      default -> throw new IllegalArgumentException("not known: " + statistic);
    };
  }

  private DoubleStream values(DeployedResource filter, Instant since) {
    Matcher pattern = FILTER.matcher(filter.properties().get("FilterPattern").toString());
    if (!pattern.matches()) {
      throw new IllegalArgumentException("not known: " + filter);
    }
    String value = transformation(filter).get("MetricValue").toString();
    Object logGroup = filter.properties().get("LogGroupName");
    return watched.logged().stream()
        .filter(line -> logGroup.equals(logGroups().get(line.function())))
        .filter(line -> line.at().isAfter(since))
        .map(WatchedCloud.Logged::fields)
        .filter(fields -> pattern.group(1).equals(fields.get("message")))
        .mapToDouble(
            fields ->
                value.startsWith("$.")
                    ? ((Number) fields.get(value.substring(2))).doubleValue()
                    : Double.parseDouble(value));
  }

  /** The log group that each function writes to, by the function's name. */
  private Map<String, Object> logGroups() {
    return watched.deployment().ofType("AWS::Serverless::Function").stream()
        .collect(
            Collectors.toMap(
                DeployedResource::name,
                f -> map(f.properties().get("LoggingConfig")).get("LogGroup")));
  }

  private static Map<String, Object> transformation(DeployedResource filter) {
    return maps(filter.properties().get("MetricTransformations")).getFirst();
  }

  private static String dimension(Map<String, Object> metric, String name) {
    Map<String, Object> dimension = maps(metric.get("Dimensions")).getFirst();
    if (!name.equals(dimension.get("Name"))) {
      throw new IllegalArgumentException("not known: " + metric);
    }
    return dimension.get("Value").toString();
  }

  private static long number(Object value) {
    return (long) Double.parseDouble(String.valueOf(value).toLowerCase(Locale.ROOT));
  }

  @SuppressWarnings("unchecked") // the keys of a template are strings
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<Map<String, Object>> maps(Object value) {
    return ((List<?>) value).stream().map(AlarmBoard::map).toList();
  }
}
