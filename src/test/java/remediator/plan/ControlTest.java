package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.notification.Messages;

/** What is special about a control is in its class and its phrases, and nowhere else. */
class ControlTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");
  private static final Pattern CONTROL = Pattern.compile("ElastiCache(\\\\\\\\)?\\.[0-9]");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(f -> f.toString().endsWith(".java")).toList();
    }
  }

  private static String code(Path file) {
    try {
      return COMMENT.matcher(Files.readString(file)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String className(Path file) {
    String path = SOURCES.relativize(file).toString();
    return path.substring(0, path.length() - ".java".length()).replace('/', '.');
  }

  static List<Control> controls() {
    return Control.all();
  }

  @Test
  void noOtherCodeNamesOne() throws IOException {
    assertThat(
            sources().stream()
                .filter(f -> CONTROL.matcher(code(f)).find())
                .map(ControlTest::className))
        .containsExactlyInAnyOrderElementsOf(
            Control.all().stream().map(c -> c.getClass().getName()).toList());
  }

  @Test
  void everyOneIsFoundInTheOrderOfTheIds() throws IOException {
    assertThat(Control.all())
        .extracting(c -> c.getClass().getName())
        .containsExactlyInAnyOrderElementsOf(
            sources().stream()
                .filter(f -> code(f).contains("implements Control "))
                .map(ControlTest::className)
                .toList());
    assertThat(Control.all()).extracting(Control::id).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @MethodSource("controls")
  void itsPhrasesNameIt(Control control) {
    for (Messages messages : List.of(Messages.ENGLISH, Messages.JAPANESE)) {
      assertThat(messages.format("found." + control.id())).contains(control.id());
      assertThat(messages.format("otherwise." + control.id())).contains(control.id());
      assertThat(messages.knows("row." + control.attribute())).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("controls")
  void whatIsMadeForItSatisfiesItAndPassesItsCheck(Control control) {
    var made =
        control
            .appliedTo(Groups.group().atRest(false).build().spec(), Policy.of(Map.of(), Map.of()))
            .settings();

    assertThat(control.isSatisfiedBy(made)).isTrue();
    assertThat(control.passesCheck(made)).isTrue();
  }
}
