package remediator.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own that handled one event.
 *
 * @param loaded a line for each class
 * @param said what it printed
 */
record Jvm(List<String> loaded, String said) {
  /**
   * Starts one and waits for its end, which must be a good one.
   *
   * @param environment all of it
   */
  static Jvm with(byte[] event, Map<String, String> environment, Path folder)
      throws IOException, InterruptedException {
    Path loaded = folder.resolve("loaded.txt");
    Path output = folder.resolve("output.txt");
    Path input = Files.write(folder.resolve("event.json"), event);
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
    builder.environment().clear();
    builder.environment().putAll(environment);
    int status = builder.start().waitFor();
    String said = Files.readString(output);
    assertThat(status).as(said).isZero();
    return new Jvm(Files.readAllLines(loaded), said);
  }
}
