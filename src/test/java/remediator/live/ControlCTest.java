package remediator.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.live.sandbox.SandboxCloud;

class ControlCTest {
  /** Of a program that SIGINT has ended. */
  private static final int INTERRUPTED = 128 + 2;

  @TempDir Path folder;

  @Test
  void aRunThatIsInterruptedRemovesWhatItMadeBeforeTheProgramEnds() throws Exception {
    Path journals = folder.resolve("journals");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                HeldLiveRun.class.getName(),
                journals.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      StringBuilder before = new StringBuilder();
      String line = said.readLine();
      while (line != null && !line.equals("held")) {
        before.append(line).append('\n');
        line = said.readLine();
      }
      assertThat(line).as(before.toString()).isEqualTo("held");
      assertThat(journals.resolve(SandboxCloud.RUN + ".journal")).content().contains("GROUP ");

      new ProcessBuilder("kill", "-INT", String.valueOf(program.pid())).start().waitFor();

      String after = String.join(" ", said.lines().toList()).replaceAll("\\s+", " ");
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isEqualTo(INTERRUPTED);
      assertThat(after).contains("The run was stopped.").doesNotContain(" left ");
      assertThat(Files.exists(KitRun.report(journals))).isTrue();
      assertThat(journals).isEmptyDirectory();
    } finally {
      program.destroyForcibly();
    }
  }
}
