package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.PageFront.Answer;

/** What the page shows, by the very function with the template's rights. */
class ApprovalPageTest {
  /** What leads away leads to the console, in a place of its own and without telling from where. */
  private static final String CONSOLE =
      "<a id=\"ecr-see-[a-z]+\" href=\"https://us-east-1\\.console\\.aws\\.amazon\\.com/[^\"]*\""
          + " target=\"_blank\" rel=\"noopener noreferrer\">";

  private final PageBench bench = new PageBench(Map.of());

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void openingItChangesNothingHoweverOften() {
    String link = bench.atRequired().link();
    RemediationCase before = bench.ledger(PageBench.ORDERS);
    List<String> changes = bench.run.changes();

    for (int i = 0; i < 10; i++) {
      assertThat(bench.open(link).status()).isEqualTo(200);
    }
    assertThat(bench.run.page().request("HEAD", URI.create(link), Map.of(), "").status())
        .isEqualTo(200);

    assertThat(bench.ledger(PageBench.ORDERS)).isEqualTo(before);
    assertThat(bench.run.changes()).isEqualTo(changes);
  }

  @Test
  void showsWhatTheMessageSays() {
    Answer page = bench.open(bench.atRequired().link());

    assertThat(page.body())
        .contains("May orders-cache refuse plaintext from now on (TLS mode required)?")
        .contains("not fully encrypted in transit (ElastiCache.5)")
        .contains("<th scope=\"row\">TLS</th><td>preferred</td><td>required</td>")
        .contains("clients without TLS are cut off")
        .contains("endpoints before: ")
        .contains("The group stays at TLS preferred: half done.")
        .contains("<label for=\"name\">");
  }

  /**
   * Who is asked about a dozen groups a week wants to know whose this one is, and to look at it.
   */
  @Test
  void saysWhoseGroupItIsAndLeadsToItInTheConsole() {
    Sample.label(bench.run, PageBench.ORDERS, "Owner", "team-shop@example.com");
    bench.atRequired();

    assertThat(bench.open(bench.link()).body())
        .contains("<dt>Account</dt><dd>shop-prod (111122223333)</dd>")
        .contains("<dt>Owner (tag)</dt><dd>team-shop@example.com</dd>")
        .containsPattern(CONSOLE + "group</a>")
        .containsPattern(CONSOLE + "finding</a>")
        .containsPattern(CONSOLE + "execution</a>")
        .containsPattern(CONSOLE + "all groups</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS"})
  void knowsNoOtherMethods(String method) {
    URI link = URI.create(bench.atRequired().link());

    assertThat(bench.run.page().request(method, link, Map.of(), "").status()).isEqualTo(405);
  }

  @Test
  void nothingOfItIsKeptFramedSentOnOrLoadedFromElsewhere() {
    String link = bench.atRequired().link();
    Answer page = bench.open(link);

    assertThat(page.headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("X-Frame-Options", "DENY");
    assertThat(page.headers().get("Content-Security-Policy"))
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("frame-ancestors 'none'")
        .contains("form-action 'self'")
        .doesNotContain("unsafe");
    assertThat(page.body().replaceAll(CONSOLE, ""))
        .doesNotContain("<script", "src=", "@import", "style=", "http");
    assertThat(link).doesNotContain("111122223333", "orders-cache");
  }

  @Test
  void theStyleIsWhatItsHashAllows() throws NoSuchAlgorithmException {
    Answer page = bench.open(bench.atRequired().link());
    String style = page.body().split("</?style>", -1)[1];
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

    assertThat(page.headers().get("Content-Security-Policy"))
        .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
  }

  @Test
  void speaksTheReadersLanguage() {
    String link = bench.atRequired().link();

    assertThat(bench.run.page().get(link, "ja,en-US;q=0.7").body())
        .contains("<html lang=\"ja\">")
        .contains("今後 orders-cache で平文接続を拒否してよいですか")
        .contains("lang=en\">English</a>");
    assertThat(bench.run.page().get(link, "fr-FR,*").body()).contains("<html lang=\"en\">");
    assertThat(bench.run.page().get(link + "&lang=ja", "en").body()).contains("<html lang=\"ja\">");
  }
}
