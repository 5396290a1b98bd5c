package remediator.local.elasticache;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.DestinationDetails;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfiguration;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;

/** What log delivery requests must look like, "Log delivery". */
final class LogRules {
  private LogRules() {}

  static void check(List<LogDeliveryConfigurationRequest> requests, EngineVersion version) {
    Set<String> types = new HashSet<>();
    for (LogDeliveryConfigurationRequest request : requests) {
      String type = request.logTypeAsString();
      if (type == null) {
        throw Names.required("LogType");
      }
      Checks.oneOf("LogType", type, "slow-log", "engine-log");
      if (!types.add(type)) {
        throw Refusal.combination("LogType " + type + " is given more than once.");
      }
      if (!Boolean.FALSE.equals(request.enabled())) {
        checkDestination(request);
        checkEngine(type, version);
      }
    }
  }

  static LogDeliveryConfiguration active(LogDeliveryConfigurationRequest request) {
    return LogDeliveryConfiguration.builder()
        .logType(request.logTypeAsString())
        .destinationType(request.destinationTypeAsString())
        .destinationDetails(request.destinationDetails())
        .logFormat(request.logFormatAsString())
        .status("active")
        .build();
  }

  private static void checkDestination(LogDeliveryConfigurationRequest request) {
    Checks.oneOf("LogFormat", request.logFormatAsString(), "text", "json");
    Checks.oneOf(
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
      throw Refusal.combination(
          "Log delivery needs LogFormat, DestinationType and the details of that destination.");
    }
  }

  private static void checkEngine(String type, EngineVersion version) {
    String floor = type.equals("slow-log") ? "6.0" : "6.2";
    if (!version.atLeast(floor)) {
      throw Refusal.combination(
          "%s is not supported for engine version %s.".formatted(type, version.version()));
    }
  }
}
