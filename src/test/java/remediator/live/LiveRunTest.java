package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.Expectation;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;

/** The live conformance kit, whole, against the local cloud. */
class LiveRunTest {
  /**
   * What a run has found before; later, of AWS itself. A new one is {@code
   * target/live/local/reality.json} of {@code mvn -q -Plive -Dtarget=local}.
   */
  private static final Path CASSETTE = Path.of("src/test/resources/remediator/live/reality.json");

  @TempDir static Path journals;

  private static final Map<String, Verdict> VERDICTS = new TreeMap<>();
  private static boolean well;
  private static List<String> left;
  private static String printed;

  @BeforeAll
  static void run() {
    try (SandboxCloud cloud = new SandboxCloud();
        KitRun kit = new KitRun(cloud, journals)) {
      well = kit.all();
      kit.run.verdicts().forEach((e, v) -> VERDICTS.put(e.id(), v));
      left = cloud.standing();
      printed = kit.printed();
    }
  }

  @Test
  void everyExpectationIsAskedAndHoldsInTheLocalCloud() {
    Map<String, Verdict> failing = new TreeMap<>(VERDICTS);
    failing.values().removeIf(v -> v.kind() == Verdict.Kind.HOLDS);

    assertThat(failing).isEmpty();
    assertThat(VERDICTS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            ExpectationCatalog.all().stream().map(Expectation::id).toList());
    assertThat(well).isTrue();
  }

  @Test
  void nothingIsLeft() {
    assertThat(left).isEmpty();
    assertThat(journals).isEmptyDirectory();
  }

  @Test
  void costsAndMinutesAreToldBefore() {
    assertThat(printed.lines().findFirst().orElse(""))
        .contains(
            "Run lksandbox in account 111122223333, us-east-1: up to 3,200 minutes, at most 4.10");
  }

  @Test
  void theAnswersAreThoseOfTheCassette() {
    RealityCassette before = RealityCassette.read(CASSETTE);
    RealityCassette now = RealityCassette.read(KitRun.report(journals));

    assertThat(now.verdicts()).isEqualTo(before.verdicts());
    assertThat(now.answers()).isEqualTo(before.answers());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void nothingOfTheAccountTheCallerTheRunOrASecretIsInAReport(Path report) throws IOException {
    assertThat(Files.readString(report))
        .doesNotContain(SandboxCloud.ACCOUNT)
        .doesNotContain(SandboxCloud.RUN)
        .doesNotContain("LiveKit")
        .doesNotContain("Live-token")
        .doesNotContainPattern("AROA|AIDA|ASIA|AKIA")
        .contains("<secret>", "<account>", "<run>", "<caller>");
  }

  static List<Path> reports() {
    return List.of(KitRun.report(journals), CASSETTE);
  }
}
