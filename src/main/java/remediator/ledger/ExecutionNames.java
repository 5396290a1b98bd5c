package remediator.ledger;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.group.GroupArn;

/**
 * Names flows. A name holds the deployment's id and a random part, so that what a flow makes, which
 * is tagged with the name, is never taken for the work of another deployment, of an earlier ledger,
 * or of a person. The name is written to the ledger before the execution is started, and an
 * execution of one name starts once ("StartExecution is idempotent for Standard workflows").
 */
public final class ExecutionNames {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 4;
  private static final Pattern DEPLOYMENT = Pattern.compile("[0-9a-f]{8}");
  private static final Pattern NAME = Pattern.compile("(.+)-([0-9a-f]{8})-([0-9]+)-([0-9a-f]{8})");

  private final String deployment;

  /**
   * Returns the names of one deployment.
   *
   * @param deployment eight hexadecimal digits: the beginning of the stack's unique id
   */
  public ExecutionNames(String deployment) {
    if (!DEPLOYMENT.matcher(deployment).matches()) {
      throw new IllegalArgumentException(
          "DEPLOYMENT_ID must be eight hexadecimal digits, the beginning of the stack's unique id");
    }
    this.deployment = deployment;
  }

  /**
   * Returns a new name, such as {@code orders-cache-1c5e8f20-1-9b04d7aa}: at most 63 of the 80
   * characters that an execution's name may have.
   */
  String next(GroupArn group, int attempt) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return group.id() + "-" + deployment + "-" + attempt + "-" + HexFormat.of().formatHex(random);
  }

  /** Returns the name of the n-th execution that ends a flow whose own execution died. */
  static String ending(String flow, int n) {
    return flow + "-end" + n;
  }

  /** Returns the id of the group that a flow's name begins with; empty where it is no such name. */
  static Optional<String> groupId(String flow) {
    Matcher name = NAME.matcher(flow);
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /**
   * Returns the parts of a flow's name that no other flow has, {@code 1c5e8f20-9b04d7aa}.
   *
   * @throws IllegalStateException for a name that an earlier version made
   */
  public static String uniquePart(String flow) {
    Matcher name = NAME.matcher(flow);
    if (!name.matches()) {
      throw new IllegalStateException(
          "the flow "
              + flow
              + " was begun by an earlier version of this product, and its names cannot be told"
              + " from those of others; stop its execution, and send the finding again");
    }
    return name.group(2) + "-" + name.group(4);
  }
}
