package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** How long a key is good for that its owner has replaced. */
class LinkKeyTest {
  private static final LinkToken QUESTION =
      new LinkToken(
          GroupArn.parse("arn:aws:elasticache:us-east-1:111122223333:replicationgroup:cart"),
          "cart-1",
          "required",
          Instant.parse("2026-11-15T00:00:00Z"));

  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private String value = "first";
  private int reads;

  /** One value at a time; each has an id of its own, as in Secrets Manager. */
  private final class Secret implements SecretsManagerClient {
    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      reads++;
      return GetSecretValueResponse.builder()
          .secretString(value)
          .versionId("%08x-0000-4000-8000-000000000000".formatted(value.hashCode()))
          .build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  private LinkKey key() {
    return new LinkKey(Secret::new, "key", () -> now);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void aLinkIsGoodUntilTheSecretHasAnotherValueAndFiveMinutesMore() {
    LinkKey page = key();
    String link = QUESTION.encrypt(key().current());
    assertThat(LinkToken.decrypt(link, page, "aws")).contains(QUESTION);

    value = "second";
    pass(Duration.ofMinutes(4));
    assertThat(LinkToken.decrypt(link, page, "aws")).contains(QUESTION);
    pass(Duration.ofMinutes(1));

    assertThat(LinkToken.decrypt(link, page, "aws")).isEmpty();
  }

  /** Who seals may know the new value earlier than who opens. */
  @Test
  void aLinkOfANewerValueIsGoodAtOnce() {
    LinkKey page = key();
    page.current();
    value = "second";
    pass(Duration.ofSeconds(30));

    String link = QUESTION.encrypt(key().current());

    assertThat(LinkToken.decrypt(link, page, "aws")).contains(QUESTION);
  }

  @Test
  void aFloodOfUnknownVersionsDoesNotReadTheSecretEachTime() {
    LinkKey page = key();
    for (int i = 0; i < 1000; i++) {
      assertThat(LinkToken.decrypt("%08x.AAAA".formatted(i), page, "aws")).isEmpty();
      pass(Duration.ofMillis(50));
    }

    assertThat(reads).isEqualTo(5);
  }

  /** The version is told to say which key opens a link, and proves nothing. */
  @Test
  void theVersionOfAnotherKeyOpensNothing() {
    String old = QUESTION.encrypt(key().current());
    value = "second";
    LinkKey page = key();
    String renamed = page.current().id() + old.substring(old.indexOf('.'));

    assertThat(LinkToken.decrypt(renamed, page, "aws")).isEmpty();
  }
}
