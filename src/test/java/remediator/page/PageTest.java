package remediator.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.local.cloud.Fault;
import remediator.local.run.PageFront.Answer;

/** The page on which gates are answered, by the very function with the template's rights. */
class PageTest {
  private final PageBench bench = new PageBench(Map.of());

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void openingItChangesNothingHoweverOften() {
    String link = bench.atRequired().link();
    Case before = bench.ledger(PageBench.ORDERS);
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
        .contains("whoever speaks plaintext is cut off")
        .contains("endpoints before: ")
        .contains("The group stays at TLS preferred: half done.")
        .contains("<label for=\"name\">");
  }

  @Test
  void aYesGoesOnAndTheLedgerNamesWhoAndHow() {
    String link = bench.atRequired().link();

    Answer answer =
        bench.send(
            link, Map.of("decision", "approved", "name", "Ann", "comment", "clients are ready"));
    bench.run.toTheEnd();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("Approved. Thank you.").contains("&quot;Ann&quot;");
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(Case.State.DONE);
    assertThat(bench.history(PageBench.ORDERS))
        .containsPattern(
            "gate required: approved by \"Ann\" on the page, from 203\\.0\\.113\\.7 at"
                + " 2026-11-02T\\S+Z \\(clients are ready\\)");
    assertThat(bench.ledger(PageBench.ORDERS).facts())
        .doesNotContainKeys(Fact.GATE, Fact.GATE_TOKEN, Fact.GATE_PLAN, Fact.GATE_DECISION);
  }

  @Test
  void aSecondAnswerIsRefusedAndSaysWhoWasFirst() {
    String link = bench.atRequired().link();
    bench.approve(link);

    Answer second = bench.send(link, Map.of("decision", "rejected", "name", "Bob"));

    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body())
        .contains("This question has been answered already.")
        .contains("Approved by &quot;Ann&quot;")
        .contains("Your answer was not counted");
    bench.run.toTheEnd();
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(Case.State.DONE);
    assertThat(bench.approve(link).status()).isEqualTo(410);
    assertThat(bench.open(link).body()).contains("answered already").contains("done");
  }

  @Test
  void aNoIsANoAndItsMarkupIsText() {
    String link = bench.atRequired().link();
    String comment = "<script>alert('1')</script> & \"wait\"";

    Answer answer =
        bench.send(link, Map.of("decision", "rejected", "name", "<b>Bob</b>", "comment", comment));
    bench.run.toTheEnd();

    assertThat(answer.body()).contains("Rejected.").doesNotContain("<b>Bob");
    assertThat(bench.ledger(PageBench.ORDERS).fact(Fact.OUTCOME)).hasValue("rejected");
    assertThat(bench.open(link).body())
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;wait&quot;");
  }

  @Test
  void aLinkThatIsNotOursIsRefused() {
    String link = bench.atRequired().link();
    String other = bench.atReplace().link();
    String mine = PageBench.token(link);
    String theirs = PageBench.token(other);
    String base = link.substring(0, link.indexOf("?t=") + 3);
    int half = mine.length() / 2;

    for (String forged :
        List.of(
            mine.substring(0, half) + theirs.substring(half),
            theirs.substring(0, 16) + mine.substring(16),
            mine.substring(0, mine.length() - 4),
            "AAAA",
            "",
            "%21%3F",
            mine + mine)) {
      assertThat(bench.open(base + forged).status()).as(forged).isEqualTo(403);
      Answer answer = bench.approve(base + forged);
      assertThat(answer.status()).as(forged).isEqualTo(403);
      assertThat(answer.body()).contains("This link is not valid.").doesNotContain("orders-cache");
    }
    assertThat(bench.ledger(PageBench.ORDERS).facts()).doesNotContainKey(Fact.GATE_DECISION);
  }

  @Test
  void aLinkAnswersItsOwnGateOnly() {
    String replace = bench.atReplace().link();
    bench.approve(replace);
    bench.run.forTime(Duration.ofHours(4));
    assertThat(bench.link()).isNotEqualTo(replace);

    Answer late = bench.approve(replace);

    assertThat(late.status()).isEqualTo(410);
    assertThat(bench.ledger(PageBench.BILLING).facts())
        .containsEntry(Fact.GATE, "cut-over")
        .doesNotContainKey(Fact.GATE_DECISION);
  }

  @Test
  void afterItsTimeALinkAnswersNothing() {
    String link = bench.atReplace().link();
    bench.run.toTheEnd();

    Answer answer = bench.approve(link);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.body()).contains("The time to answer is over.").contains("2026-11-16T");
    assertThat(bench.open(link).status()).isEqualTo(410);
    assertThat(bench.history(PageBench.BILLING))
        .contains("gate replace: expired because nobody answered");
  }

  @Test
  void answeredByCommandThePageSaysSoAndTheLedgerToo() {
    bench.run.gates().answer("required", "{\"decision\":\"approved\"}");
    String link = bench.atRequired().link();
    bench.run.toTheEnd();

    assertThat(bench.approve(link).status()).isEqualTo(410);
    assertThat(bench.open(link).body()).contains("Approved by command; CloudTrail tells by whom");
    assertThat(bench.history(PageBench.ORDERS)).contains("gate required: approved by command");
  }

  @Test
  void choicesReachTheFlow() {
    String link = bench.atReplace().link();
    assertThat(bench.open(link).body())
        .contains("choice-data")
        .contains("as planned: freeze")
        .contains("choice-kms-key");

    bench.send(link, Map.of("decision", "approved", "name", "Ann", "choice-data", "accept-loss"));
    bench.run.forTime(Duration.ofHours(4));

    assertThat(bench.ledger(PageBench.BILLING).policy()).containsEntry("data", "accept-loss");
  }

  @Test
  void whatIsMissingOrNotLegalIsAskedForAgainAndCountsAsNothing() {
    String link = bench.atReplace().link();

    Answer answer =
        bench.send(
            link, Map.of("decision", "approved", "comment", "as <i>", "choice-kms-key", "my key"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Write your name")
        .contains("the choice kms-key")
        .contains("value=\"my key\"")
        .contains("as &lt;i&gt;</textarea>");
    assertThat(bench.send(link, Map.of("name", "Ann")).body()).contains("Press Approve or Reject");
    assertThat(bench.ledger(PageBench.BILLING).facts()).doesNotContainKey(Fact.GATE_DECISION);
  }

  @Test
  void anAnswerThatCouldNotBeHandedOverIsHandedOverByTheNext() {
    String link = bench.atRequired().link();
    bench.run.faults().next("SFN.SendTaskSuccess", Fault.SERVER_ERROR, 4);
    Answer first = bench.approve(link);
    assertThat(first.status()).isEqualTo(503);
    assertThat(first.body()).contains("press the button again");

    Answer second = bench.approve(link);

    assertThat(second.status()).isEqualTo(409);
    bench.run.toTheEnd();
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(Case.State.DONE);
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
    assertThat(page.body()).doesNotContain("<script", "src=", "@import", "style=", "http");
    assertThat(link).doesNotContain("111122223333", "orders-cache");
  }

  @Test
  void theTaskTokenIsInNoPageMessageEventOrLog() {
    String link = bench.atRequired().link();
    String token = bench.ledger(PageBench.ORDERS).need(Fact.GATE_TOKEN);
    String sealed = PageBench.token(link);

    assertThat(bench.open(link).body()).doesNotContain(token);
    assertThat(bench.approve(link).body()).doesNotContain(token);
    bench.run.toTheEnd();
    assertThat(bench.run.messages().toString()).doesNotContain(token);
    assertThat(bench.run.events().toString()).doesNotContain(token);
    assertThat(bench.run.log().toString()).doesNotContain(token, sealed);
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
