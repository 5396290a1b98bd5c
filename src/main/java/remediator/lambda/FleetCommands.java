package remediator.lambda;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;
import remediator.ledger.FleetScan;
import remediator.notification.Notification;
import remediator.plan.Control;
import remediator.reconcile.FindingSweep;
import remediator.reconcile.IncomingQueue;
import remediator.remediation.MaintenanceCommand;
import remediator.report.FleetDigest;
import remediator.report.FleetReport;

/** What schedules and operators have done with all of the fleet, besides comparing it. */
final class FleetCommands {
  private final Components components;

  FleetCommands(Components components) {
    this.components = components;
  }

  /**
   * Returns what came of it.
   *
   * @param timeIsLeft asked before each page of what is read
   * @throws InvalidEventException where the deployment has no place for it
   */
  Map<String, Object> run(OperatorCommand command, BooleanSupplier timeIsLeft) {
    return switch (command) {
      case REPORT -> report(fleet(timeIsLeft));
      case DIGEST -> digest(fleet(timeIsLeft));
      case SWEEP -> sweep(timeIsLeft);
      case LINES -> lines(timeIsLeft);
      case RECONCILE -> throw new IllegalArgumentException("the handler itself reconciles");
    };
  }

  private FleetScan.Fleet fleet(BooleanSupplier timeIsLeft) {
    return components.ledger().reportedFleet().read(timeIsLeft);
  }

  private Map<String, Object> sweep(BooleanSupplier timeIsLeft) {
    EnvironmentConfig config = components.config();
    Set<FindingSweep.Format> formats =
        switch (config.require("FINDING_SOURCE")) {
          case "cspm" -> EnumSet.of(FindingSweep.Format.CSPM);
          case "v2" -> EnumSet.of(FindingSweep.Format.V2);
          default -> EnumSet.allOf(FindingSweep.Format.class);
        };
    FindingSweep.Result result =
        new FindingSweep(components.aws(), queue(), timeIsLeft).run(formats, Control.ids());
    return Map.of(
        "findings", result.findings(),
        "messages", result.messages(),
        "complete", result.complete(),
        "problems", result.problems());
  }

  /**
   * Sends a message for each account and Region where groups wait: the function that takes findings
   * looks at so many at once as it may, and at each of them again where it could not.
   */
  private Map<String, Object> lines(BooleanSupplier timeIsLeft) {
    List<String> messages =
        components.ledger().rosters().firstInLines().stream()
            .map(group -> StrictJson.write(MaintenanceCommand.processQueue(group)))
            .toList();
    List<String> problems = new ArrayList<>();
    int sent = queue().send(messages, timeIsLeft, problems);
    if (sent < messages.size()) {
      throw new IllegalStateException(
          "of %d lines of waiting groups, %d are not looked at: %s"
              .formatted(
                  messages.size(),
                  messages.size() - sent,
                  problems.isEmpty() ? "no time was left" : String.join("; ", problems)));
    }
    return Map.of("lines", sent);
  }

  private IncomingQueue queue() {
    return new IncomingQueue(
        components.aws().sqs(), components.config().require("INCOMING_EVENTS"));
  }

  private Map<String, Object> report(FleetScan.Fleet fleet) {
    String bucket =
        components
            .config()
            .get("REPORT_BUCKET")
            .orElseThrow(
                () ->
                    new InvalidEventException(
                        "there is nowhere to write a report: name a bucket by the parameter"
                            + " ReportBucket"));
    return new FleetReport(fleet, components.clock().instant())
        .write(components.aws().s3(), bucket, "elasticache-encryption/");
  }

  private Map<String, Object> digest(FleetScan.Fleet fleet) {
    Optional<Notification> message =
        new FleetDigest(components.aws(), fleet, components.clock().instant()).message();
    List<String> problems = message.map(components.notifier()::send).orElse(List.of());
    return Map.of("sent", message.isPresent(), "problems", problems);
  }
}
