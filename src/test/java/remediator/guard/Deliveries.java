package remediator.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GeneratedFindings;

/**
 * Ten events on each group of an estate, in any order, those of half of the groups as one burst:
 * its findings five to ten times, each time in one of the shapes that Security Hub has for it, and
 * for the rest that it is over.
 */
final class Deliveries {
  private static final int EVENTS_A_GROUP = 10;

  private final GeneratedEstate estate;
  private final Random random;

  Deliveries(GeneratedEstate estate, long seed) {
    this.estate = estate;
    this.random = new Random(seed);
  }

  /** Every finding in every shape once, as Security Hub knows them. */
  List<byte[]> copies() {
    List<byte[]> all = new ArrayList<>();
    for (GeneratedEstate.Group group : estate.groups()) {
      for (String control : group.kind().controls()) {
        GeneratedFindings.SHAPES.forEach(
            shape -> all.add(GeneratedFindings.failed(group, control, shape).getBytes(UTF_8)));
      }
    }
    return all;
  }

  List<byte[]> events() {
    List<List<byte[]>> bursts = new ArrayList<>();
    for (GeneratedEstate.Group group : estate.groups()) {
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

  private List<byte[]> about(GeneratedEstate.Group group) {
    List<byte[]> all = new ArrayList<>();
    List<String> controls = group.kind().controls();
    int each = EVENTS_A_GROUP / controls.size();
    for (String control : controls) {
      int failed = each == 5 ? 5 : random.nextInt(5, each + 1);
      for (int i = 0; i < each; i++) {
        String event =
            GeneratedFindings.failed(
                group,
                control,
                GeneratedFindings.SHAPES.get(random.nextInt(GeneratedFindings.SHAPES.size())));
        all.add((i < failed ? event : over(event)).getBytes(UTF_8));
      }
    }
    return all;
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
