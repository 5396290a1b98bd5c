package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.services.SnsService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.console.WidgetBench;
import remediator.finding.Events;
import remediator.local.report.RunReport;

/**
 * The pictures in README, into {@code target/pictures}. {@code mvn -Pbrowser -Dtest=PicturesTest
 * -Dpictures=src/docs/img test} also puts them where README takes them from.
 */
@Tag("browser")
@Isolated("a browser wants both cores")
class PicturesTest {
  private static final int WIDE = 1000;
  private static final int HIGH = 900;

  /** In bytes, as ReadmeTest has it of what is in src/docs/img. */
  private static final int LARGEST = 150 * 1024;

  private static Chromium chromium;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  @Test
  void showThePageOnWhichAGateIsAnswered() throws IOException {
    try (PageBench bench = new PageBench(Map.of());
        LoopbackSite site = new LoopbackSite(bench.run.page())) {
      chromium.open(site.here(bench.atRequired().link()));

      assertThat(chromium.text()).contains("May orders-cache refuse plaintext");
      keep("page");
    }
  }

  @Test
  void showTheReportOfALocalRun() throws IOException {
    ReportBrowserTest.run(
        folder,
        "cloudformation-owned-refused.json",
        "ec4-primary-and-two-replicas-replace.json",
        "ec5-redis-7.1-online-tls.json");
    chromium.open(RunReport.usual().html().toUri().toString());

    assertThat(chromium.text()).contains("3 events");
    keep("report");

    chromium.width(WIDE);
    chromium.show("figure.timeline");
    keep("timeline", WIDE, 730);
  }

  @Test
  void showThePlanOfAFleet() throws IOException {
    chromium.open(FleetPlanBrowserTest.plan().toUri().toString());

    assertThat(chromium.text()).contains("17 groups");
    keep("plan");
  }

  @ParameterizedTest
  @CsvSource({
    "widget, light, 1400, 620",
    "widget-dark, dark, 1400, 620",
    "widget-phone, light, 390, 800"
  })
  void showTheWidgetOfTheDashboard(String name, String theme, int wide, int high)
      throws IOException {
    try (WidgetBench bench = new WidgetBench(Map.of("DecisionPage", "console"), theme, "en");
        WidgetContainer console = new WidgetContainer(bench, theme.equals("dark"))) {
      for (String sample :
          List.of(
              "ec5-redis-7.1-online-tls",
              "ec4-and-ec5-together-replace",
              "ec5-redis-6.2-upgrade-then-tls",
              "ec4-one-node-replace")) {
        byte[] event = Events.sample(sample).bytes();
        bench.run.importing(event).send(event);
      }
      bench.run.forTime(Duration.ofHours(1));
      chromium.open(console.address());

      chromium.await("4 waiting for an answer");
      keep(name, wide, high);
    }
  }

  /** As a mail program shows it: the text as it is, in letters of one width. */
  @Test
  void showAMailThatAsks() throws IOException {
    try (PageBench bench = new PageBench(Map.of()).atReplace()) {
      SnsService.Message mail = bench.asking().getFirst();
      Path page = folder.resolve("mail.html");
      Files.writeString(
          page,
          "<!doctype html><html lang=en><meta charset=utf-8><title>Mail</title><style>"
              + "body{margin:0;background:#fff;color:#1f2328;font:15px/22px Arial,sans-serif}"
              + "header{padding:14px 20px;background:#f3f4f6;border-bottom:1px solid #d0d7de}"
              + "b{display:block;font-size:17px}main{padding:16px 20px}"
              + "pre{margin:0;font:13px/18px monospace;white-space:pre-wrap;overflow-wrap:anywhere}"
              + "</style><header><b>"
              + escaped(mail.subject())
              + "</b>From: AWS Notifications &lt;no-reply@sns.amazonaws.com&gt;</header><main><pre>"
              + escaped(mail.message())
              + "</pre></main></html>");
      chromium.open(page.toUri().toString());

      assertThat(chromium.text()).contains("WHAT HAPPENS");
      keep("mail", 760, 720);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void keep(String name) throws IOException {
    keep(name, WIDE, HIGH);
  }

  private static void keep(String name, int wide, int high) throws IOException {
    byte[] picture = chromium.firstSight(wide, high);
    assertThat(picture.length).isBetween(10_000, LARGEST);
    String other = System.getProperty("pictures", "");
    for (String to :
        other.isEmpty() ? List.of("target/pictures") : List.of("target/pictures", other)) {
      Files.createDirectories(Path.of(to));
      Files.write(Path.of(to, name + ".png"), picture);
    }
  }
}
