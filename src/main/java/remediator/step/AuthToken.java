package remediator.step;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.aws.Place;
import remediator.group.ReplicationGroup;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.plan.Setting;

/**
 * The AUTH token of a group that has one: from the secret that its owner named. It goes from
 * Secrets Manager into the request and nowhere else.
 */
final class AuthToken {
  private AuthToken() {}

  static Optional<String> of(Work work, ReplicationGroup source) {
    if (!source.spec().access().authToken()) {
      return Optional.empty();
    }
    return Optional.of(read(work, work.policy().get(Setting.AUTH_SECRET)));
  }

  /** The token in a secret: the whole text, or the password of a JSON object. */
  static String read(Work work, String secret) {
    String text =
        work.tools()
            .aws()
            .secrets(Place.of(work.group()))
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
