package remediator.local.report;

import awsemulator.data.NoData;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a local run was asked for.
 *
 * @param events the event files, in order
 * @param fleet which groups there are
 * @param gates how gates are answered
 * @param parameters of the template that differ from its defaults, by name
 */
public record RunOptions(
    List<Path> events, Fleet fleet, GateScript gates, Map<String, String> parameters) {
  /** The groups that the sample events are about. */
  public static final String SAMPLE_FLEET = "src/local/fleet";

  /**
   * Reads the events and the fleet.
   *
   * @throws IllegalArgumentException with a sentence, where one of them is of no use
   */
  public static RunOptions of(Path event, Path fleet, GateScript gates) {
    return new RunOptions(events(event), fleet(fleet), gates, gates.parameters());
  }

  /** The same with these parameters of the template. */
  public RunOptions withParameters(Map<String, String> others) {
    Map<String, String> all = new HashMap<>(parameters);
    all.putAll(others);
    return new RunOptions(events, fleet, gates, all);
  }

  private static List<Path> events(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException(
          "-Devent=" + path + ": there is no such file or folder; the samples are in events.");
    }
    try (Stream<Path> files = Files.list(path)) {
      List<Path> found = files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("-Devent=" + path + ": no file in it ends in .json.");
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The groups in a folder of AWS CLI answers.
   *
   * @throws IllegalArgumentException with a sentence, where the local cloud cannot have them
   */
  public static Fleet fleet(Path path) {
    Fleet fleet = read(path);
    try {
      // Some of what is wrong shows only where the groups are put up.
      new ElastiCacheService(new VirtualClock(Instant.EPOCH), new NoData()).add(fleet);
      return fleet;
    } catch (IllegalArgumentException e) {
      throw refused(path, e, fleet.warnings());
    }
  }

  /**
   * The same, where nothing is put up.
   *
   * @throws IllegalArgumentException with a sentence, where the files are of no use
   */
  public static Fleet read(Path path) {
    if (!Fleet.isIn(path)) {
      throw new IllegalArgumentException(
          Files.isDirectory(path)
              ? "-Dfleet="
                  + path
                  + ": there is no replication-groups.json in it; write it by aws elasticache"
                  + " describe-replication-groups --output json > "
                  + path.resolve("replication-groups.json")
                  + "."
              : "-Dfleet=" + path + ": there is no such folder; make it, or correct the path.");
    }
    try {
      return Fleet.load(path);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw refused(path, e, List.of());
    }
  }

  private static IllegalArgumentException refused(
      Path path, RuntimeException why, List<String> warnings) {
    String known = String.join("; ", warnings);
    return new IllegalArgumentException(
        "-Dfleet=" + path + ": " + why.getMessage() + (known.isEmpty() ? "" : "; " + known), why);
  }
}
