package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.local.cloud.PageFront.Answer;

/** What a link to the page is good for, and for how long. */
class PageLinksTest {
  private final PageBench bench = new PageBench(Map.of());

  @AfterEach
  void close() {
    bench.close();
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
    assertThat(bench.ledger(PageBench.ORDERS).attributes())
        .doesNotContainKey(CaseAttribute.GATE_DECISION);
  }

  @Test
  void aLinkAnswersItsOwnGateOnly() {
    String replace = bench.atReplace().link();
    bench.approve(replace);
    bench.run.forTime(Duration.ofHours(4));
    assertThat(bench.link()).isNotEqualTo(replace);

    Answer late = bench.approve(replace);

    assertThat(late.status()).isEqualTo(410);
    assertThat(bench.ledger(PageBench.BILLING).attributes())
        .containsEntry(CaseAttribute.GATE, "cut-over")
        .doesNotContainKey(CaseAttribute.GATE_DECISION);
  }

  /** What happened since is for those who are told of it, not for whoever finds an old mail. */
  @Test
  void aLinkDiesWithItsGate() {
    String link = bench.atReplace().link();
    assertThat(PageBench.text(bench.approve(link))).contains(PageBench.BILLING);
    bench.run.forTime(Duration.ofHours(4));

    Answer dead = bench.open(link);

    assertThat(dead.status()).isEqualTo(410);
    assertThat(PageBench.text(dead))
        .contains("answered already", "Approved by \"Ann\" on the page")
        .doesNotContain("billing-both", "111122223333", "203.0.113.7", "<li>", "<form");
  }

  @Test
  void aLinkOfAnEarlierAttemptSaysNothingOfTheNext() {
    String link = bench.atReplace().link();
    bench.send(link, Map.of("decision", "rejected", "name", "Ann", "comment", "not this week"));
    bench.run.toTheEnd();
    byte[] event = Events.sample("ec4-and-ec5-together-replace").bytes();
    bench.run.send(event);
    bench.run.forTime(Duration.ofMinutes(10));
    String second = bench.link();
    assertThat(second).isNotEqualTo(link);

    assertThat(bench.open(link).status()).isEqualTo(410);
    assertThat(PageBench.text(bench.open(link)))
        .contains("This question is no longer open.")
        .doesNotContain("billing-both", "Ann", "not this week");
    assertThat(bench.approve(link).status()).isEqualTo(410);
    assertThat(bench.open(second).status()).isEqualTo(200);
    assertThat(bench.open(second).body()).doesNotContain("not this week");
    assertThat(bench.approve(second).body()).doesNotContain("not this week", "203.0.113.7");
  }

  @Test
  void afterItsTimeALinkAnswersNothing() {
    String link = bench.atReplace().link();
    bench.run.toTheEnd();

    Answer answer = bench.approve(link);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.body()).contains("The time to answer is over.").contains("16 November 2026");
    assertThat(bench.open(link).status()).isEqualTo(410);
    assertThat(bench.history(PageBench.BILLING))
        .contains("gate replace: expired because nobody answered");
  }

  @Test
  void theTaskTokenIsInNoPageMessageEventOrLog() {
    String link = bench.atRequired().link();
    String token = bench.ledger(PageBench.ORDERS).require(CaseAttribute.GATE_TOKEN);
    String sealed = PageBench.token(link);

    assertThat(bench.open(link).body()).doesNotContain(token);
    assertThat(bench.approve(link).body()).doesNotContain(token);
    bench.run.toTheEnd();
    assertThat(bench.run.messages().toString()).doesNotContain(token);
    assertThat(bench.run.events().toString()).doesNotContain(token);
    assertThat(bench.run.log().toString()).doesNotContain(token, sealed);
  }
}
