package remediator.step;

import java.util.Optional;
import remediator.aws.Place;
import remediator.group.ReplicationGroup;
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
    String secret = work.policy().get(Setting.AUTH_SECRET);
    return Optional.of(
        work.tools()
            .aws()
            .secrets(Place.of(work.group()))
            .getSecretValue(r -> r.secretId(secret))
            .secretString());
  }
}
