package remediator.workflow.tls;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.aws.AwsErrorText;
import remediator.finding.TextSanitizer;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticache.model.User;

/** What people are told of a user group: which users it has, and what a client is that is none. */
public final class UserGroupText {
  /** The user that a client is which does not log in; each user group has one. */
  private static final String DEFAULT = "default";

  private static final int LONGEST = 200;

  private UserGroupText() {}

  /** The user group that the flow attaches; empty where it attaches none. */
  public static Optional<String> wanted(RemediationCase c) {
    Policy policy = Policy.recorded(c.policy());
    return policy.is(PolicySetting.AUTH, "user-group")
        ? Optional.of(policy.get(PolicySetting.USER_GROUP))
        : Optional.empty();
  }

  /**
   * What a person at the gate should know of its users, as far as they can be read. What it says of
   * the user default is recorded, since it is what the person approves.
   */
  public static List<String> facts(StepContext context, String users) {
    String command =
        "to look at them: aws elasticache describe-users --query \"Users[?contains(UserGroupIds,'"
            + users
            + "')]\"";
    try {
      List<User> members = members(context, users);
      String told = withoutLogin(members);
      context.change(c -> c.with(CaseAttribute.DEFAULT_USER_TOLD, told));
      return List.of(
          "the user group "
              + users
              + " lets these users in: "
              + members.stream()
                  .map(u -> TextSanitizer.plain(u.userName(), LONGEST))
                  .sorted()
                  .collect(Collectors.joining(", ")),
          told,
          command);
    } catch (AwsServiceException e) {
      return List.of(unread(users, e), command);
    }
  }

  /** What is to be said of its user default now, where gate AUTH has said otherwise. */
  static Optional<String> changed(StepContext context, String users) {
    Optional<String> told = context.now().attribute(CaseAttribute.DEFAULT_USER_TOLD);
    return told.map(_ -> now(context, users)).filter(now -> !told.equals(Optional.of(now)));
  }

  private static String now(StepContext context, String users) {
    try {
      return withoutLogin(members(context, users));
    } catch (AwsServiceException e) {
      return unread(users, e);
    }
  }

  private static List<User> members(StepContext context, String users) {
    return context.elastiCache().describeUsersPaginator(r -> {}).users().stream()
        .filter(u -> u.userGroupIds().contains(users))
        .toList();
  }

  private static String unread(String users, AwsServiceException e) {
    if (!AwsErrorText.isDefiniteRefusal(e)) {
      throw e;
    }
    return "the users of the user group "
        + users
        + " could not be read, nor what its user default may do, which clients are that do not log"
        + " in: "
        + AwsErrorText.reason(e);
  }

  private static String withoutLogin(List<User> members) {
    return members.stream()
        .filter(u -> DEFAULT.equals(u.userName()))
        .findFirst()
        .map(UserGroupText::withoutLogin)
        .orElse(
            "what clients may do that do not log in is not known: no user of it is called"
                + " default");
  }

  /** "If neither [on nor off] is specified in the access string, the user is assigned off." */
  private static String withoutLogin(User user) {
    String may = TextSanitizer.quote(user.accessString());
    boolean on = Arrays.asList(String.valueOf(user.accessString()).split("\\s+")).contains("on");
    if (!on) {
      return "CLIENTS THAT DO NOT LOG IN ARE CUT OFF: its user default is off";
    }
    return "no-password"
            .equals(user.authentication() == null ? "" : user.authentication().typeAsString())
        ? "clients that do not log in go on as its user default, without a password, and may do "
            + may
            + ": what that leaves out is refused"
        : "CLIENTS THAT DO NOT LOG IN ARE CUT OFF: its user default must, and may do " + may;
  }

  /** The finding says it too. */
  public static void note(StepContext context, String users, Instant until) {
    context
        .dependencies()
        .findingUpdater()
        .rewrite(
            context.group(),
            context.now().findings(),
            context.group().id()
                + " refuses plaintext. Clients need not log in yet; the gate \"auth\", after which"
                + " the user group "
                + users
                + " is attached, is open until "
                + until
                + ".");
  }

  /** How it stands at the end, by the group itself; empty where none was to be attached. */
  public static String standing(RemediationCase c, GroupState state) {
    return wanted(c)
        .map(
            users ->
                state.userGroups().isEmpty()
                    ? (state.settings().authToken()
                            ? " It has an AUTH token that somebody else has set"
                            : " Clients need not log in")
                        + ": the user group "
                        + users
                        + " is not attached."
                    : " Clients are users of the user group "
                        + String.join(", ", state.userGroups())
                        + ".")
        .orElse("");
  }
}
