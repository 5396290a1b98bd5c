package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.StrictJson;

/**
 * The sample events: well-formed, about groups of the sample fleet, and named after what they are.
 */
class SampleEventsTest {
  private static final Path FLEET = Path.of("src/local/fleet/replication-groups.json");
  private static final Pattern GROUP = Pattern.compile("arn:[^\"]+:replicationgroup:[a-z0-9-]+");

  private static final String IMPORTED = "Security Hub Findings - Imported";
  private static final String BY_HAND = "Security Hub Findings - Custom Action";

  /** What comes after the situation; a plain name is ASFF, in either way in which it comes. */
  private static final Map<String, List<String>> FORMATS =
      Map.of(
          "", List.of(IMPORTED, BY_HAND),
          ".per-standard", List.of(IMPORTED),
          ".custom-action", List.of(BY_HAND),
          ".ocsf", List.of("Findings Imported V2"));

  static List<Path> events() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      return files.sorted().toList();
    }
  }

  private static Map<String, Object> read(Path event) throws IOException {
    return StrictJson.readObject(Files.readAllBytes(event));
  }

  private static List<Map<String, Object>> findings(Path event) throws IOException {
    return Template.list(Template.map(read(event).get("detail")).get("findings")).stream()
        .map(Template::map)
        .toList();
  }

  private static String control(Map<String, Object> finding) {
    return finding.containsKey("class_uid")
        ? Template.map(finding.get("compliance")).get("control").toString()
        : Template.map(finding.get("Compliance")).get("SecurityControlId").toString();
  }

  @ParameterizedTest
  @MethodSource("events")
  void isAnEventOfTheFormatThatItsNameTells(Path event) throws IOException {
    String name = event.getFileName().toString();
    Matcher parts = Pattern.compile("(.+?)(\\.(?!\\d)[a-z-]+)?\\.json").matcher(name);

    assertThat(parts.matches()).as(name).isTrue();
    String format = parts.group(2) == null ? "" : parts.group(2);
    assertThat(FORMATS).containsKey(format);
    assertThat(read(event)).containsEntry("source", "aws.securityhub");
    assertThat(read(event).get("detail-type")).isIn(FORMATS.get(format));
    assertThat(findings(event)).isNotEmpty();
  }

  /** "Using EventBridge for automated response": each finding comes in an event of its own. */
  @ParameterizedTest
  @MethodSource("events")
  void carriesOneFindingUnlessItIsTheOneThatShowsSeveral(Path event) throws IOException {
    assertThat(findings(event))
        .hasSize(event.endsWith("ec4-and-ec5-together-replace.json") ? 2 : 1);
  }

  /** OCSF requires time of every class; time_dt is the same by the datetime profile. */
  @ParameterizedTest
  @MethodSource("events")
  void tellsTheSameTimeTwiceInOcsf(Path event) throws IOException {
    for (Map<String, Object> finding : findings(event)) {
      assertThat(finding.containsKey("time")).isEqualTo(finding.containsKey("class_uid"));
      if (finding.containsKey("time")) {
        assertThat(Instant.ofEpochMilli(((Number) finding.get("time")).longValue()))
            .isEqualTo(Instant.parse(finding.get("time_dt").toString()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void isAboutTheControlsThatItsNameTells(Path event) throws IOException {
    String name = event.getFileName().toString();
    List<String> controls = findings(event).stream().map(SampleEventsTest::control).toList();

    if (name.startsWith("ec")) {
      assertThat(controls.contains("ElastiCache.4"))
          .as("ElastiCache.4")
          .isEqualTo(name.contains("ec4"));
      assertThat(controls.contains("ElastiCache.5"))
          .as("ElastiCache.5")
          .isEqualTo(name.contains("ec5"));
    }
    assertThat(controls).isSubsetOf("ElastiCache.4", "ElastiCache.5");
  }

  @ParameterizedTest
  @MethodSource("events")
  void isAboutGroupsOfTheSampleFleet(Path event) throws IOException {
    List<String> groups =
        GROUP.matcher(Files.readString(event)).results().map(r -> r.group()).distinct().toList();

    assertThat(groups).isNotEmpty();
    String fleet = Files.readString(FLEET, StandardCharsets.UTF_8);
    assertThat(groups).allSatisfy(group -> assertThat(fleet).contains("\"" + group + "\""));
  }
}
