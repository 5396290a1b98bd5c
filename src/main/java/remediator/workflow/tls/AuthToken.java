package remediator.workflow.tls;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.group.CacheGroup;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;

/**
 * The AUTH token of a group that has one: from the secret that its owner named. It goes from
 * Secrets Manager into the request and nowhere else.
 */
public final class AuthToken {
  private AuthToken() {}

  public static Optional<String> of(StepContext context, CacheGroup source) {
    if (!source.spec().access().authToken()) {
      return Optional.empty();
    }
    return Optional.of(read(context, context.policy().get(PolicySetting.AUTH_SECRET)));
  }

  /** The token in a secret: the whole text, or the password of a JSON object. */
  static String read(StepContext context, String secret) {
    String text =
        context
            .dependencies()
            .aws()
            .secrets(AccountRegion.of(context.group()))
            .getSecretValue(r -> r.secretId(secret))
            .secretString();
    if (text == null || !text.stripLeading().startsWith("{")) {
      return text;
    }
    try {
      Map<String, Object> fields = StrictJson.readObject(text);
      return Stream.of("password", "auth_token")
          .map(fields::get)
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .findFirst()
          .orElseThrow(() -> unreadable(secret));
    } catch (InvalidJsonException _) {
      throw unreadable(secret);
    }
  }

  private static IllegalStateException unreadable(String secret) {
    return new IllegalStateException(
        "the secret "
            + secret
            + " holds neither a token nor a JSON object with \"password\" or \"auth_token\"");
  }
}
