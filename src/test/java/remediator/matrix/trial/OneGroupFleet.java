package remediator.matrix.trial;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.StrictJson;

/**
 * The sample fleet with all groups but one left out: a cell looks at nothing else. Where somebody
 * needs another group of his own, there is one that is like it in all but its name.
 */
final class OneGroupFleet {
  private static final Path WHOLE = Path.of("src/local/fleet");

  private OneGroupFleet() {}

  /** The id of the other group. */
  static String bystander(String id) {
    return "others-" + id;
  }

  static Fleet of(String id, boolean bystander) {
    try {
      Path folder = Files.createTempDirectory("fleet");
      keep(folder, "replication-groups.json", "ReplicationGroups", id, bystander);
      keep(folder, "cache-clusters.json", "CacheClusters", id, bystander);
      Map<String, Object> tags = new TreeMap<>(read("tags.json"));
      tags.keySet().removeIf(arn -> !arn.endsWith(":" + id));
      Files.writeString(folder.resolve("tags.json"), StrictJson.write(tags));
      for (String file : List.of("user-groups.json", "users.json")) {
        Files.copy(WHOLE.resolve(file), folder.resolve(file));
      }
      return Fleet.load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> read(String file) throws IOException {
    return StrictJson.readObject(Files.readAllBytes(WHOLE.resolve(file)));
  }

  private static void keep(Path folder, String file, String list, String id, boolean bystander)
      throws IOException {
    List<?> some =
        ((List<?>) read(file).get(list))
            .stream().filter(o -> id.equals(((Map<?, ?>) o).get("ReplicationGroupId"))).toList();
    List<Object> all = new ArrayList<>(some);
    if (bystander) {
      String text = StrictJson.write(Map.of(list, some)).replace(id, bystander(id));
      all.addAll((List<?>) StrictJson.readObject(text).get(list));
    }
    Files.writeString(folder.resolve(file), StrictJson.write(Map.of(list, all)));
  }
}
