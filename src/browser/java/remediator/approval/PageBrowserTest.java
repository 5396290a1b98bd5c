package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;

/** The page in a real browser, as people have it. */
@Tag("browser")
@Isolated("a browser wants both cores")
class PageBrowserTest {
  private static final int DESKTOP = 1200;

  private static final int PHONE = 390;

  private static Chromium chromium;
  private final PageBench bench = new PageBench(Map.of());
  private final LoopbackSite site = new LoopbackSite(bench.run.page());

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @AfterEach
  void close() {
    site.close();
    bench.close();
  }

  @Test
  void openedTenTimesNothingChangesThenOneYesCounts() {
    String link = site.here(bench.atRequired().link());
    RemediationCase before = bench.ledger(PageBench.ORDERS);
    for (int i = 0; i < 10; i++) {
      chromium.open(link);
      assertThat(chromium.text()).contains("May orders-cache refuse plaintext");
    }
    assertThat(bench.ledger(PageBench.ORDERS)).isEqualTo(before);

    chromium.type("name", "Ann");
    chromium.press("approved");

    assertThat(chromium.text()).contains("Approved. Thank you.").contains("by \"Ann\" on the page");
    bench.run.toTheEnd();
    assertThat(bench.ledger(PageBench.ORDERS).state()).isEqualTo(RemediationCase.State.DONE);
    chromium.open(link);
    assertThat(chromium.text()).contains("answered already");
    assertThat(chromium.count("button")).isZero();
  }

  @Test
  void aFormThatWasLeftOpenIsRefusedInWords() {
    String link = bench.atRequired().link();
    chromium.open(site.here(link));
    bench.send(link, Map.of("decision", "rejected", "name", "Bob"));

    chromium.type("name", "Ann");
    chromium.press("approved");

    assertThat(chromium.text())
        .contains("This question has been answered already.")
        .contains("Rejected by \"Bob\"")
        .contains("Your answer was not counted");
  }

  @Test
  void forgedSwappedAndExpiredLinksAreRefusedInWords() {
    String orders = bench.atRequired().link();
    String billing = bench.atReplace().link();
    int half = orders.length() / 2;

    chromium.open(site.here(orders + "x"));
    assertThat(chromium.text()).contains("This link is not valid.");
    chromium.open(site.here(orders.substring(0, half) + billing.substring(half)));
    assertThat(chromium.text()).contains("This link is not valid.");
    bench.run.toTheEnd();
    chromium.open(site.here(orders));
    assertThat(chromium.text()).contains("The time to answer is over.");
  }

  @Test
  void markupInANameOrACommentIsText() {
    String link = site.here(bench.atRequired().link());
    chromium.open(link);
    chromium.type("name", "…");
    chromium.type("comment", "<img src=x onerror=alert(1)><b>no</b>");
    chromium.press("rejected");
    assertThat(chromium.text()).contains("Write your name in letters that people can see");
    assertThat(chromium.count("img, main b")).isZero();
    chromium.type("name", "<b>Bob</b>");
    chromium.press("rejected");
    bench.run.toTheEnd();
    chromium.open(link);

    assertThat(chromium.text()).contains("Rejected by \"…<b>Bob</b>\" on the page");
    assertThat(chromium.count("img, main b")).isZero();
    assertThat(bench.ledger(PageBench.ORDERS).attribute(CaseAttribute.OUTCOME))
        .hasValue("rejected");
  }

  @Test
  void everyPageIsFitForAllAndForPhonesInBothLanguages() throws IOException {
    String required = site.here(bench.atRequired().link());
    String replace = bench.atReplace().link();
    for (int width : List.of(DESKTOP, PHONE)) {
      for (String language : List.of("en", "ja")) {
        String kind = (width == DESKTOP ? "desktop-" : "phone-") + language;
        chromium.width(width);
        check(required + "&lang=" + language, "required-" + kind);
        check(site.here(replace) + "&lang=" + language, "replace-" + kind);
        check(required + "x&lang=" + language, "forged-" + kind);
      }
    }
    chromium.open(site.here(replace));
    assertThat(chromium.stops().toString())
        .isEqualTo(
            "[ja, to-decision, ecr-see-group, ecr-see-finding, ecr-see-execution,"
                + " ecr-see-dashboard, name, comment, choice-data, choice-gate-cut-over,"
                + " choice-kms-key, approved, rejected]");
    bench.approve(PageBench.link(bench.asking().getFirst().message()));
    for (String language : List.of("en", "ja")) {
      check(required + "&lang=" + language, "state-phone-" + language);
    }
  }

  private static void check(String address, String name) throws IOException {
    chromium.open(address);
    assertThat(chromium.violations()).as(name).isEmpty();
    assertThat(chromium.wider()).as(name + " is cut off at the side").isFalse();
    assertThat(chromium.brokenWords()).as(name).isEmpty();
    chromium.picture(name);
  }
}
