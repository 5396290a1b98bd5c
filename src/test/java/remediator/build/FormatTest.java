package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file is as google-java-format writes it. {@code mvn test -Dtest=FormatTest
 * -Dformat=write} rewrites those that are not.
 */
class FormatTest {
  @Test
  void everySourceFileIsFormatted() throws IOException {
    boolean write = "write".equals(System.getProperty("format"));
    List<Path> unformatted;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      unformatted =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .filter(f -> differs(f, write))
              .sorted()
              .toList();
    }
    assertThat(write ? List.of() : unformatted)
        .as("not formatted; run: mvn test -Dtest=FormatTest -Dformat=write")
        .isEmpty();
  }

  private static boolean differs(Path file, boolean write) {
    try {
      String before = Files.readString(file);
      String after = new Formatter().formatSourceAndFixImports(before);
      if (write && !after.equals(before)) {
        Files.writeString(file, after);
      }
      return !after.equals(before);
    } catch (FormatterException | IOException e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }
}
