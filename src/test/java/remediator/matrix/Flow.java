package remediator.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.local.run.LocalCloud;

/**
 * The kinds of flows that there are.
 *
 * <p>Each has a group of the sample fleet, an event, and a way to go.
 */
enum Flow {
  ONLINE_TLS(null, "orders-cache", "ec5-redis-7.1-online-tls", Map.of(), "", false),
  UPGRADE_THEN_TLS(null, "profiles-62", "ec5-redis-6.2-upgrade-then-tls", Map.of(), "", false),
  FINISH_PREFERRED(null, "feeds-half-done", "ec5-half-done-preferred", Map.of(), "", false),
  TLS_REJECTED(ONLINE_TLS, "orders-cache", "ec5-redis-7.1-online-tls", Map.of(), "required", false),
  REPLACE(null, "cart-single", "ec4-one-node-replace", Map.of(), "", false),
  REPLACE_SURROUNDED(null, "search-sharded", "ec4-three-uneven-shards-replace", Map.of(), "", true),
  SAME_ID(REPLACE, "cart-single", "ec4-one-node-replace", Map.of("new-id", "same"), "", false),
  ROLLED_BACK(
      REPLACE_SURROUNDED,
      "search-sharded",
      "ec4-three-uneven-shards-replace",
      Map.of(),
      "cut-over",
      true),
  OLD_GROUP_KEPT(REPLACE, "cart-single", "ec4-one-node-replace", Map.of(), "retire", false),
  SAME_ID_REJECTED(
      SAME_ID, "cart-single", "ec4-one-node-replace", Map.of("new-id", "same"), "retire", false);

  private final Flow like;
  private final GroupArn group;
  private final String event;
  private final Map<String, String> settings;
  private final String rejected;
  private final boolean surrounded;

  /**
   * @param like goes the same way at first, or null
   * @param event a sample, without ".json"
   * @param settings tags on the group
   * @param rejected the gate that a person says no at, or empty
   * @param surrounded with auto scaling, alarms and automatic snapshots
   */
  Flow(
      Flow like,
      String id,
      String event,
      Map<String, String> settings,
      String rejected,
      boolean surrounded) {
    this.like = like;
    this.group = new GroupArn("aws", LocalCloud.REGION, LocalCloud.ACCOUNT, id);
    this.event = read(event);
    this.settings = settings;
    this.rejected = rejected;
    this.surrounded = surrounded;
  }

  private static String read(String event) {
    try {
      return Files.readString(Path.of("events", event + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A flow that goes the same way at first; its cells are not made again. */
  Optional<Flow> like() {
    return Optional.ofNullable(like);
  }

  GroupArn group() {
    return group;
  }

  String event() {
    return event;
  }

  Map<String, String> settings() {
    return settings;
  }

  String rejected() {
    return rejected;
  }

  boolean surrounded() {
    return surrounded;
  }

  boolean replaces() {
    return !event.contains("ec5") && name().matches("REPLACE.*|SAME_ID.*|ROLLED_BACK|OLD_GROUP.*");
  }

  boolean sameId() {
    return "same".equals(settings.get("new-id"));
  }
}
