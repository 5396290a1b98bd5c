package remediator.guard;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import remediator.json.StrictJson;

/** Many groups in many accounts, each made after a group of the sample fleet. */
final class Estate {
  /** A group, by its ARN. */
  record Group(Kind kind, String account, String id) {
    String arn() {
      return "arn:aws:elasticache:us-east-1:" + account + ":replicationgroup:" + id;
    }
  }

  private static final Path SAMPLES = Path.of("src/local/fleet");
  private static final String SAMPLE_ACCOUNT = "111122223333";
  private static final int ACCOUNTS = 25;

  private final List<Group> groups;

  Estate(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  Estate(int size) {
    Kind[] kinds = Kind.values();
    groups =
        IntStream.range(0, size)
            .mapToObj(
                i ->
                    new Group(
                        kinds[i % kinds.length],
                        "%012d".formatted(300_000_000_000L + i % ACCOUNTS),
                        "cache-" + i))
            .toList();
  }

  List<Group> groups() {
    return groups;
  }

  /** As AWS CLI answers, read like any fleet. */
  Fleet fleet(Path folder) throws IOException {
    for (String file : List.of("replication-groups.json", "cache-clusters.json")) {
      String member = file.startsWith("rep") ? "ReplicationGroups" : "CacheClusters";
      List<Object> all = new ArrayList<>();
      for (Group group : groups) {
        for (Object sample : (List<?>) read(file).get(member)) {
          if (group.kind().sample().equals(((Map<?, ?>) sample).get("ReplicationGroupId"))) {
            all.add(renamed(group, StrictJson.write(sample)));
          }
        }
      }
      write(folder.resolve(file), Map.of(member, all));
    }
    Map<String, Object> tags = new LinkedHashMap<>();
    for (Group group : groups) {
      String sample =
          "arn:aws:elasticache:us-east-1:%s:replicationgroup:%s"
              .formatted(SAMPLE_ACCOUNT, group.kind().sample());
      Object own = read("tags.json").get(sample);
      if (own != null) {
        tags.put(group.arn(), own);
      }
    }
    write(folder.resolve("tags.json"), tags);
    return Fleet.load(folder);
  }

  private static Object renamed(Group group, String json) throws IOException {
    return StrictJson.readObject(
        json.replace(group.kind().sample(), group.id()).replace(SAMPLE_ACCOUNT, group.account()));
  }

  private static Map<String, Object> read(String file) throws IOException {
    return StrictJson.readObject(Files.readAllBytes(SAMPLES.resolve(file)));
  }

  private static void write(Path file, Object json) throws IOException {
    Files.writeString(file, StrictJson.write(json));
  }
}
