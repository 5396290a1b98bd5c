package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.Expectation;
import remediator.live.core.LiveStage;

/** The documentation's tables of the live conformance kit, against its code. */
class ExpectationTableTest {
  private static final Path TABLE = Path.of("src/docs/live-expectations.md");

  private static String row(Expectation e) {
    return "| `%s` | %d | %s | %s | %s | %s |"
        .formatted(e.id(), e.stage().number(), e.asked(), e.judged(), e.source(), e.state());
  }

  private static String row(LiveStage stage) {
    return "| %d | %s | %d | %d | %s |"
        .formatted(
            stage.number(),
            stage.text(),
            ExpectationCatalog.all().stream().filter(e -> e.stage() == stage).count(),
            stage.minutes(),
            stage.dollars(
                LiveOptions.hourly(LiveOptions.USUAL_NODE_TYPE, LiveOptions.PRICED_REGION)));
  }

  private static List<String> lines(String pattern) throws IOException {
    return Files.readAllLines(TABLE).stream().filter(l -> l.matches(pattern)).toList();
  }

  @Test
  void everyExpectationIsInTheTableAsItIsInTheCode() throws IOException {
    assertThat(lines("\\| `[a-z]+\\..*"))
        .containsExactlyElementsOf(
            ExpectationCatalog.all().stream().map(ExpectationTableTest::row).toList());
  }

  @Test
  void everyStageIsInTheTableWithMinutesAndCosts() throws IOException {
    assertThat(lines("\\| \\d .*"))
        .containsExactlyElementsOf(
            List.of(LiveStage.values()).stream().map(ExpectationTableTest::row).toList());
  }

  @Test
  void theDocumentsTellHowManyThereAre() throws IOException {
    int count = ExpectationCatalog.all().size();

    assertThat(Files.readString(TABLE)).contains("## All " + count + " expectations");
    assertThat(Files.readString(Path.of("README.md"))).contains("| " + count + " assumptions with");
  }

  @Test
  void thereAreManyAndNoIdIsTwice() {
    List<String> ids = ExpectationCatalog.all().stream().map(Expectation::id).toList();

    assertThat(ids).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
  }

  /** A source names a document, record or issue that everybody can look up. */
  @Test
  void noSourceIsANoteOfTheProject() {
    assertThat(ExpectationCatalog.all())
        .allSatisfy(
            e ->
                assertThat(e.source())
                    .hasSizeGreaterThan(8)
                    .doesNotContain("reality.md", "elasticache.md", "§", "|"));
  }
}
