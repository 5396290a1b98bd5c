package awsemulator.rights;

import awsemulator.iam.PolicyAuthorizer;
import awsemulator.json.EmulatorJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the roles of all local clouds in this JVM have used of their rights, kept in a file of the
 * folder that the system property {@code rights.record} names; where it is not set, nothing is.
 * {@link RightsReport} reads the files of all JVMs of one build.
 */
public final class RightsRecord {
  private static final String FOLDER = System.getProperty("rights.record", "");
  private static final Map<String, Map<String, Integer>> USED = new TreeMap<>();
  private static final Set<String> REFUSED = new TreeSet<>();

  /**
   * A file's content.
   *
   * @param used by role and right, on how many resources
   */
  record Usage(Map<String, Map<String, Integer>> used, Set<String> refused) {}

  private RightsRecord() {}

  /** Adds what one local cloud has seen. */
  public static void add(PolicyAuthorizer authorizer) {
    if (FOLDER.isEmpty()) {
      return;
    }
    synchronized (USED) {
      authorizer
          .usage()
          .forEach(
              (role, rights) ->
                  rights.forEach(
                      (right, resources) ->
                          USED.computeIfAbsent(name(role), _ -> new TreeMap<>())
                              .merge(right, resources.size(), Integer::sum)));
      authorizer.refused().forEach(r -> REFUSED.add(name(r)));
      write();
    }
  }

  /** A role's name without what differs by account: {@code FindingRole}. */
  private static String name(String role) {
    return role.replaceFirst("^arn:[^/]*:role/", "").replaceFirst("^remediator-", "");
  }

  private static void write() {
    try {
      Path folder = Files.createDirectories(Path.of(FOLDER));
      Files.writeString(
          folder.resolve(ProcessHandle.current().pid() + ".json"),
          EmulatorJson.write(new Usage(USED, REFUSED)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
