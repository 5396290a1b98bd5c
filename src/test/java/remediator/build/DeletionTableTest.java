package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of deletions in the documentation, against the code and the roles. */
class DeletionTableTest {
  private static final Path TABLE = Path.of("src/docs/deletions.md");
  private static final Path GUARD =
      Path.of("src/main/java/remediator/workflow/retire/DeletionGuard.java");
  private static final Pattern CODE = Pattern.compile("`([A-Za-z.]+)`");
  private static final Pattern ENDS_SOMETHING =
      Pattern.compile(
          "(batch)?(delete|deregister|terminate|purge|abort|cancel|revoke|disassociate|detach).*",
          Pattern.CASE_INSENSITIVE);

  /** One row: what the guard's method calls, as whom, and upon what. */
  private record Row(
      String method, String call, String role, Set<String> demands, List<String> tests) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> line.startsWith("| `") && line.split("\\|").length > 5)
        .map(line -> line.split("\\|"))
        .map(
            cells ->
                new Row(
                    names(cells[1]).getFirst(),
                    names(cells[2]).getFirst(),
                    names(cells[3]).getFirst(),
                    new TreeSet<>(names(cells[4])),
                    names(cells[5])))
        .toList();
  }

  private static List<String> names(String cell) {
    return CODE.matcher(cell).results().map(r -> r.group(1)).toList();
  }

  /** Every call of an SDK client that ends something, by the method that makes it. */
  private static Map<String, Set<String>> callsThatDelete() {
    JavaClasses product = new ClassFileImporter().importPath(Path.of("target/classes"));
    Map<String, Set<String>> calls = new TreeMap<>();
    product.stream()
        .flatMap(c -> c.getMethodCallsFromSelf().stream())
        .filter(DeletionTableTest::endsSomething)
        .forEach(
            call ->
                calls
                    .computeIfAbsent(call.getOriginOwner().getSimpleName(), _ -> new TreeSet<>())
                    .add(name(call)));
    return calls;
  }

  private static boolean endsSomething(JavaMethodCall call) {
    return call.getTargetOwner()
            .getName()
            .matches("software\\.amazon\\.awssdk\\.services\\..*Client")
        && ENDS_SOMETHING.matcher(call.getTarget().getName()).matches();
  }

  private static String name(JavaMethodCall call) {
    String service = call.getTargetOwner().getSimpleName().replaceFirst("Client$", "");
    return service + "." + call.getTarget().getName();
  }

  @Test
  void onlyTheGuardRequestsDeletionsAndEachIsInTheTable() throws IOException {
    Set<String> listed = rows().stream().map(Row::call).collect(Collectors.toSet());

    assertThat(callsThatDelete()).containsOnlyKeys("DeletionGuard");
    assertThat(callsThatDelete().get("DeletionGuard")).isEqualTo(new TreeSet<>(listed));
  }

  @Test
  void everyDeletingMethodOfTheGuardDemandsWhatTheTableSays() throws IOException {
    String source = Files.readString(GUARD);
    Map<String, Set<String>> coded = new TreeMap<>();
    Matcher method =
        Pattern.compile(
                "\\n  (?:public )?(?:Optional<\\w+>|List<String>|void) (de\\w+)\\(.*?\\n  }\\n",
                Pattern.DOTALL)
            .matcher(source);
    method
        .results()
        .forEach(
            m ->
                coded.put(
                    m.group(1),
                    Pattern.compile("(?:this::|\\(\\) -> )(\\w+)(?=[,()])")
                        .matcher(m.group())
                        .results()
                        .map(r -> r.group(1))
                        .filter(name -> !name.equals("remove"))
                        .collect(Collectors.toCollection(TreeSet::new))));
    Map<String, Set<String>> listed = new TreeMap<>();
    rows().forEach(r -> listed.put(r.method(), r.demands()));

    assertThat(coded.keySet()).isEqualTo(listed.keySet());
    listed.forEach(
        (name, demands) -> {
          if (name.matches("delete(OldGroup|NewGroup|StandIn|SourceSnapshot|FinalSnapshot)")) {
            assertThat(coded.get(name)).as(name).isEqualTo(demands).isNotEmpty();
          }
        });
  }

  @Test
  void everyDemandIsExplained() throws IOException {
    String text = Files.readString(TABLE);
    String explained = text.substring(text.indexOf("What the demands mean"));
    for (Row row : rows()) {
      for (String demand : row.demands()) {
        if (!demand.equals("next")) {
          assertThat(explained).contains("`" + demand + "`");
        }
      }
    }
  }

  @Test
  void theRoleThatTheTableNamesMayMakeTheCallAndNoOtherMay() throws IOException {
    Map<String, Set<String>> allowed = rolesByAction(Files.readString(Path.of("template.yaml")));
    for (Row row : rows()) {
      assertThat(allowed.get(action(row.call()))).as(row.call()).containsExactly(row.role());
    }
  }

  private static String action(String call) {
    String[] parts = call.split("\\.", 2);
    String service =
        parts[0].equals("ApplicationAutoScaling")
            ? "application-autoscaling"
            : parts[0].toLowerCase(Locale.ROOT);
    String operation = parts[1];
    return service + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
  }

  /**
   * By a look at the text: each role is a block of two spaces. Statements that deny do not count.
   */
  private static Map<String, Set<String>> rolesByAction(String template) {
    Map<String, Set<String>> roles = new TreeMap<>();
    Matcher role = Pattern.compile("(?m)^  (\\w+Role):\\n((?:    .*\\n|\\n)+)").matcher(template);
    role.results()
        .forEach(
            r ->
                statements(r.group(2))
                    .filter(s -> !s.contains("Effect: Deny"))
                    .forEach(
                        s ->
                            Pattern.compile("[a-z-]+:[A-Z]\\w+")
                                .matcher(s)
                                .results()
                                .map(MatchResult::group)
                                .forEach(
                                    a ->
                                        roles
                                            .computeIfAbsent(a, _ -> new TreeSet<>())
                                            .add(r.group(1)))));
    return roles;
  }

  private static Stream<String> statements(String role) {
    return Stream.of(role.split("- Sid: "));
  }

  @Test
  void theTestsThatTheTableNamesExist() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .map(f -> f.getFileName().toString().replaceFirst("\\.java$", ""))
              .collect(Collectors.toSet());
    }
    for (Row row : rows()) {
      assertThat(tests).as(row.method()).containsAll(row.tests());
    }
  }
}
