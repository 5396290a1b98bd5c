package remediator.notification;

import java.util.Optional;

/**
 * The ways in which one question can be answered here; a message names these and no other.
 *
 * @param link to the page, where there is one
 * @param console whether the widget of the dashboard takes answers
 * @param commands which do so everywhere
 */
public record AnswerWays(Optional<String> link, boolean console, CliCommands commands) {
  /** Whether there is nothing but the commands. */
  boolean byCommandOnly() {
    return link.isEmpty() && !console;
  }
}
