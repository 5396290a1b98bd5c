package remediator.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.Json;
import remediator.local.elasticache.Fleet;

/** The sample fleet with all groups but one left out: a cell looks at nothing else. */
final class OneGroupFleet {
  private static final Path WHOLE = Path.of("src/local/fleet");

  private OneGroupFleet() {}

  static Fleet of(String id) {
    try {
      Path folder = Files.createTempDirectory("fleet");
      keep(folder, "replication-groups.json", "ReplicationGroups", "ReplicationGroupId", id);
      keep(folder, "cache-clusters.json", "CacheClusters", "ReplicationGroupId", id);
      Map<String, Object> tags = new TreeMap<>(read("tags.json"));
      tags.keySet().removeIf(arn -> !arn.endsWith(":" + id));
      Files.writeString(folder.resolve("tags.json"), Json.write(tags));
      return Fleet.load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> read(String file) throws IOException {
    return Json.readObject(Files.readAllBytes(WHOLE.resolve(file)));
  }

  private static void keep(Path folder, String file, String list, String member, String id)
      throws IOException {
    List<?> some =
        ((List<?>) read(file).get(list))
            .stream().filter(o -> id.equals(((Map<?, ?>) o).get(member))).toList();
    Files.writeString(folder.resolve(file), Json.write(Map.of(list, some)));
  }
}
