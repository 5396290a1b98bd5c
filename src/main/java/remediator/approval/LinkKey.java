package remediator.approval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The key that links are sealed with, made of a secret that CloudFormation has generated. */
public final class LinkKey {
  private final Supplier<SecretsManagerClient> client;
  private final String secret;
  private SecretKey key;

  /**
   * @param client asked for when the key is: few invocations seal a link
   * @param secret its ARN
   */
  public LinkKey(Supplier<SecretsManagerClient> client, String secret) {
    this.client = client;
    this.secret = secret;
  }

  /** Read once in a function's life; a new secret makes all open links void. */
  synchronized SecretKey get() {
    if (key == null) {
      String text = client.get().getSecretValue(r -> r.secretId(secret)).secretString();
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        key = new SecretKeySpec(digest, "AES");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
    return key;
  }
}
