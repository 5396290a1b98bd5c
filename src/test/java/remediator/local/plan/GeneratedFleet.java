package remediator.local.plan;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import remediator.json.StrictJson;

/** A folder as of an owner of thousands of groups: the sample groups again and again, renamed. */
public final class GeneratedFleet {
  private static final Path SAMPLE = Path.of("src/local/fleet");
  private static final Pattern IDS =
      Pattern.compile(
          "(?<=[\":.])(ads-member|billing-both|cart-replicas|cart-single|catalog-704|feeds-half-done"
              + "|ledger-auth|legacy-506|mail-cfn|orders-cache|prices-global|profiles-62"
              + "|scratch-opted-out|search-sharded|sessions-valkey|stock-both-62"
              + "|tokens-compliant)(?=[-\".])");
  private static final List<String> REGIONS =
      List.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-2");

  private GeneratedFleet() {}

  /** Writes it; returns how many groups there are, which are at least so many. */
  public static int write(Path folder, int groups) throws IOException {
    Files.createDirectories(folder);
    int each = objects("replication-groups.json", "ReplicationGroups").size();
    int copies = (groups + each - 1) / each;
    list(folder, "replication-groups.json", "ReplicationGroups", copies);
    list(folder, "cache-clusters.json", "CacheClusters", copies);
    tags(folder, copies);
    return copies * each;
  }

  private static void list(Path folder, String file, String member, int copies) throws IOException {
    List<String> objects = objects(file, member);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(file))) {
      out.write("{\"" + member + "\": [\n");
      for (int copy = 0; copy < copies; copy++) {
        for (int i = 0; i < objects.size(); i++) {
          out.write(copy + i == 0 ? "" : ",\n");
          out.write(renamed(copy).apply(objects.get(i)));
        }
      }
      out.write("]}\n");
    }
  }

  private static void tags(Path folder, int copies) throws IOException {
    String all = StrictJson.write(read("tags.json"));
    String members = all.substring(1, all.length() - 1);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("tags.json"))) {
      for (int copy = 0; copy < copies; copy++) {
        out.write((copy == 0 ? "{" : ",") + renamed(copy).apply(members));
      }
      out.write("}");
    }
  }

  private static List<String> objects(String file, String member) throws IOException {
    return ((List<?>) read(file).get(member)).stream().map(StrictJson::write).toList();
  }

  private static java.util.Map<String, Object> read(String file) throws IOException {
    return StrictJson.readObject(Files.readAllBytes(SAMPLE.resolve(file)));
  }

  private static UnaryOperator<String> renamed(int copy) {
    String region = REGIONS.get(copy % REGIONS.size());
    String account = String.valueOf(100_000_000_000L + copy / 50);
    return text ->
        IDS.matcher(text)
            .replaceAll("$1-" + copy)
            .replaceAll("(us-east|eu-west)-1(?=[a-f:\"])", region)
            .replaceAll("(?<=:)(111122223333|444455556666)(?=:)", account);
  }
}
