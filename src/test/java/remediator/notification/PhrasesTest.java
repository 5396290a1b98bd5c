package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both languages say the same things, and nothing that no one is ever told. */
class PhrasesTest {
  private static final ResourceBundle ENGLISH = phrases("en");
  private static final ResourceBundle JAPANESE = phrases("ja");
  private static final Pattern PLACE = Pattern.compile("%([0-9]+\\$)?s");
  private static final Pattern LITERAL = Pattern.compile("\"([a-zA-Z0-9.-]+)\"");

  private static ResourceBundle phrases(String language) {
    return ResourceBundle.getBundle("remediator.notification.messages", Locale.of(language));
  }

  private static int places(String phrase) {
    return Math.toIntExact(PLACE.matcher(phrase).results().count());
  }

  @Test
  void aPhraseIsThereInBothLanguagesWithTheSameNumberOfPlaces() {
    assertThat(JAPANESE.keySet()).isEqualTo(ENGLISH.keySet());
    for (String key : ENGLISH.keySet()) {
      assertThat(places(JAPANESE.getString(key))).as(key).isEqualTo(places(ENGLISH.getString(key)));
    }
  }

  private static Stream<String> literals(String directory) {
    try (Stream<Path> files = Files.walk(Path.of(directory))) {
      return files.filter(Files::isRegularFile).flatMap(PhrasesTest::literalsOf).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> literalsOf(Path file) {
    try {
      return LITERAL
          .matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .map(quoted -> quoted.substring(1, quoted.length() - 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source names a phrase, or the beginning of a key up to a dot, to which it adds a word. */
  @Test
  void everyPhraseIsNamedBySomeSource() {
    Set<String> named =
        Stream.of("src/main/java", "src/main/resources", "src/jte", "src/local/java")
            .flatMap(PhrasesTest::literals)
            .collect(Collectors.toSet());

    assertThat(ENGLISH.keySet()).allMatch(key -> isNamed(key, named));
  }

  private static boolean isNamed(String key, Set<String> named) {
    return named.contains(key)
        || Stream.iterate(
                key.lastIndexOf('.'), dot -> dot > 0, dot -> key.lastIndexOf('.', dot - 1))
            .anyMatch(dot -> named.contains(key.substring(0, dot + 1)));
  }
}
