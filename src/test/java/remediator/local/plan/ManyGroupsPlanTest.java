package remediator.local.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The plan of thousands of groups in a JVM of its own, with the memory that it may take. {@code mvn
 * -q -Pmany-events} takes ten thousand groups; every build takes some hundreds.
 */
class ManyGroupsPlanTest {
  private static final int GROUPS = 10 * Integer.getInteger("many.groups", 60);

  /** Of processor time, which other work on the machine does not lengthen much. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final int MEBIBYTES = GROUPS < 10_000 ? 96 : 512;

  @TempDir private Path folder;

  @Test
  void takesSecondsAndHalfAGigabyteForTenThousand() throws IOException, InterruptedException {
    int groups = GeneratedFleet.write(folder.resolve("fleet"), GROUPS);
    Path said = folder.resolve("said");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + MEBIBYTES + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                PlanMain.class.getName(),
                "given {fleet=fleet}")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    long start = System.nanoTime();
    Process run = java.start();
    Duration used = Duration.ZERO;
    while (!run.waitFor(20, TimeUnit.MILLISECONDS)) {
      used = run.info().totalCpuDuration().orElse(used);
    }
    System.out.printf(
        "%d groups planned with -Xmx%dm: %d ms of processor time, %d ms by the clock%n",
        groups, MEBIBYTES, used.toMillis(), (System.nanoTime() - start) / 1_000_000);

    assertThat(run.exitValue()).as(Files.readString(said)).isZero();
    assertThat(Files.readString(said)).contains("%,d groups:".formatted(groups));
    assertThat(Files.readAllLines(folder.resolve("target/plan/plan.csv"))).hasSize(groups + 1);
    assertThat(used).isPositive().isLessThan(LONGEST);
  }

  private static String absolute(String classPath) {
    StringBuilder all = new StringBuilder();
    for (String part : classPath.split(File.pathSeparator, -1)) {
      all.append(all.isEmpty() ? "" : File.pathSeparator).append(Path.of(part).toAbsolutePath());
    }
    return all.toString();
  }
}
