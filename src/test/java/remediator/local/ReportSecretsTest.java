package remediator.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.RedisDataPlane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;

/** What a local run prints and writes tells no AUTH token that was made in it. */
class ReportSecretsTest {
  private static final String TEAM = "\"Key\": \"team\",\n      \"Value\": \"shop\"";

  @TempDir private Path folder;

  @Test
  void noTokenIsPrintedOrReported() throws IOException {
    RedisDataPlane redis = new RedisDataPlane();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path target = folder.resolve("target");

    boolean planned =
        new LocalRun(
                RunOptions.of(
                        Path.of("events/ec5-redis-7.1-online-tls.json"),
                        fleetThatWantsAToken(),
                        GateScript.APPROVE)
                    .withParameters(Map.of("TagsMayLoosen", "auth")),
                new PrintStream(printed, true, UTF_8),
                new RunReport(target),
                () -> redis)
            .run();

    Set<String> tokens = redis.tokens();
    assertThat(planned).as(printed.toString(UTF_8)).isTrue();
    assertThat(tokens).hasSize(1).allMatch(t -> t.length() >= 16);
    String token = tokens.iterator().next();
    assertThat(printed.toString(UTF_8)).contains("AUTH").doesNotContain(token.substring(0, 16));
    for (String file : new String[] {"report.json", "report.html"}) {
      assertThat(Files.readString(target.resolve(file)))
          .as(file)
          .contains("orders-cache")
          .doesNotContain(token.substring(0, 16));
    }
  }

  /** The sample fleet, in which every group of the shop's wants an AUTH token. */
  private Path fleetThatWantsAToken() throws IOException {
    Path fleet = Files.createDirectory(folder.resolve("fleet"));
    try (Stream<Path> files = Files.list(Path.of("src/local/fleet"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        Files.writeString(
            fleet.resolve(file.getFileName()),
            text.replace(TEAM, "\"Key\": \"elasticache-encryption:auth\", \"Value\": \"token\""));
      }
    }
    return fleet;
  }
}
