package remediator.workflow.tls;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.AccountRegion;
import remediator.json.StrictJson;
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * The secret that a group's AUTH token is kept in. Its name is made of the group's, so that a call
 * whose answer is lost finds the same token again. It has the members that Secrets Manager's
 * rotation functions and the usual clients read: a token has no user name.
 *
 * <p>A secret of that name is this flow's only by its tags. One that somebody else or an earlier
 * flow has made is neither read nor written: nobody knows who uses it. Then another name is taken.
 */
final class AuthSecret {
  /** Of the 16 to 128 that may be; letters and digits need no escaping in any URL. */
  private static final int LENGTH = 64;

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final Tag KIND = tag("elasticache-encryption", "auth-token");

  private static final SecureRandom RANDOM = new SecureRandom();

  private AuthSecret() {}

  /**
   * Makes it if it is not there.
   *
   * @return its ARN; empty where what others have made stands under every name
   */
  static Optional<String> ensure(StepContext context) {
    SecretsManagerClient secrets =
        context.dependencies().aws().secrets(AccountRegion.of(context.group()));
    for (String name : names(context.now())) {
      Optional<String> arn = make(context, secrets, name);
      if (arn.isPresent()) {
        return arn;
      }
      context.note("the secret " + name + " is not of this flow: it is left as it is");
    }
    return Optional.empty();
  }

  /**
   * The best first. The last part is the same: after a hyphen and six characters a name would look
   * like an ARN to Secrets Manager.
   */
  static List<String> names(RemediationCase c) {
    String group = "elasticache-encryption/" + c.group().id() + "/";
    return List.of(group + "auth-token", group + c.flow() + "/auth-token");
  }

  private static Optional<String> make(
      StepContext context, SecretsManagerClient secrets, String name) {
    try {
      return Optional.of(
          secrets
              .createSecret(
                  r ->
                      r.name(name)
                          .description("AUTH token of the replication group " + context.group())
                          .secretString(content(context))
                          .tags(List.of(KIND, ours(context))))
              .arn());
    } catch (ResourceExistsException | InvalidRequestException _) {
      // By an earlier try, or by others; the second says that it waits for its deletion.
      DescribeSecretResponse found = secrets.describeSecret(r -> r.secretId(name));
      return found.deletedDate() == null && found.tags().containsAll(List.of(KIND, ours(context)))
          ? Optional.of(found.arn())
          : Optional.empty();
    }
  }

  private static Tag ours(StepContext context) {
    return tag(ResourceTags.FLOW, context.now().flow());
  }

  private static String content(StepContext context) {
    Map<String, String> content = new TreeMap<>();
    content.put("username", "");
    content.put("password", token());
    content.put("replicationGroupId", context.group().id());
    return StrictJson.write(content);
  }

  private static String token() {
    StringBuilder token = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      token.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
    }
    return token.toString();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
