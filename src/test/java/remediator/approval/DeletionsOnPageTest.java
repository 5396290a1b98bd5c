package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.PageFront.Answer;

/** A deletion is answered where the person has signed in, unless a parameter says otherwise. */
class DeletionsOnPageTest {
  private static PageBench atRetire(String allowed) {
    PageBench bench =
        new PageBench(Map.of("DeletionsOnPage", allowed, "Data", "cache-only")).atReplace();
    bench.approve(bench.link());
    bench.run.until(() -> bench.asking().size() == 2);
    bench.approve(bench.link());
    bench.run.until(() -> bench.asking().size() == 3);
    assertThat(bench.asking().getLast().subject()).contains("retire");
    return bench;
  }

  @Test
  void byDefaultTheMessageHasNoLinkAndSaysWhereToAnswer() {
    try (PageBench bench = atRetire("no")) {
      assertThat(bench.asking().getLast().message())
          .doesNotContain("?t=")
          .contains("send-task-success")
          .contains("Answer in the AWS console");
    }
  }

  /** The parameter may be changed while a question is open. */
  @Test
  void aLinkThatWasSentBeforeIsRefused() {
    try (PageBench bench = atRetire("no")) {
      String replace = PageBench.link(bench.asking().getFirst().message());
      LinkKey key = PageBench.key(bench.run);
      RemediationCase now = bench.ledger(PageBench.BILLING);
      LinkToken token =
          new LinkToken(
              now.group(),
              now.flow(),
              "retire",
              Instant.parse(now.require(CaseAttribute.GATE_UNTIL)));
      String link = replace.substring(0, replace.indexOf("?t=") + 3) + token.encrypt(key.current());

      Answer opened = bench.open(link);

      assertThat(opened.status()).isEqualTo(403);
      assertThat(PageBench.text(opened))
          .contains("A deletion is not answered here.", "DeletionsOnPage")
          .doesNotContain("billing-both");
      assertThat(bench.approve(link).status()).isEqualTo(403);
      assertThat(bench.ledger(PageBench.BILLING).attributes())
          .doesNotContainKey(CaseAttribute.GATE_DECISION);
    }
  }

  @Test
  void whereTheParameterSaysSoItIsAnsweredOnThePage() {
    try (PageBench bench = atRetire("yes")) {
      assertThat(bench.approve(bench.link()).status()).isEqualTo(200);
      bench.run.toTheEnd();

      assertThat(bench.history(PageBench.BILLING)).contains("gate retire: approved by \"Ann\"");
      assertThat(bench.ledger(PageBench.BILLING).attribute(CaseAttribute.OUTCOME))
          .contains("complete");
    }
  }

  /** Where nothing else is asked, the last question before is the one that deletes. */
  @ParameterizedTest
  @CsvSource({"same, ask, cut-over", "beside, ask, replace", "beside, again, cut-over"})
  void whereRetireIsNotAskedTheQuestionBeforeIsNotOnThePage(
      String newId, String cutOver, String gate) {
    try (PageBench bench =
        new PageBench(
            Map.of(
                "DeletionsOnPage", "no",
                "GateRetire", "skip",
                "NewId", newId,
                "GateCutOver", cutOver,
                "FreezeMinutes", "1440"))) {
      bench.atReplace();
      if (gate.equals("cut-over")) {
        bench.run.gates().answer("replace", "{\"decision\":\"approved\"}");
        bench.run.until(
            () -> bench.asking().stream().anyMatch(m -> m.subject().contains("cut-over")));
      }
      assertThat(bench.asking())
          .isNotEmpty()
          .allSatisfy(m -> assertThat(m.message()).doesNotContain("?t="));
      String asked = bench.asking().getLast().message().replaceAll("\\s+", " ");
      assertThat(bench.asking().getLast().subject()).contains(": " + gate + " (");
      assertThat(asked)
          .doesNotContain("The next question asks", "or the next one", "gate retire is");
    }
  }
}
