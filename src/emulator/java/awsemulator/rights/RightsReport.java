package awsemulator.rights;

import awsemulator.json.EmulatorJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Rights as they are written in the templates against rights as all tests of one build have used
 * them. Fails where one is written that no test used and no reason is given for.
 */
public final class RightsReport {
  private final Map<String, Map<String, Integer>> used = new TreeMap<>();
  private final Set<String> refused = new TreeSet<>();
  private final UnusedRights exceptions;

  private RightsReport(UnusedRights exceptions) {
    this.exceptions = exceptions;
  }

  /**
   * Writes {@code <target>/iam-report.json} and {@code .md}.
   *
   * @param args the folder of the records, the list of exceptions, and the folder to write to
   */
  public static void main(String[] args) throws IOException {
    RightsReport report = new RightsReport(UnusedRights.read(Path.of(args[1])));
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      files.forEach(report::read);
    }
    List<String> problems = report.problems();
    Path target = Path.of(args[2]);
    Files.writeString(
        target.resolve("iam-report.json"), EmulatorJson.write(report.toMap(problems)));
    Files.writeString(target.resolve("iam-report.md"), report.toText(problems));
    System.out.println("Rights: " + report.summary() + "; " + target.resolve("iam-report.md"));
    problems.forEach(p -> System.err.println("Rights: " + p));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private void read(Path file) {
    try {
      RightsRecord.Usage record =
          EmulatorJson.read(Files.readAllBytes(file), RightsRecord.Usage.class);
      record
          .used()
          .forEach(
              (role, rights) ->
                  rights.forEach(
                      (right, times) ->
                          used.computeIfAbsent(role, _ -> new TreeMap<>())
                              .merge(right, times, Integer::sum)));
      refused.addAll(record.refused());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> unused(Map<String, Integer> rights) {
    return rights.keySet().stream().filter(r -> rights.get(r) == 0).toList();
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    List<String> all = new ArrayList<>();
    used.forEach(
        (role, rights) -> {
          all.addAll(unused(rights));
          unused(rights).stream()
              .filter(right -> exceptions.why(right).isEmpty())
              .forEach(
                  right ->
                      problems.add(
                          role
                              + " is allowed \""
                              + right
                              + "\", which no test used: take it away, or test what needs it"));
        });
    if (used.isEmpty()) {
      problems.add("no test has recorded anything");
    }
    problems.addAll(exceptions.problems(all));
    return problems;
  }

  private String summary() {
    List<String> roles = new ArrayList<>();
    used.forEach(
        (role, rights) ->
            roles.add(
                "%s %d of %d used"
                    .formatted(role, rights.size() - unused(rights).size(), rights.size())));
    return String.join(", ", roles);
  }

  private Map<String, Object> toMap(List<String> problems) {
    Map<String, Object> roles = new LinkedHashMap<>();
    used.forEach(
        (role, rights) ->
            roles.put(
                role,
                Map.of(
                    "allowed", rights.keySet(),
                    "used", rights.keySet().stream().filter(r -> rights.get(r) > 0).toList(),
                    "unused", unused(rights))));
    return Map.of("roles", roles, "refused", refused, "problems", problems);
  }

  private String toText(List<String> problems) {
    StringBuilder text = new StringBuilder("# Rights as written and as used\n");
    used.forEach(
        (role, rights) -> {
          text.append("\n## ")
              .append(role)
              .append("\n\n| statement: action | used on (resources) |\n|---|---|\n");
          rights.forEach(
              (right, times) ->
                  text.append("| ")
                      .append(right)
                      .append(" | ")
                      .append(times > 0 ? String.valueOf(times) : "unused: " + why(right))
                      .append(" |\n"));
        });
    text.append("\n## Refused to a role in a test\n\n");
    refused.forEach(r -> text.append("- ").append(r).append("\n"));
    text.append("\n## Problems\n\n");
    problems.forEach(p -> text.append("- ").append(p).append("\n"));
    return text.toString();
  }

  private String why(String right) {
    String why = exceptions.why(right);
    return why.isEmpty() ? "**no reason**" : why;
  }
}
