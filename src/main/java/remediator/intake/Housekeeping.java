package remediator.intake;

import java.util.Map;
import java.util.Optional;
import remediator.finding.NotUnderstood;
import remediator.finding.Untrusted;
import remediator.group.GroupArn;
import remediator.json.StrictJson;

/**
 * What the deployment's own rules ask the function for: {@code {"housekeeping":"call-up"}} by a
 * schedule, {@code {"housekeeping":"start-nothing"}} by an alarm, or an execution that has ended.
 */
public sealed interface Housekeeping {
  /** The one member of a constant input of ours. */
  String OURS = "housekeeping";

  /** The source of events that tell of an execution's end. */
  String ENDED = "aws.states";

  /**
   * Start the flows of groups that wait, where there are places.
   *
   * @param group of the flow that is over, and with it a place in its account and Region; empty for
   *     all
   */
  record CallUp(Optional<GroupArn> group) implements Housekeeping {}

  /** An alarm says that something is wrong: let nothing new start. */
  record StartNothing() implements Housekeeping {}

  /**
   * Reads one.
   *
   * @return empty where the event is none
   * @throws NotUnderstood where it is one, and not legal
   */
  static Optional<Housekeeping> read(Map<String, Object> event) {
    try {
      return event.get(OURS) instanceof String what ? ours(what) : ended(event);
    } catch (IllegalArgumentException e) {
      throw illegal(e.getMessage());
    }
  }

  private static NotUnderstood illegal(String why) {
    return new NotUnderstood("housekeeping is not understood: " + Untrusted.plain(why, 200));
  }

  private static Optional<Housekeeping> ours(String what) {
    return switch (what) {
      case "call-up" -> Optional.of(new CallUp(Optional.empty()));
      case "start-nothing" -> Optional.of(new StartNothing());
      default -> throw new IllegalArgumentException("it is neither call-up nor start-nothing");
    };
  }

  private static Optional<Housekeeping> ended(Map<String, Object> event) {
    return ENDED.equals(event.get("source"))
            && event.get("detail") instanceof Map<?, ?> detail
            && detail.get("input") instanceof String input
        ? Optional.of(new CallUp(Optional.of(groupOf(input))))
        : Optional.empty();
  }

  /** Of a state machine execution's input. */
  private static GroupArn groupOf(String input) {
    return GroupArn.parse(String.valueOf(StrictJson.readObject(input).get("group")));
  }
}
