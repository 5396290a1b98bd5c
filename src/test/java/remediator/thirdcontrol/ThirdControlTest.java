package remediator.thirdcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A further control is one class, its phrases and its event. The product's classes are loaded a
 * second time, beside a class that they have never heard of.
 */
class ThirdControlTest {
  private static final Path MADE_UP = Path.of("src/test/resources/remediator/thirdcontrol");
  private static final Path PHRASES = Path.of("src/main/resources/remediator/notification");

  private static Map<String, String> told;

  @BeforeAll
  static void tell(@TempDir Path phrases) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (Path root : List.of(withPhrases(phrases), MADE_UP.resolve("registered"))) {
      urls.add(root.toUri().toURL());
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    try (URLClassLoader loader = new ProductLoader(urls)) {
      Object story =
          loader
              .loadClass(ThirdControlStory.class.getName())
              .getDeclaredConstructor()
              .newInstance();
      told = words(story);
    }
  }

  /** Loads the product and its tests anew, and shares all else, such as the local cloud. */
  private static final class ProductLoader extends URLClassLoader {
    private ProductLoader(List<URL> urls) {
      super(urls.toArray(URL[]::new), ThirdControlTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("remediator.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? findClass(name) : known;
      }
    }

    @Override
    public URL getResource(String name) {
      URL own = name.startsWith("remediator/") ? findResource(name) : null;
      return own == null ? super.getResource(name) : own;
    }
  }

  @SuppressWarnings("unchecked") // the class is this one's twin
  private static Map<String, String> words(Object story) throws Exception {
    return ((Callable<Map<String, String>>) story).call();
  }

  /** The product's phrases with those of the new control. */
  private static Path withPhrases(Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("remediator/notification"));
    for (String language : List.of("en", "ja")) {
      String product = Files.readString(PHRASES.resolve("messages_" + language + ".properties"));
      String more = Files.readString(MADE_UP.resolve("phrases_" + language + ".properties"));
      Files.writeString(folder.resolve("messages_" + language + ".properties"), product + more);
    }
    return root;
  }

  @Test
  void itsEventIsReadAndItsGroupReplaced() {
    assertThat(told)
        .containsEntry("controls", "ElastiCache.4,ElastiCache.5,ElastiCache.99")
        .containsEntry("read", "FailedControl")
        .containsEntry("decision", "REPLACE")
        .containsEntry("offer needed", "true")
        .containsEntry("answered", "ElastiCache.99");
  }

  @Test
  void thePersonWhoIsAskedIsToldOfItAndOfNoOther() {
    for (String language : List.of("en", "ja")) {
      assertThat(told.get("found " + language)).contains("(ElastiCache.99)");
      assertThat(told.get("otherwise " + language))
          .contains("ElastiCache.99")
          .doesNotContain("ElastiCache.4", "ElastiCache.5");
    }
  }

  @Test
  void anOwnerCanChooseIt() {
    assertThat(told)
        .containsEntry("legal", "all|ElastiCache\\.4|ElastiCache\\.5|ElastiCache\\.99")
        .containsEntry("chosen all", "REPLACE")
        .containsEntry("chosen ElastiCache.99", "REPLACE")
        .containsEntry("chosen ElastiCache.4", "NOTHING")
        .containsEntry(
            "chosen ElastiCache.98",
            "[the deployment's POLICY_CONTROLS is \"ElastiCache.98\";"
                + " legal is all, ElastiCache.4, ElastiCache.5, ElastiCache.99]")
        .containsEntry("tag tightens", "[]");
    assertThat(told.get("tag loosens")).contains("controls=all (ElastiCache.99)");
  }

  @Test
  void thePersonWhoIsAskedSeesItsRow() {
    assertThat(told.get("table before")).contains("; Backups kept 7>14; ");
    assertThat(told.get("caveats")).startsWith("planned: the new group is backed up for two weeks");
    assertThat(told.get("table after")).contains("; Backups kept 7>14; ");
  }

  @Test
  void theNewGroupIsMadeAndVerifiedByIt() {
    assertThat(told.get("old verified")).contains("orders is not backed up for two weeks");
    assertThat(told.get("spoilt compared"))
        .contains("the new group orders-enc is not backed up for two weeks as planned");
    assertThat(told)
        .containsEntry("compared", "GateClosed")
        .containsEntry("differences", "")
        .containsEntry("new verified", "Done");
    assertThat(told)
        .containsEntry(
            "planned differences",
            "[backup.days is \"14\", was \"7\": ElastiCache.99 asks for backups of two weeks]")
        .containsEntry("other differences", "[]");
  }

  @Test
  void theOwnerIsToldThatItIsMet() {
    assertThat(told.get("outcome"))
        .startsWith("orders-enc has taken over, backed up for two weeks; writes lost");
  }

  @Test
  void nothingElseInJavaKnowsIt() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".java")).filter(ThirdControlTest::knows))
          .extracting(f -> f.getFileName().toString())
          .containsExactlyInAnyOrder(
              "KeptBackupsControl.java", "ThirdControlStory.java", "ThirdControlTest.java");
    }
  }

  private static boolean knows(Path file) {
    try {
      String text = Files.readString(file);
      return text.contains("KeptBackupsControl") || text.contains("ElastiCache.99");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
