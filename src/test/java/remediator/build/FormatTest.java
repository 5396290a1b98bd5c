package remediator.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every source file is as google-java-format writes it. {@code mvn test -Dtest=FormatTest
 * -Dformat=write} rewrites those that are not. What was found to be formatted is not looked at
 * again until it, or the formatter, changes.
 */
class FormatTest {
  /** Hashes of contents that are formatted, one a line. */
  private static final Path KNOWN = Path.of("target/formatted.txt");

  @TempDir private Path folder;

  @Test
  void everySourceFileIsFormatted() throws IOException {
    boolean write = "write".equals(System.getProperty("format"));
    List<Path> unformatted = unformatted(sources(), KNOWN, write);

    assertThat(write ? List.of() : unformatted)
        .as("not formatted; run: mvn test -Dtest=FormatTest -Dformat=write")
        .isEmpty();
  }

  @Test
  void whatIsKnownToBeFormattedIsKnownByItsContent() throws IOException {
    Path source = folder.resolve("One.java");
    Path known = folder.resolve("known");
    Files.writeString(source, "class One {}\n");
    assertThat(unformatted(List.of(source), known, false)).isEmpty();
    assertThat(Files.readAllLines(known)).hasSize(1);

    Files.writeString(source, "class  One {}\n");
    assertThat(unformatted(List.of(source), known, false)).containsExactly(source);
    assertThat(unformatted(List.of(source), known, true)).containsExactly(source);
    assertThat(source).hasContent("class One {}");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<Path> unformatted(List<Path> files, Path known, boolean write)
      throws IOException {
    Set<String> before = Files.exists(known) ? Set.copyOf(Files.readAllLines(known)) : Set.of();
    List<Path> unformatted =
        files.parallelStream()
            .filter(f -> !before.contains(hash(f)) && differs(f, write))
            .sorted()
            .toList();
    Files.createDirectories(known.toAbsolutePath().getParent());
    Files.write(
        known,
        files.stream()
            .filter(f -> write || !unformatted.contains(f))
            .map(FormatTest::hash)
            .collect(Collectors.toSet()));
    return unformatted;
  }

  private static String hash(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          Formatter.class.getProtectionDomain().getCodeSource().toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
