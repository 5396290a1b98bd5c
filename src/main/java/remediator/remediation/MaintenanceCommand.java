package remediator.remediation;

import java.util.Map;
import java.util.Optional;
import remediator.finding.InvalidEventException;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import remediator.json.StrictJson;

/**
 * What the deployment's own rules ask the function for: {@code {"maintenance":"pause-new-flows"}}
 * by an alarm, or an execution that has ended; and {@code
 * {"maintenance":"process-queue","group":"arn:…"}}, which the hourly look sends for each account
 * and Region where groups wait.
 */
public sealed interface MaintenanceCommand {
  /** The one member of a constant input of ours. */
  String OURS = "maintenance";

  /** The source of events that tell of an execution's end. */
  String ENDED = "aws.states";

  /**
   * Start the flows of groups that wait in an account and Region, where there are places.
   *
   * @param group any of it
   */
  record ProcessQueue(GroupArn group) implements MaintenanceCommand {}

  /** An alarm says that something is wrong: let nothing new start. */
  record PauseNewFlows() implements MaintenanceCommand {}

  /** As {@link #read} takes it. */
  static Map<String, Object> processQueue(GroupArn group) {
    return Map.of(OURS, "process-queue", "group", group.toString());
  }

  /**
   * Reads one.
   *
   * @return empty where the event is none
   * @throws InvalidEventException where it is one, and not legal
   */
  static Optional<MaintenanceCommand> read(Map<String, Object> event) {
    try {
      return event.get(OURS) instanceof String what ? ours(what, event) : ended(event);
    } catch (IllegalArgumentException e) {
      throw illegal(e.getMessage());
    }
  }

  private static InvalidEventException illegal(String why) {
    return new InvalidEventException(
        "the maintenance command is not understood: " + TextSanitizer.plain(why, 200));
  }

  private static Optional<MaintenanceCommand> ours(String what, Map<String, Object> event) {
    return switch (what) {
      case "process-queue" -> Optional.of(new ProcessQueue(groupOf(event)));
      case "pause-new-flows" -> Optional.of(new PauseNewFlows());
      default ->
          throw new IllegalArgumentException("it is neither process-queue nor pause-new-flows");
    };
  }

  private static Optional<MaintenanceCommand> ended(Map<String, Object> event) {
    return ENDED.equals(event.get("source"))
            && event.get("detail") instanceof Map<?, ?> detail
            && detail.get("input") instanceof String input
        ? Optional.of(new ProcessQueue(groupOf(StrictJson.readObject(input))))
        : Optional.empty();
  }

  /** Of a message, or of a state machine execution's input. */
  private static GroupArn groupOf(Map<String, Object> input) {
    return GroupArn.parse(String.valueOf(input.get("group")));
  }
}
