package remediator.scale.measure;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import remediator.json.StrictJson;

/** Many groups in many accounts, each made after a group of the sample fleet. */
public final class GeneratedEstate {
  /** A group, by its ARN. */
  public record Group(GroupKind kind, String account, String id) {
    public String arn() {
      return "arn:aws:elasticache:us-east-1:" + account + ":replicationgroup:" + id;
    }
  }

  private static final Path SAMPLES = Path.of("src/local/fleet");
  private static final String SAMPLE_ACCOUNT = "111122223333";
  private static final int ACCOUNTS = 25;

  private final List<Group> groups;

  public GeneratedEstate(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  /** So many groups, one of each kind in turn, spread over 25 accounts. */
  public GeneratedEstate(int size) {
    GroupKind[] kinds = GroupKind.values();
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

  /** A group of each kind, all in one account. */
  public static GeneratedEstate ofEachKind() {
    return new GeneratedEstate(
        Stream.of(GroupKind.values())
            .map(
                kind ->
                    new Group(
                        kind,
                        "300000000000",
                        "cache-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-')))
            .toList());
  }

  public List<Group> groups() {
    return groups;
  }

  /** As AWS CLI answers, read like any fleet. */
  public Fleet fleet(Path folder) throws IOException {
    for (String file : List.of("replication-groups.json", "cache-clusters.json")) {
      String member = file.startsWith("rep") ? "ReplicationGroups" : "CacheClusters";
      List<Object> all = new ArrayList<>();
      List<?> samples = (List<?>) read(file).get(member);
      for (Group group : groups) {
        for (Object sample : samples) {
          if (group.kind().sample().equals(((Map<?, ?>) sample).get("ReplicationGroupId"))) {
            all.add(renamed(group, StrictJson.write(sample)));
          }
        }
      }
      write(folder.resolve(file), Map.of(member, all));
    }
    Map<String, Object> tags = new LinkedHashMap<>();
    Map<String, Object> ofSamples = read("tags.json");
    for (Group group : groups) {
      String sample =
          "arn:aws:elasticache:us-east-1:%s:replicationgroup:%s"
              .formatted(SAMPLE_ACCOUNT, group.kind().sample());
      Object own = ofSamples.get(sample);
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
