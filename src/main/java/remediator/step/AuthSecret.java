package remediator.step;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.aws.Place;
import remediator.json.Json;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * The secret that a group's AUTH token is kept in. Its name is made of the group's, so that a call
 * whose answer is lost finds the same token again. It has the members that Secrets Manager's
 * rotation functions and the usual clients read: a token has no user name.
 */
final class AuthSecret {
  /** Of the 16 to 128 that may be; letters and digits need no escaping in any URL. */
  private static final int LENGTH = 64;

  private static final String CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private static final SecureRandom RANDOM = new SecureRandom();

  private AuthSecret() {}

  /** Makes it if it is not there, and answers its ARN. */
  static String ensure(Work work) {
    SecretsManagerClient secrets = work.tools().aws().secrets(Place.of(work.group()));
    String name = "elasticache-encryption/" + work.group().id() + "/auth-token";
    try {
      return secrets
          .createSecret(
              r ->
                  r.name(name)
                      .description("AUTH token of the replication group " + work.group())
                      .secretString(content(work))
                      .tags(
                          List.of(
                              tag("elasticache-encryption", "auth-token"),
                              tag(OurTags.FLOW, work.now().flow()))))
          .arn();
    } catch (ResourceExistsException _) {
      // By an earlier try, or an earlier flow for the same group. Who may not read it is told so.
      return secrets.getSecretValue(r -> r.secretId(name)).arn();
    }
  }

  private static String content(Work work) {
    Map<String, String> content = new TreeMap<>();
    content.put("username", "");
    content.put("password", token());
    content.put("replicationGroupId", work.group().id());
    return Json.write(content);
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
