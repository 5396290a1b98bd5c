package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and the pages in src/docs: short enough, linked, and about what there is. */
class ReadmeTest {
  private static final Pattern ENDS = Pattern.compile("[.:;!?](\\*\\*|[)\"])*$");
  private static final Pattern LINKS_ONLY =
      Pattern.compile("\\[[^]]*]\\([^)]*\\)( ·( \\[[^]]*]\\([^)]*\\))?)*");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(#[^)\\s]*)?\\)");
  private static final Pattern FILE =
      Pattern.compile("`((?:src|events|\\.ci|\\.github)/[\\w./*-]+)`");
  private static final Pattern NAME =
      Pattern.compile("`((?:[A-Z][a-z0-9]+){2,}|[A-Z]+(?:_[A-Z]+)+)(?:=[\\w-]+)?`");
  private static final Pattern TAG = Pattern.compile("elasticache-encryption:([a-z-]+)`");
  private static final Pattern PROFILE = Pattern.compile("\\bmvn[^`\n]* -P([\\w-]+)");

  /** In bytes; a page with large pictures is slow to open. */
  private static final int LARGEST_PICTURE = 150 * 1024;

  static List<Path> pages() {
    return DocPages.all();
  }

  /** The table of errors names AWS's; ElastiCacheErrorsTest compares it with the SDK. */
  static List<Path> pagesOfThisProject() {
    return pages().stream().filter(p -> !p.endsWith("elasticache-errors.md")).toList();
  }

  @Test
  void readmeIsForTenMinutes() {
    assertThat(DocPages.text(DocPages.README).lines().count()).isLessThanOrEqualTo(250);
  }

  @Test
  void readmeLinksEveryPage() {
    String readme = DocPages.text(DocPages.README);

    assertThat(pages().stream().filter(p -> p.startsWith("src/docs")))
        .allSatisfy(page -> assertThat(readme).contains("](" + page + ")"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) {
    List<String> dead = new ArrayList<>();
    for (MatchResult link : found(LINK, String.join("\n", DocPages.prose(page)))) {
      if (!link.group(1).contains(":")) {
        Path target =
            link.group(1).isEmpty()
                ? page
                : page.toAbsolutePath().resolveSibling(link.group(1)).normalize();
        if (!Files.exists(target) || !hasAnchor(target, link.group(2))) {
          dead.add(link.group());
        }
      }
    }

    assertThat(dead).isEmpty();
  }

  private static boolean hasAnchor(Path target, String anchor) {
    return anchor == null || DocPages.anchors(target).contains(anchor.substring(1));
  }

  /** A sentence once ended in the middle, and with it a warning. */
  @ParameterizedTest
  @MethodSource("pages")
  void everySentenceEnds(Path page) {
    assertThat(
            DocPages.paragraphs(page).stream()
                .filter(p -> !LINKS_ONLY.matcher(p).matches() && !ENDS.matcher(p).find()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRowHasTheCellsOfItsTable(Path page) {
    List<String> wrong = new ArrayList<>();
    int columns = 0;
    for (String line : DocPages.prose(page)) {
      boolean row = line.strip().startsWith("|");
      int cells = row ? DocPages.cells(line).size() : 0;
      columns = row && columns > 0 ? columns : cells;
      if (row && cells != columns) {
        wrong.add(line);
      }
    }

    assertThat(wrong).isEmpty();
  }

  /** Classes, parameters, outputs, attributes of the ledger, AWS's names: what no source names. */
  @ParameterizedTest
  @MethodSource("pagesOfThisProject")
  void namesOnlyWhatThereIs(Path page) {
    String text = DocPages.text(page);
    List<String> gone = new ArrayList<>();
    // Placeholders stand in the page's own commands.
    String commands = String.join("\n", DocPages.commands(page));
    for (MatchResult name : found(NAME, text)) {
      if (!Sources.WORDS.contains(name.group(1)) && !commands.contains(name.group(1))) {
        gone.add(name.group(1));
      }
    }
    for (MatchResult tag : found(TAG, text)) {
      if (!Sources.TEXT.contains("\"" + tag.group(1) + "\"")
          && !Sources.TEXT.contains("elasticache-encryption:" + tag.group(1))) {
        gone.add(tag.group());
      }
    }
    for (MatchResult file : found(FILE, text)) {
      if (!Files.exists(Path.of(file.group(1).replaceFirst("/?\\*.*", "")))) {
        gone.add(file.group(1));
      }
    }
    for (MatchResult profile : found(PROFILE, text)) {
      if (!Sources.POM.contains("<id>" + profile.group(1) + "</id>")) {
        gone.add("-P" + profile.group(1));
      }
    }

    assertThat(gone).isEmpty();
  }

  @Test
  void contributorsFindEveryPartOfTheSource() throws IOException {
    String map = DocPages.text(Path.of("src/docs/contributing.md"));
    for (String parent : List.of("", "/workflow")) {
      try (Stream<Path> folders = Files.list(Path.of("src/main/java/remediator" + parent))) {
        assertThat(folders.filter(Files::isDirectory))
            .allSatisfy(folder -> assertThat(map).contains(" " + folder.getFileName() + "/ "));
      }
    }
  }

  @Test
  void picturesAreSmallAndShown() throws IOException {
    String readme = DocPages.text(DocPages.README);
    try (Stream<Path> pictures = Files.list(Path.of("src/docs/img"))) {
      assertThat(pictures)
          .isNotEmpty()
          .allSatisfy(
              picture -> {
                assertThat(Files.size(picture)).as("%s", picture).isLessThan(LARGEST_PICTURE);
                assertThat(readme).contains("](" + picture + ")");
              });
    }
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** What the sources name. */
  private static final class Sources {
    static final String POM = DocPages.text(Path.of("pom.xml"));
    static final String TEXT = POM + read("template.yaml") + read("src/main") + read("src/test");
    static final Set<String> WORDS =
        Pattern.compile("\\W+")
            .splitAsStream(TEXT + read("src/emulator") + read("src/browser"))
            .collect(Collectors.toCollection(TreeSet::new));

    private static String read(String root) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        return files
            .filter(f -> f.toString().matches(".*\\.(java|yaml)"))
            .filter(f -> !f.endsWith("ReadmeTest.java"))
            .map(DocPages::text)
            .collect(Collectors.joining("\n"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
