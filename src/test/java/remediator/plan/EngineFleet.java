package remediator.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.finding.Events;
import remediator.json.StrictJson;

/** Groups that are like two of the sample fleet but for engine, version and encryption at rest. */
final class EngineFleet {
  private static final Path SAMPLES = Path.of("src/local/fleet");
  private static final String ONE_NODE = "legacy-506";
  private static final String SHARDED = "stock-both-62";

  /** A type that every engine version from 3.2.4 on runs on. */
  private static final String NODES = "cache.r5.large";

  private final List<Object> groups = new ArrayList<>();
  private final List<Object> clusters = new ArrayList<>();

  /**
   * Adds a group without TLS.
   *
   * @param version in full, as nodes tell it
   */
  void add(String id, String engine, String version, String family, boolean sharded, boolean atRest)
      throws IOException {
    String like = sharded ? SHARDED : ONE_NODE;
    for (Map<String, Object> group : sample("replication-groups.json", "ReplicationGroups", like)) {
      Map<String, Object> copy = renamed(group, like, id);
      copy.put("CacheNodeType", NODES);
      copy.put("AtRestEncryptionEnabled", atRest);
      copy.put("Engine", engine);
      groups.add(copy);
    }
    for (Map<String, Object> node : sample("cache-clusters.json", "CacheClusters", like)) {
      Map<String, Object> copy = renamed(node, like, id);
      copy.put("CacheNodeType", NODES);
      copy.put("AtRestEncryptionEnabled", atRest);
      copy.put("Engine", engine);
      copy.put("EngineVersion", version);
      Events.map(copy.get("CacheParameterGroup"))
          .put("CacheParameterGroupName", "default." + family + (sharded ? ".cluster.on" : ""));
      clusters.add(copy);
    }
  }

  /** Writes them as AWS CLI answers. */
  void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("replication-groups.json"),
        StrictJson.write(Map.of("ReplicationGroups", groups)));
    Files.writeString(
        folder.resolve("cache-clusters.json"), StrictJson.write(Map.of("CacheClusters", clusters)));
  }

  private static List<Map<String, Object>> sample(String file, String list, String group)
      throws IOException {
    Map<String, Object> all = StrictJson.readObject(Files.readAllBytes(SAMPLES.resolve(file)));
    return ((List<?>) all.get(list))
        .stream()
            .map(Events::map)
            .filter(one -> group.equals(one.get("ReplicationGroupId")))
            .toList();
  }

  private static Map<String, Object> renamed(Map<String, Object> json, String from, String to)
      throws IOException {
    return StrictJson.readObject(StrictJson.write(json).replace(from, to));
  }
}
