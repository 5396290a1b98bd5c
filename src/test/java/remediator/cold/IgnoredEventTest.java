package remediator.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.finding.Events;

/** Most events ask for nothing, and loading the AWS SDK is most of a cold start. */
class IgnoredEventTest {
  private static final String SDK = "software.amazon.awssdk.";

  @TempDir private Path folder;

  private List<String> loadedFor(Events event) throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    Path output = folder.resolve("output.txt");
    Path input = Files.write(folder.resolve("event.json"), event.bytes());
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                System.getProperty("java.class.path"),
                OneInvocation.class.getName())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    // No variable of the function's either: nothing that leads to AWS may be asked for.
    builder.environment().clear();
    int status = builder.start().waitFor();
    String said = Files.readString(output);
    assertThat(status).as(said).isZero();
    assertThat(said).contains("IGNORED");
    return Files.readAllLines(loaded);
  }

  @Test
  void anEventThatMustBeIgnoredLoadsNothingOfAws() throws Exception {
    List<String> loaded =
        loadedFor(Events.sample("ec5-redis-7.1-online-tls").with("Workflow/Status", "SUPPRESSED"));

    assertThat(loaded).anyMatch(line -> line.contains("remediator.FindingHandler"));
    assertThat(loaded).noneMatch(line -> line.contains(SDK));
  }
}
