package awsemulator.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndOfProgramTest {
  @Test
  void serversEndWithAProgramThatIsInterrupted() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                HeldDataPlane.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
      assertThat(said.readLine()).isEqualTo("started");
      List<ProcessHandle> servers = program.toHandle().children().toList();
      assertThat(servers).hasSize(3);

      program.toHandle().destroy();

      assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(servers).noneMatch(ProcessHandle::isAlive);
    } finally {
      program.destroyForcibly();
    }
  }
}
