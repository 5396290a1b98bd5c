package remediator.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** README, the pages in src/docs and those in .github, as GitHub reads them. */
final class DocPages {
  static final Path README = Path.of("README.md");
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  private DocPages() {}

  static List<Path> all() {
    List<Path> pages = new ArrayList<>();
    pages.add(README);
    for (String folder : List.of("src/docs", ".github")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pages;
  }

  static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page's lines without code blocks, and without the head that GitHub reads as data. */
  static List<String> prose(Path page) {
    List<String> prose = new ArrayList<>();
    boolean code = false;
    for (String line : text(page).replaceFirst("^---\\n(?s:.*?)\\n---\\n", "").split("\n", -1)) {
      boolean fence = line.strip().startsWith("```");
      prose.add(code || fence ? "" : line);
      code ^= fence;
    }
    return prose;
  }

  /** The lines of code blocks; a line that goes on after a backslash is one. */
  static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    boolean code = false;
    for (String line : text(page).replaceAll("\\\\\\n *", "").split("\n", -1)) {
      if (line.strip().startsWith("```")) {
        code = !code;
      } else if (code) {
        commands.add(line.strip());
      }
    }
    return commands;
  }

  /** What a link can name after the #, by GitHub's rule. */
  static Set<String> anchors(Path page) {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose(page)) {
      if (line.matches("#+ .*")) {
        String anchor =
            line.replaceFirst("#+ +", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }

  /** Paragraphs and list items, each on one line. */
  static List<String> paragraphs(Path page) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : prose(page)) {
      boolean text = !line.isBlank() && !line.matches(" *[#|].*");
      if (!text || line.matches(" *([-*]|[0-9]+\\.) .*")) {
        close(open, paragraphs);
      }
      if (text) {
        open.append(open.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    close(open, paragraphs);
    return paragraphs;
  }

  private static void close(StringBuilder open, List<String> paragraphs) {
    if (!open.isEmpty()) {
      paragraphs.add(open.toString());
      open.setLength(0);
    }
  }

  /** The cells of a table's row. */
  static List<String> cells(String row) {
    String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    return CELL_END.splitAsStream(inner).map(String::strip).toList();
  }

  /** The rows of all tables, the first cell without its backticks as key. */
  static Map<String, List<String>> rows(Path page) {
    Map<String, List<String>> rows = new TreeMap<>();
    prose(page).stream()
        .filter(l -> l.startsWith("|") && !l.startsWith("|---"))
        .map(DocPages::cells)
        .forEach(
            cells -> {
              if (rows.put(cells.getFirst().replace("`", ""), cells) != null) {
                throw new AssertionError(page + " has two rows of " + cells.getFirst());
              }
            });
    return rows;
  }
}
