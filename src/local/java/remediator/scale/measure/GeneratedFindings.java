package remediator.scale.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Events that tell of a failed control on a group of a generated estate. */
public final class GeneratedFindings {
  /** The shapes of one finding: consolidated ASFF, OCSF, and ASFF of one standard. */
  public static final List<String> SHAPES =
      List.of(
          sample("ec5-redis-7.1-online-tls"),
          sample("ec5-redis-7.1-online-tls.ocsf"),
          sample("ec5-redis-7.1-online-tls.per-standard"));

  private GeneratedFindings() {}

  private static String sample(String name) {
    try {
      return Files.readString(Path.of("events", name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The event, as text.
   *
   * @param shape one of {@link #SHAPES}
   */
  public static String failed(GeneratedEstate.Group group, String control, String shape) {
    UUID id = UUID.nameUUIDFromBytes((group.arn() + control).getBytes(UTF_8));
    return shape
        .replace("111122223333", group.account())
        .replace("orders-cache", group.id())
        .replace("ElastiCache.5", control)
        .replace("b6fe175a-9322-ab8d-30f7-9f0c3f70789b", id.toString())
        .replace("35244045-35a4-4a28-c9b8-a2755fa255d3", id.toString())
        .replace(
            "50227199aadbce0059c50384ac4c0236b166f0c2dc8d2c405c440441a2d060fc",
            "%064x".formatted(id.getMostSignificantBits()));
  }
}
