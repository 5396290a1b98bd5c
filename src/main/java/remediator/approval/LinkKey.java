package remediator.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The key that links are sealed with, made of a secret that CloudFormation has generated. Whoever
 * puts another value into the secret revokes all open links: within five minutes no function knows
 * the old one.
 */
public final class LinkKey {
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** A link of an unknown version has the secret read again, but not each of many. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  /** As many characters of the version's id as tell two versions apart. */
  private static final int ID_LENGTH = 8;

  private final Supplier<SecretsManagerClient> client;
  private final String secret;
  private final InstantSource clock;
  private Version current;
  private Instant readAt = Instant.EPOCH;

  /**
   * One value of the secret.
   *
   * @param id the beginning of the version's id, which a link names
   */
  record Version(String id, SecretKey key) {}

  /**
   * @param client asked for when the key is: few invocations seal a link
   * @param secret its ARN
   */
  public LinkKey(Supplier<SecretsManagerClient> client, String secret, InstantSource clock) {
    this.client = client;
    this.secret = secret;
    this.clock = clock;
  }

  /** The version that links are sealed with now. */
  synchronized Version current() {
    return newerThan(KEPT);
  }

  /** The key of a version; empty where it is not the current one. */
  synchronized Optional<SecretKey> find(String id) {
    Version version = current();
    if (!version.id().equals(id)) {
      version = newerThan(SHORTEST);
    }
    return version.id().equals(id) ? Optional.of(version.key()) : Optional.empty();
  }

  private Version newerThan(Duration age) {
    if (!clock.instant().isBefore(readAt.plus(age))) {
      current = read();
      readAt = clock.instant();
    }
    return current;
  }

  private Version read() {
    GetSecretValueResponse value = client.get().getSecretValue(r -> r.secretId(secret));
    String id = value.versionId();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(value.secretString().getBytes(StandardCharsets.UTF_8));
      return new Version(
          id.substring(0, Math.min(id.length(), ID_LENGTH)), new SecretKeySpec(digest, "AES"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
