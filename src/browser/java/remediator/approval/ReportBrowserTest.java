package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.local.GivenProperties;
import remediator.local.LocalCommand;
import remediator.local.report.RunReport;

/** The report of a local run as its reader uses it, opened from the file. */
@Tag("browser")
@Isolated("a browser wants both cores")
class ReportBrowserTest {
  private static final int DESKTOP = 1200;

  @TempDir private static Path folder;

  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    run(
        folder,
        "cloudformation-owned-refused.json",
        "ec4-and-ec5-together-replace.json",
        "ec5-redis-7.1-online-tls.json");
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  /** Runs events of the samples, and leaves the usual report. */
  static void run(Path folder, String... samples) throws IOException {
    Path events = Files.createDirectory(folder.resolve("events"));
    for (String event : samples) {
      Files.copy(Path.of("events").resolve(event), events.resolve(event));
    }
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(
            GivenProperties.run(new LocalCommand(silent), silent, "given {event=" + events + "}"))
        .isZero();
  }

  @BeforeEach
  void open() {
    chromium.theme("light");
    chromium.width(DESKTOP);
    chromium.open(RunReport.usual().html().toUri().toString());
  }

  @Test
  void theFilterHidesEventsByOutcomeAndByText() {
    assertThat(rows()).hasSize(4);
    assertThat(sections()).hasSize(3);

    chromium.choose("outcome", "UNCHANGED");
    assertThat(rows()).singleElement().asString().contains("REFUSED");
    assertThat(sections()).containsExactly("cloudformation-owned-refused.json");
    assertThat(chromium.text()).contains("1 of 3 events");

    chromium.choose("outcome", "");
    // Stands in what happened, which is folded.
    chromium.type("text", "Writes Refused");
    assertThat(rows()).hasSize(2).allMatch(r -> r.contains("ec4-and-ec5-together-replace"));
    assertThat(sections()).containsExactly("ec4-and-ec5-together-replace.json");

    chromium.type("text", " of nothing");
    assertThat(rows()).isEmpty();
    assertThat(chromium.text()).contains("0 of 3 events");
  }

  @Test
  void theKeyboardReachesTheFilter() {
    assertThat(chromium.stops().stream().map(String::valueOf)).contains("text", "outcome");
  }

  @ParameterizedTest
  @CsvSource({"1200, light", "1200, dark", "390, light", "390, dark"})
  void isFitForAllOnEveryScreenAlsoUnfolded(int width, String theme) throws IOException {
    chromium.theme(theme);
    chromium.width(width);
    chromium.open(RunReport.usual().html().toUri().toString());
    chromium.unfold();

    assertThat(chromium.violations()).isEmpty();
    assertThat(chromium.wider()).as("cut off at the side").isFalse();
    assertThat(chromium.brokenWords()).isEmpty();
    chromium.picture("report-" + theme + "-" + width);
  }

  @Test
  void theTimelineIsAsWideAsItsPageAndItsPauseIsWhereItWas() {
    List<Double> pause = chromium.box("figure .refused rect");
    List<Double> switched = chromium.box("figure .lane-Clients circle");
    List<Double> all = chromium.box("figure svg");

    assertThat(all.get(1) - all.get(0)).isGreaterThan(DESKTOP * 0.7);
    assertThat(pause.get(1) - pause.get(0)).isGreaterThan(100);
    // Clients are switched when the pause ends.
    assertThat((switched.get(0) + switched.get(1)) / 2)
        .isCloseTo(pause.get(1), org.assertj.core.data.Offset.offset(1.5));
  }

  private static List<String> rows() {
    return chromium.texts("#events tbody tr:not([hidden])");
  }

  private static List<String> sections() {
    return chromium.texts("section[id]:not([hidden]) h2");
  }
}
