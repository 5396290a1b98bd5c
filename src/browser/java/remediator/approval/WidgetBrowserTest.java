package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.console.WidgetBench;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;

/** The dashboard's widget in a real browser, in a page like the console's. */
@Tag("browser")
@Isolated("a browser wants both cores")
class WidgetBrowserTest {
  private static final Path PICTURES = Path.of("target/pictures");
  private static final int DESKTOP = 1400;
  private static final int PHONE = 390;
  private static final int HIGH = 900;

  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    chromium = new Chromium();
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void listsFiltersOpensApprovesWithAChoiceAndRefusesTheSecondAnswer(String theme)
      throws IOException {
    try (WidgetBench bench = new WidgetBench(Map.of("DecisionPage", "console"), theme, "en");
        WidgetContainer console = new WidgetContainer(bench, theme.equals("dark"))) {
      for (String sample :
          new String[] {"ec5-redis-7.1-online-tls", "ec4-and-ec5-together-replace"}) {
        byte[] event = Events.sample(sample).bytes();
        bench.run.importing(event).send(event);
      }
      bench.run.forTime(Duration.ofHours(1));
      chromium.width(DESKTOP);
      chromium.open(console.address());
      chromium.await("2 waiting for an answer");
      check("widget-fleet-" + theme);
      chromium.width(PHONE);
      assertThat(chromium.box(".fleet").get(1)).as("right of the list").isLessThanOrEqualTo(PHONE);
      assertThat(chromium.texts(".fleet thead th").stream().filter(h -> !h.isEmpty())).isEmpty();
      chromium.width(DESKTOP);

      chromium.type("ecr-text", "billing");
      chromium.click("Show");
      chromium.await("1 of 2 groups");
      chromium.click("Open");
      chromium.await("Your decision");
      check("widget-question-" + theme);

      chromium.type("ecr-name", "Ann");
      chromium.choose("ecr-choice-data", "accept-loss");
      Map<String, Object> answered = bench.parameters("Approve with these choices");
      chromium.click("Approve with these choices");
      chromium.await("Approved. Thank you.");
      assertThat(chromium.text()).contains("by \"Ann\" in the console");
      check("widget-approved-" + theme);
      assertThat(bench.call(answered, Map.of("name", "Bob")))
          .contains("This question has been answered already.");
      bench.run.forTime(Duration.ofMinutes(5));
      RemediationCase billing =
          bench
              .run
              .ledger("arn:aws:elasticache:us-east-1:111122223333:replicationgroup:billing-both")
              .orElseThrow();
      assertThat(billing.policy()).containsEntry("data", "accept-loss");
      assertThat(billing.attribute(CaseAttribute.GATE_ANSWERS).orElse("")).contains("Ann");
    }
  }

  /** On a desktop and on a phone; a table is wider than a phone, and the widget scrolls. */
  private static void check(String name) throws IOException {
    for (int width : new int[] {DESKTOP, PHONE}) {
      chromium.width(width);
      assertThat(chromium.violations()).as(name + " at " + width).isEmpty();
      assertThat(chromium.wider()).as(name + " is cut off at " + width).isFalse();
      assertThat(chromium.brokenWords()).as(name + " at " + width).isEmpty();
      Files.write(
          PICTURES.resolve(name + (width == PHONE ? "-phone.png" : ".png")),
          chromium.firstSight(width, HIGH));
    }
    chromium.width(DESKTOP);
  }
}
