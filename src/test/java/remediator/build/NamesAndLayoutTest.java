package remediator.build;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How classes are called, and how many stand together: what a stranger goes by. */
class NamesAndLayoutTest {
  /** The few nouns that need no second word. */
  private static final Set<String> NOUNS =
      Set.of(
          "Components",
          "Control",
          "Discrepancy",
          "Finding",
          "Gate",
          "Html",
          "Ledger",
          "Messages",
          "Notification",
          "Notifier",
          "Plan",
          "Planner",
          "Policy",
          "Reconciler",
          "Step");

  private static final List<String> NOT_TESTS =
      List.of("src/main/java", "src/emulator/java", "src/local/java");

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?!remediator\\.|awsemulator\\.)([\\w.]+\\.)(\\w+);");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses EMULATOR = emulator();

  private static final int MOST_ONE_WORD_PERCENT = 10;
  private static final int MOST_FILES = 20;

  @Test
  void aClassNameHasTwoWordsUnlessItIsANounOfTheDomain() throws IOException {
    List<String> names = files("src/main/java").map(NamesAndLayoutTest::className).toList();
    List<String> oneWord = names.stream().filter(n -> n.matches("[A-Z][a-z0-9]*")).toList();

    assertThat(oneWord).isSubsetOf(NOUNS);
    assertThat(oneWord.size() * 100)
        .as("one-word names, of %d", names.size())
        .isLessThanOrEqualTo(names.size() * MOST_ONE_WORD_PERCENT);
  }

  @Test
  void everyNounIsInUse() throws IOException {
    assertThat(files("src/main/java").map(NamesAndLayoutTest::className)).containsAll(NOUNS);
  }

  @Test
  void noTwoClassesHaveOneName() throws IOException {
    List<String> names = new ArrayList<>();
    for (String sources : NOT_TESTS) {
      files(sources).map(NamesAndLayoutTest::className).forEach(names::add);
    }

    assertThat(names).doesNotHaveDuplicates();
  }

  /** Whoever reads the name in a file must not have to look at its imports. */
  @ParameterizedTest
  @FieldSource("NOT_TESTS")
  void noClassIsCalledAsOneOfOthersThatIsUsedBesideIt(String sources) throws IOException {
    Set<String> ours =
        files(sources).map(NamesAndLayoutTest::className).collect(Collectors.toSet());
    List<String> clashes = new ArrayList<>();
    for (Path file : files(sources).toList()) {
      Matcher imports = IMPORT.matcher(Files.readString(file));
      while (imports.find()) {
        if (ours.contains(imports.group(2))) {
          clashes.add(file.getFileName() + " imports " + imports.group(1) + imports.group(2));
        }
      }
    }

    assertThat(clashes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/java", "src/emulator/java", "src/local/java", "src/test/java"})
  void aPackageCanBeLookedOver(String sources) throws IOException {
    Map<Path, Long> count =
        files(sources)
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));

    assertThat(count).isNotEmpty();
    assertThat(count.entrySet().stream().filter(e -> e.getValue() > MOST_FILES))
        .as("packages of more than " + MOST_FILES + " files")
        .isEmpty();
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("remediator.(*)..").should().beFreeOfCycles().check(PRODUCT);
    slices().matching("remediator.(**)").should().beFreeOfCycles().check(PRODUCT);
    slices().matching("remediator.workflow.(*)..").should().beFreeOfCycles().check(PRODUCT);
  }

  @Test
  void noPackagesOfTheLocalAwsKnowEachOtherInACircle() {
    slices().matching("awsemulator.(**)").should().beFreeOfCycles().check(EMULATOR);
  }

  @Test
  void whatEveryStepWorksWithKnowsNoStep() {
    noClasses()
        .that()
        .resideInAPackage("remediator.workflow.core")
        .should()
        .dependOnClassesThat(
            resideInAPackage("remediator.workflow..")
                .and(resideOutsideOfPackage("remediator.workflow.core")))
        .check(PRODUCT);
  }

  @Test
  void theLocalAwsKnowsNothingOfTheProduct() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("remediator..")
        .because("it stands for AWS, which does not know it either")
        .check(EMULATOR);
  }

  private static JavaClasses emulator() {
    return new ClassFileImporter()
        .importPath(Path.of("target/test-classes/awsemulator"))
        .that(
            describe(
                "of the emulator itself, not of its tests",
                c ->
                    Files.exists(
                        Path.of("src/emulator/java", c.getPackageName().split("\\."))
                            .resolve(c.getSource().orElseThrow().getFileName().orElseThrow()))));
  }

  private static Stream<Path> files(String sources) throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(sources))) {
      return all.filter(f -> f.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  private static String className(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }
}
