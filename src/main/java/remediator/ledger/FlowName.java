package remediator.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import remediator.group.GroupArn;

/**
 * The name of a flow, the same for the same group and attempt: Step Functions starts an execution
 * of one name once ("StartExecution is idempotent for Standard workflows").
 */
final class FlowName {
  private FlowName() {}

  /** {@code orders-cache-5f3a9c01-1}: at most 60 of the 80 characters that a name may have. */
  static String of(GroupArn group, int attempt) {
    return group.id() + "-" + hash(group.toString()) + "-" + attempt;
  }

  /** Of the n-th execution that ends a flow whose own execution died. */
  static String ending(String flow, int n) {
    return flow + "-end" + n;
  }

  /** Eight hexadecimal digits: tells groups of one id in several accounts and Regions apart. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
