package remediator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.json.StrictJson;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;

/** An owner who wants no final snapshot gets rid of it, with the rights that the template gives. */
class FinalSnapshotTest {
  private static final Path SAMPLES = Path.of("src/local/fleet");
  private static final String GROUP =
      "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:cart-single";

  @Test
  void theFinalSnapshotIsDeletedWhereThePolicySaysSo(@TempDir Path fleet) throws IOException {
    for (String file : List.of("replication-groups.json", "cache-clusters.json")) {
      Files.copy(SAMPLES.resolve(file), fleet.resolve(file));
    }
    Files.writeString(fleet.resolve("tags.json"), StrictJson.write(tags()));
    ByteArrayOutputStream told = new ByteArrayOutputStream();

    new LocalRun(
            RunOptions.of(Path.of("events/ec4-one-node-replace.json"), fleet, GateScript.APPROVE)
                .withParameters(Map.of("TagsMayLoosen", "final-snapshot")),
            new PrintStream(told, true, StandardCharsets.UTF_8))
        .run();

    // The terminal wraps what it tells.
    assertThat(told.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
        .contains("Done: cart-single-enc has taken over")
        .contains("cart-single has been deleted, and its final snapshot too")
        .doesNotContain("not authorized");
  }

  private static Map<String, Object> tags() throws IOException {
    Map<String, Object> all =
        new TreeMap<>(StrictJson.readObject(Files.readAllBytes(SAMPLES.resolve("tags.json"))));
    List<Object> some = new ArrayList<>((List<?>) all.getOrDefault(GROUP, List.of()));
    some.add(Map.of("Key", "elasticache-encryption:final-snapshot", "Value", "delete"));
    all.put(GROUP, some);
    return all;
  }
}
