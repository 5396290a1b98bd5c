package remediator.group;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a replication group anywhere in AWS: {@code
 * arn:<partition>:elasticache:<region>:<account>:replicationgroup:<id>}.
 *
 * <p>Partition and Region are open sets (new ones appear), the id follows the naming rule of
 * CreateReplicationGroup: 1 to 40 letters, digits and single hyphens, a letter first, no hyphen
 * last, stored in lower case.
 */
public record GroupArn(String partition, String region, String account, String id) {
  /** No ARN of a group comes near it; on a far longer text the pattern would overflow the stack. */
  private static final int LONGEST = 200;

  private static final Pattern SHAPE =
      Pattern.compile(
          "arn:(aws(?:-[a-z]+)*):elasticache:([a-z]{2,}(?:-[a-z]+)+-[0-9]{1,2}):([0-9]{12})"
              + ":replicationgroup:([a-z](?:-?[a-z0-9])*)");

  /**
   * Reads an ARN.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong with it
   */
  public static GroupArn parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (text.length() > LONGEST || !matcher.matches() || matcher.group(4).length() > 40) {
      throw new IllegalArgumentException(whatIsWrong(text));
    }
    return new GroupArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
  }

  private static String whatIsWrong(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 6 || !parts[0].equals("arn")) {
      return "is not an ARN";
    }
    if (!parts[2].equals("elasticache")) {
      return "belongs to another service than ElastiCache";
    }
    return switch (parts[5]) {
      case "replicationgroup" -> "is not a well-formed replication group ARN";
      case "serverlesscache" -> "is a serverless cache, which is always encrypted";
      case "cluster" -> "is a single cache cluster, not a replication group";
      default -> "is not a replication group";
    };
  }

  /**
   * Returns the id with eight hexadecimal digits of the ARN's digest: the same for everything that
   * is said of the group, and different for groups of one id in several accounts or Regions.
   */
  public String conversationId() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
      return id + "-" + HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The ARN of another replication group in the same place. */
  public GroupArn withId(String otherId) {
    return new GroupArn(partition, region, account, otherId);
  }

  /** The ARN of another ElastiCache resource in the same place, such as a snapshot or a node. */
  public String resource(String type, String name) {
    return "arn:" + partition + ":elasticache:" + region + ":" + account + ":" + type + ":" + name;
  }

  @Override
  public String toString() {
    return resource("replicationgroup", id);
  }
}
