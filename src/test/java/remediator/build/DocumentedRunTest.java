package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import remediator.local.GivenProperties;
import remediator.local.LocalCommand;

/** The commands of README and src/docs/local-run.md for a local run, as a new user types them. */
class DocumentedRunTest {
  private static final Path PAGE = Path.of("src/docs/local-run.md");
  private static final Pattern COMMAND = Pattern.compile("mvn -q -Plocal([^`\n]*)");
  private static final Pattern OPTION = Pattern.compile("-D(\\w+)=(\\S+)");
  private static final Path ONE_GROUP =
      Path.of("src/test/resources/remediator/local/one-group/replication-groups.json");
  private static final String EVENT = "events/ec5-redis-7.1-online-tls.json";

  @TempDir private Path folder;

  /** The options of each command. */
  static List<Map<String, String>> commands() throws IOException {
    TreeSet<String> told = new TreeSet<>();
    for (Path page : List.of(Path.of("README.md"), PAGE)) {
      COMMAND.matcher(Files.readString(page)).results().forEach(m -> told.add(m.group(1).strip()));
    }
    return told.stream().map(DocumentedRunTest::options).toList();
  }

  static Stream<Map<String, String>> runs() throws IOException {
    return commands().stream()
        .filter(options -> !options.containsKey("serve") && !"fleet".equals(options.get("fleet")));
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new TreeMap<>();
    for (MatchResult option : OPTION.matcher(text).results().toList()) {
      options.put(option.group(1), option.group(2));
    }
    return options;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isUnderstood(Map<String, String> options) {
    List<String> arguments = new ArrayList<>();
    options.forEach((name, value) -> arguments.add("-D" + name + "=" + value));

    new CommandLine(new LocalCommand(System.out))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(arguments.toArray(String[]::new));
  }

  /** With one event where the page runs all, which CI does. */
  @ParameterizedTest
  @MethodSource("runs")
  void endsAsPlanned(Map<String, String> options) {
    Map<String, String> given = new TreeMap<>(Map.of("event", EVENT));
    given.putAll(options);

    assertThat(run(given)).contains("1 event in ").contains(", 1 ended as planned.");
  }

  /** By its own shell commands; the AWS CLI answers what an account with one group would. */
  @Test
  void theRecipeForOwnGroupsWorksAsItIsWritten() throws Exception {
    String[] arn =
        "arn:aws:elasticache:eu-west-1:444455556666:replicationgroup:orders".split(":", -1);
    Path answers = folder.resolve("replication-groups.json");
    Files.writeString(
        answers,
        Files.readString(ONE_GROUP).replace("eu-west-1:111122223333", arn[3] + ":" + arn[4]));
    assertThat(Files.readString(answers)).contains(String.join(":", arn));
    Files.createDirectory(folder.resolve("events"));
    Files.copy(Path.of(EVENT), folder.resolve(EVENT));
    Path aws = folder.resolve("aws");
    Files.writeString(
        aws,
        """
        #!/bin/sh
        case "$2" in
          describe-replication-groups) cat "%s" ;;
          describe-cache-clusters) echo '{"CacheClusters": []}' ;;
          *) exit 2 ;;
        esac
        """
            .formatted(answers));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    String recipe =
        section("## Your own groups")
            .replace("YOUR-GROUP", arn[6])
            .replace("YOUR-ACCOUNT", arn[4])
            .replace("YOUR-REGION", arn[3]);
    List<String> shell = recipe.lines().filter(line -> !line.startsWith("mvn ")).toList();
    List<String> runs = recipe.lines().filter(line -> line.startsWith("mvn ")).toList();
    assertThat(runs).hasSize(2);

    ProcessBuilder builder =
        new ProcessBuilder("sh", "-e", "-c", String.join("\n", shell))
            .directory(folder.toFile())
            .inheritIO();
    builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
    assertThat(builder.start().waitFor()).isZero();
    for (String command : runs) {
      Map<String, String> options = options(command);
      options.replaceAll((name, file) -> folder.resolve(file).toString());

      assertThat(options).containsKey("fleet");
      assertThat(run(options))
          .contains(" ONLINE_TLS → COMPLIANT orders")
          .contains("1 event in ")
          .contains(", 1 ended as planned.");
    }
  }

  /** The commands in a section's code blocks. */
  private static String section(String heading) throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(heading);
    String text = page.substring(begin, page.indexOf("\n## ", begin + 1));
    StringBuilder commands = new StringBuilder();
    String[] parts = text.split("```\n?", -1);
    for (int i = 1; i < parts.length; i += 2) {
      commands.append(parts[i]);
    }
    return commands.toString();
  }

  /** What is printed, on one line, by a command that must succeed. */
  private static String run(Map<String, String> properties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int status = GivenProperties.run(new LocalCommand(out), out, "given " + properties);
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertThat(status).as(said).isZero();
    return said.replaceAll("\\s+", " ");
  }
}
