package remediator.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.local.look.ProductVersion;
import remediator.local.look.ReportLook;
import remediator.local.report.EventReport.FindingReport;

class HtmlReportTest {
  private static final String EVIL = "<script>alert('1')</script>\u001b[31m\u202e";

  @Test
  void runsItsFilterOnlyAndLoadsNothing() {
    assertThat(page())
        .contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'sha256-")
        .contains("; script-src '" + ReportLook.SCRIPT_HASH + "'\">")
        .containsOnlyOnce("<script")
        .contains("<script>" + ReportLook.SCRIPT + "</script>")
        .doesNotContain("style=")
        .doesNotContain("src=")
        .doesNotContain("@import")
        .doesNotContain("http:");
  }

  @Test
  void showsWordsOfOthersAsWords() {
    assertThat(page())
        .contains("&lt;script&gt;alert('1')&lt;/script&gt;?[31m?")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @Test
  void putsEachActorsDeedsInItsLane() {
    assertThat(page())
        .contains(
            "<i class=\"lane\"></i><i class=\"lane\"></i><i class=\"lane dot\"></i>"
                + "<i class=\"lane\"></i><i class=\"lane\"></i>"
                + "<span class=\"who\">ElastiCache</span>");
  }

  @Test
  void tellsHowEachGateWasAnswered() {
    assertThat(page())
        .contains("<li>May it be copied? Approved.</li>")
        .contains("<li>May it take over? Rejected.</li>")
        .contains("<li>May it be deleted? No answer.</li>");
  }

  @Test
  void tellsWhoDecidedAsTextWhateverTheySaid() {
    assertThat(page().replace("<wbr>", ""))
        .contains("Who decided, by the ledger:")
        .contains("<li>orders, replace: approved by command (&lt;script&gt;alert(");
  }

  @Test
  void saysWhenItWasMadeAndByWhichVersion() {
    assertThat(page())
        .containsPattern(
            "Run on [A-Z][a-z]+ \\d+ [A-Z][a-z]+ \\d{4}, \\d\\d:\\d\\d UTC, in 1.0 s, with")
        .contains("with version " + ProductVersion.ofThisFolder() + ".");
    assertThat(ProductVersion.ofThisFolder()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }

  @Test
  void countsTheOutcomesAtTheTop() {
    assertThat(page())
        .contains("<li class=\"UNCHANGED\"><b>1</b> UNCHANGED</li>")
        .contains("<option value=\"UNCHANGED\">UNCHANGED (1)</option>");
  }

  @Test
  void linksTheSummaryToEachEvent() {
    assertThat(page()).contains("<a href=\"#event-1\">").contains("<section id=\"event-1\">");
  }

  private static String page() {
    FindingReport finding =
        new FindingReport(
            EVIL,
            EVIL,
            "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders",
            "IGNORED",
            List.of(EVIL),
            "UNCHANGED",
            List.of(
                new GateOutcome("replace", Instant.EPOCH, "approved by command (" + EVIL + ")")),
            0,
            Map.of(),
            0,
            0,
            null,
            null,
            Map.of(),
            Map.of(),
            Map.of());
    List<EventStory.Line> story =
        List.of(
            line("EventBridge", EVIL),
            line("ElastiCache", EVIL),
            line("person", "is asked: May it be copied?"),
            line("person", "approves: replace"),
            line("person", "is asked: May it take over?"),
            line("person", "rejects: cut-over"),
            line("person", "is asked: May it be deleted?"));
    return new HtmlReport(GateScript.APPROVE)
        .render(
            List.of(
                new EventReport(
                    "events/" + EVIL,
                    List.of(EVIL),
                    List.of(finding),
                    List.of(EVIL),
                    story,
                    List.of(),
                    List.of())),
            1);
  }

  private static EventStory.Line line(String who, String text) {
    return new EventStory.Line(Instant.EPOCH, who, text);
  }
}
