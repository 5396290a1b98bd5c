package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;

/**
 * The tables of ElastiCache's errors in the documentation, against the SDK's model and the code.
 */
class ElastiCacheErrorsTest {
  private static final Path TABLES = Path.of("src/docs/elasticache-errors.md");
  private static final Pattern HEADING = Pattern.compile("## `(\\w+)`");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (foretold|handled|told|never) \\| (\\S.*\\S) \\|");

  /** By the operation, the errors that are listed. */
  private static Map<String, Set<String>> listed() throws IOException {
    Map<String, Set<String>> tables = new TreeMap<>();
    Set<String> table = new TreeSet<>();
    for (String line : Files.readAllLines(TABLES)) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        table = tables.computeIfAbsent(heading.group(1), _ -> new TreeSet<>());
      } else if (row.matches()) {
        table.add(row.group(1));
      } else {
        assertThat(line).doesNotStartWith("| `");
      }
    }
    return tables;
  }

  /** The client's operations that the product calls, also by a paginator. */
  private static Set<String> called() {
    return new ClassFileImporter()
        .importPath(Path.of("target/classes")).stream()
            .flatMap(c -> c.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(ElastiCacheClient.class))
            .map(call -> call.getTarget().getName().replaceFirst("Paginator$", ""))
            .filter(name -> !declared(name).isEmpty() || isOperation(name))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isOperation(String name) {
    return methods(name).findAny().isPresent();
  }

  private static Stream<Method> methods(String name) {
    return Arrays.stream(ElastiCacheClient.class.getMethods())
        .filter(m -> m.getName().equals(name))
        .filter(m -> m.getParameterCount() == 1)
        .filter(m -> m.getParameterTypes()[0].getSimpleName().endsWith("Request"));
  }

  private static Set<String> declared(String name) {
    return methods(name)
        .flatMap(m -> Arrays.stream(m.getExceptionTypes()))
        .filter(e -> ElastiCacheException.class.isAssignableFrom(e))
        .filter(e -> e != ElastiCacheException.class)
        .map(e -> e.getSimpleName().replaceFirst("Exception$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyOperationThatIsCalledHasItsTable() throws IOException {
    assertThat(called()).isNotEmpty().isEqualTo(listed().keySet());
  }

  @Test
  void everyErrorThatTheModelDeclaresIsDecidedOn() throws IOException {
    listed().forEach((name, errors) -> assertThat(errors).as(name).isEqualTo(declared(name)));
  }
}
