package remediator.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Ten events on each group of an estate, in any order, those of half of the groups as one burst:
 * its findings five to ten times, each time in one of the shapes that Security Hub has for it, and
 * for the rest that it is over.
 */
final class Deliveries {
  /** The shapes of one finding: consolidated ASFF, OCSF, and ASFF of one standard. */
  private static final List<String> SHAPES =
      List.of(
          sample("ec5-redis-7.1-online-tls"),
          sample("ec5-redis-7.1-online-tls.ocsf"),
          sample("ec5-redis-7.1-online-tls.per-standard"));

  private static final int EVENTS_A_GROUP = 10;

  private final Estate estate;
  private final Random random;

  Deliveries(Estate estate, long seed) {
    this.estate = estate;
    this.random = new Random(seed);
  }

  private static String sample(String name) {
    try {
      return Files.readString(Path.of("events", name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every finding in every shape once, as Security Hub knows them. */
  List<byte[]> copies() {
    List<byte[]> all = new ArrayList<>();
    for (Estate.Group group : estate.groups()) {
      for (String control : group.kind().controls()) {
        SHAPES.forEach(shape -> all.add(failed(group, control, shape).getBytes(UTF_8)));
      }
    }
    return all;
  }

  List<byte[]> events() {
    List<List<byte[]>> bursts = new ArrayList<>();
    for (Estate.Group group : estate.groups()) {
      List<byte[]> all = about(group);
      Collections.shuffle(all, random);
      if (random.nextBoolean()) {
        bursts.add(all);
      } else {
        all.forEach(event -> bursts.add(List.of(event)));
      }
    }
    Collections.shuffle(bursts, random);
    return bursts.stream().flatMap(List::stream).toList();
  }

  private List<byte[]> about(Estate.Group group) {
    List<byte[]> all = new ArrayList<>();
    List<String> controls = group.kind().controls();
    int each = EVENTS_A_GROUP / controls.size();
    for (String control : controls) {
      int failed = each == 5 ? 5 : random.nextInt(5, each + 1);
      for (int i = 0; i < each; i++) {
        String event = failed(group, control, SHAPES.get(random.nextInt(SHAPES.size())));
        all.add((i < failed ? event : over(event)).getBytes(UTF_8));
      }
    }
    return all;
  }

  private static String failed(Estate.Group group, String control, String shape) {
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

  private String over(String event) {
    boolean archived = random.nextBoolean();
    if (event.contains("class_uid")) {
      return archived
          ? event.replace("\"activity_id\": 2", "\"activity_id\": 3")
          : event.replace("\"status\": \"Fail\"", "\"status\": \"Pass\"");
    }
    return archived
        ? event.replace("\"RecordState\": \"ACTIVE\"", "\"RecordState\": \"ARCHIVED\"")
        : event.replace("\"Status\": \"FAILED\"", "\"Status\": \"PASSED\"");
  }
}
