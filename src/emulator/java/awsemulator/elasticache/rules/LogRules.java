package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.NameRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.DestinationDetails;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfiguration;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;

/** What log delivery requests must look like, "Log delivery". */
public final class LogRules {
  private LogRules() {}

  public static void check(List<LogDeliveryConfigurationRequest> requests, EngineRelease version) {
    Set<String> types = new HashSet<>();
    for (LogDeliveryConfigurationRequest request : requests) {
      String type = request.logTypeAsString();
      if (type == null) {
        throw NameRules.required("LogType");
      }
      ValueRules.oneOf("LogType", type, "slow-log", "engine-log");
      if (!types.add(type)) {
        throw ElastiCacheError.combination("LogType " + type + " is given more than once.");
      }
      if (!Boolean.FALSE.equals(request.enabled())) {
        checkDestination(request);
        checkEngine(type, version);
      }
    }
  }

  public static LogDeliveryConfiguration active(LogDeliveryConfigurationRequest request) {
    return LogDeliveryConfiguration.builder()
        .logType(request.logTypeAsString())
        .destinationType(request.destinationTypeAsString())
        .destinationDetails(request.destinationDetails())
        .logFormat(request.logFormatAsString())
        .status("active")
        .build();
  }

  private static void checkDestination(LogDeliveryConfigurationRequest request) {
    ValueRules.oneOf("LogFormat", request.logFormatAsString(), "text", "json");
    ValueRules.oneOf(
        "DestinationType",
        request.destinationTypeAsString(),
        "cloudwatch-logs",
        "kinesis-firehose");
    DestinationDetails details = request.destinationDetails();
    boolean logs =
        details != null
            && details.cloudWatchLogsDetails() != null
            && details.cloudWatchLogsDetails().logGroup() != null;
    boolean firehose =
        details != null
            && details.kinesisFirehoseDetails() != null
            && details.kinesisFirehoseDetails().deliveryStream() != null;
    boolean fits =
        "cloudwatch-logs".equals(request.destinationTypeAsString()) ? logs : firehose && !logs;
    if (!fits || request.logFormatAsString() == null) {
      throw ElastiCacheError.combination(
          "Log delivery needs LogFormat, DestinationType and the details of that destination.");
    }
  }

  private static void checkEngine(String type, EngineRelease version) {
    String floor = type.equals("slow-log") ? "6.0" : "6.2";
    if (!version.atLeast(floor)) {
      throw ElastiCacheError.combination(
          "%s is not supported for engine version %s.".formatted(type, version.version()));
    }
  }
}
