package remediator.approval;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import remediator.group.GroupArn;

/**
 * What a link to the page says: which group, which attempt, which gate, until when. It is sealed by
 * AES-GCM, so nobody else can make or change one, nor read from an address which account it is
 * about.
 *
 * @param flow that asks: its number alone comes again where the ledger has lost its row
 * @param gate key of the gate that it is about
 * @param until when the gate expires, by whole seconds
 */
public record LinkToken(GroupArn group, String flow, String gate, Instant until) {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final char SEPARATOR = '.';
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  /** More than the longest group's; what is longer is not ours and is not worth a look. */
  private static final int LONGEST = 400;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** As it stands in an address: the key's version, and what it sealed. */
  String encrypt(LinkKey.Version version) {
    String text =
        String.join(
            " ",
            group.region(),
            group.account(),
            group.id(),
            flow,
            gate,
            Long.toString(until.getEpochSecond()));
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, version.key(), new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
      return version.id() + SEPARATOR + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  /**
   * Opens one.
   *
   * @param partition of the deployment: no other's groups are asked about
   * @return empty where it was not sealed with the key's present version, or was changed since
   */
  static Optional<LinkToken> decrypt(String link, LinkKey key, String partition) {
    int separator = link.indexOf(SEPARATOR);
    if (link.length() > LONGEST || separator < 0) {
      return Optional.empty();
    }
    return key.find(link.substring(0, separator))
        .flatMap(k -> open(link.substring(separator + 1), k, partition));
  }

  private static Optional<LinkToken> open(String sealed, SecretKey key, String partition) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
      byte[] nonce = new byte[NONCE];
      all.get(nonce);
      byte[] rest = new byte[all.remaining()];
      all.get(rest);
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      String[] parts = new String(cipher.doFinal(rest), StandardCharsets.UTF_8).split(" ", -1);
      return Optional.of(
          new LinkToken(
              new GroupArn(partition, parts[0], parts[1], parts[2]),
              parts[3],
              parts[4],
              Instant.ofEpochSecond(Long.parseLong(parts[5]))));
    } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException _) {
      return Optional.empty();
    }
  }
}
