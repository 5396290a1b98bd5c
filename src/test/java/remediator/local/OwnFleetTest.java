package remediator.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;

/** A local run with other groups than the sample fleet's. */
class OwnFleetTest {
  @TempDir private Path folder;

  @Test
  void needsOnlyTheGroupsOfAFleet() throws IOException {
    String event =
        Files.readString(Path.of("events/ec5-redis-7.1-online-tls.json"))
            .replace("us-east-1", "eu-west-1")
            .replace("orders-cache", "orders");
    Path file = Files.writeString(folder.resolve("orders.json"), event);
    Path fleet = Path.of("src/test/resources/remediator/local/one-group");
    RunOptions options = RunOptions.of(file, fleet, RunOptions.Gates.APPROVE);
    RunReport own = new RunReport(folder.resolve("own"));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    assertThat(new LocalRun(options, nowhere, own).run()).isTrue();
    assertThat(own.folder().resolve("as-planned")).exists();
    assertThat(Files.readString(own.folder().resolve("report.json")))
        .contains("\"decision\":\"ONLINE_TLS\"", "\"outcome\":\"COMPLIANT\"");
  }
}
