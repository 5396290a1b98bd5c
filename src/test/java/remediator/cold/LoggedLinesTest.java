package remediator.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.cold.ManagedRuntime.Function;
import remediator.finding.Events;
import remediator.json.StrictJson;
import remediator.local.ColdCloud;

/**
 * What the log of a function holds, as AWS's own runtime writes it with {@code LogFormat: JSON}.
 */
class LoggedLinesTest {
  private static final byte[] EVENT = Events.sample("ec5-redis-7.1-online-tls").bytes();
  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";

  @TempDir private Path folder;

  @Test
  void isJsonWithItsFieldsOnTopAndNothingElse() throws Exception {
    ManagedRuntime runtime = new ManagedRuntime(packaged(), folder);
    Function function =
        new Function(
            "finding",
            Path.of("").toAbsolutePath(),
            "remediator.lambda.FindingHandler::handleRequest");
    try (ColdCloud cloud = new ColdCloud(new String(EVENT, StandardCharsets.UTF_8))) {
      runtime.coldStart(function, EVENT, cloud.environment());
    }

    // The JVM itself names the flags that it takes from the environment.
    List<String> logged =
        Files.readAllLines(runtime.log(function)).stream()
            .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
            .toList();
    assertThat(logged).allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    List<Map<String, Object>> lines = logged.stream().map(StrictJson::readObject).toList();
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line).containsEntry("level", "INFO");
              assertThat(Instant.parse(line.get("timestamp").toString())).isBefore(Instant.now());
            });
    assertThat(lines)
        .filteredOn(line -> line.get("message").equals("finding"))
        .singleElement()
        .satisfies(line -> assertThat(line).containsEntry("decision", "ONLINE_TLS"));
  }

  /** The class path without what pom.xml keeps for tests, but with the runtime's client. */
  private static String packaged() throws IOException {
    Set<String> forTests = new HashSet<>();
    Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .map(found -> found.group(1))
        .filter(dependency -> dependency.contains("<scope>test</scope>"))
        .forEach(
            dependency ->
                forTests.add(
                    dependency.replaceAll("(?s)^.*?<artifactId>(.*?)</artifactId>.*", "$1")));
    assertThat(forTests).contains(CLIENT, "junit-jupiter");
    forTests.remove(CLIENT);
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                forTests.stream()
                    .noneMatch(name -> new File(entry).getName().matches(name + "-[0-9].*")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
