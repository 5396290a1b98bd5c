package remediator.workflow.replace;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import remediator.json.StrictJson;

/** Legal groups of all kinds, the same for the same seed, each in an account of its own. */
public final class GeneratedFleet {
  private GeneratedFleet() {}

  public static List<GeneratedGroup> of(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> new GroupGenerator(random, i).next()).toList();
  }

  /** Writes them as files of CLI answers, and reads these as the local cloud reads any fleet. */
  public static Fleet load(Path folder, List<GeneratedGroup> groups) throws IOException {
    List<Object> clusters = new ArrayList<>();
    Map<String, Object> tags = new TreeMap<>();
    groups.forEach(g -> clusters.addAll(g.clusters()));
    groups.forEach(g -> tags.putAll(g.tags()));
    write(
        folder.resolve("replication-groups.json"),
        Map.of("ReplicationGroups", groups.stream().map(GeneratedGroup::group).toList()));
    write(folder.resolve("cache-clusters.json"), Map.of("CacheClusters", clusters));
    write(folder.resolve("tags.json"), tags);
    return Fleet.load(folder);
  }

  private static void write(Path file, Object json) throws IOException {
    Files.writeString(file, StrictJson.write(json));
  }
}
