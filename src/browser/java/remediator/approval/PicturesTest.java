package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import remediator.local.GivenProperties;
import remediator.local.LocalCommand;
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
    Path events = Files.createDirectory(folder.resolve("events"));
    for (String event :
        List.of(
            "cloudformation-owned-refused.json",
            "ec4-primary-and-two-replicas-replace.json",
            "ec5-redis-7.1-online-tls.json")) {
      Files.copy(Path.of("events").resolve(event), events.resolve(event));
    }
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(
            GivenProperties.run(new LocalCommand(silent), silent, "given {event=" + events + "}"))
        .isZero();
    chromium.open(RunReport.usual().html().toUri().toString());

    assertThat(chromium.text()).contains("3 events");
    keep("report");
  }

  @Test
  void showThePlanOfAFleet() throws IOException {
    chromium.open(FleetPlanBrowserTest.plan().toUri().toString());

    assertThat(chromium.text()).contains("17 groups");
    keep("plan");
  }

  private static void keep(String name) throws IOException {
    byte[] picture = chromium.firstSight(WIDE, HIGH);
    assertThat(picture.length).isBetween(10_000, LARGEST);
    String other = System.getProperty("pictures", "");
    for (String to :
        other.isEmpty() ? List.of("target/pictures") : List.of("target/pictures", other)) {
      Files.createDirectories(Path.of(to));
      Files.write(Path.of(to, name + ".png"), picture);
    }
  }
}
