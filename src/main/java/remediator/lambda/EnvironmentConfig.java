package remediator.lambda;

import java.util.Map;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.MemberRole;
import remediator.notification.Messages;

/**
 * What the template gives the functions in their environment.
 *
 * @param variables all of them; the policy's are read by {@link remediator.plan.Policy}
 */
record EnvironmentConfig(Map<String, String> variables) {
  EnvironmentConfig {
    variables = Map.copyOf(variables);
  }

  /** A variable that must be set. */
  String require(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }

  /** Our own account and Region. */
  AccountRegion home() {
    return new AccountRegion(
        require("HOME_PARTITION"), require("HOME_ACCOUNT"), require("AWS_REGION"));
  }

  /** The role to assume in other accounts, in sessions that are named after the function. */
  Optional<MemberRole> memberRole() {
    return get("MEMBER_ROLE_NAME")
        .map(role -> new MemberRole(role, require("AWS_LAMBDA_FUNCTION_NAME")));
  }

  /** ARN of the state machine that watches clients; there only where a probe is deployed. */
  Optional<String> monitorMachine() {
    return get("MONITOR_MACHINE");
  }

  /** In the language of mails, chat and notes. */
  Messages messages() {
    return Messages.of(get("LANGUAGE").orElse(""));
  }

  /** Whether gates can be answered in the widget of the dashboard. */
  boolean answersInConsole() {
    return get("ANSWERS").isPresent();
  }

  /** A variable that may be missing or empty. */
  Optional<String> get(String name) {
    return Optional.of(variables.getOrDefault(name, "")).filter(n -> !n.isEmpty());
  }
}
