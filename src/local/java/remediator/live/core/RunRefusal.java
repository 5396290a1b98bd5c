package remediator.live.core;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Refusals that end a run, each as a sentence: what may not be done, and what to do about it. */
public final class RunRefusal {
  private static final Pattern ACTION =
      Pattern.compile("not authorized to perform:? ([\\w-]+:\\w+)");

  private static final Pattern EXPIRED =
      Pattern.compile(
          "ExpiredToken(Exception)?|RequestExpired|InvalidClientTokenId|UnrecognizedClientException");

  private static final Pattern DENIED =
      Pattern.compile(
          "AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized|AuthorizationError");

  private static final Pattern NO_NODE_TYPE =
      Pattern.compile("InsufficientCacheClusterCapacity|.*(?i)node ?type.*");

  private RunRefusal() {}

  /** Whether the same call would be refused for as long as this run lasts. */
  public static boolean isFinal(AwsServiceException e) {
    String code = LiveAccount.code(e);
    return EXPIRED.matcher(code).matches() || DENIED.matcher(code).matches();
  }

  /** Whether the caller lacks the right. */
  public static boolean isDenied(AwsServiceException e) {
    return DENIED.matcher(LiveAccount.code(e)).matches();
  }

  /** Whether a service control policy denies it. */
  static boolean isByOrganization(AwsServiceException e) {
    return isDenied(e) && LiveAccount.message(e).contains("service control policy");
  }

  /** The sentence; empty where the error is for the expectation to judge. */
  public static Optional<String> of(AwsServiceException e, String nodeType) {
    String code = LiveAccount.code(e);
    String text = LiveAccount.message(e);
    if (EXPIRED.matcher(code).matches()) {
      return Optional.of(
          "The credentials have expired ("
              + code
              + "); get new ones. In a Region that is not enabled for the account it says the"
              + " same.");
    }
    if (DENIED.matcher(code).matches()) {
      Matcher action = ACTION.matcher(text);
      String what = action.find() ? action.group(1) : "do what was asked (" + text + ")";
      String by =
          isByOrganization(e)
              ? "a service control policy of your organization denies it"
              : "your policies do not allow it; src/docs/live-rights.json has all that is needed";
      return Optional.of("You may not " + what + ": " + by + ".");
    }
    if (NO_NODE_TYPE.matcher(code).matches()
        || (code.startsWith("InvalidParameter") && text.contains(nodeType))) {
      return Optional.of(
          "This Region has no "
              + nodeType
              + " to give ("
              + code
              + "); name another by -Dnode-type, or choose another Region.");
    }
    if (code.startsWith("CacheSubnetGroupNotFound")) {
      return Optional.of(
          "There is no such cache subnet group here, and no default VPC to make one of; make one"
              + " and name it by -Dsubnet-group.");
    }
    return Optional.empty();
  }
}
