package remediator.matrix.trial;

import awsemulator.template.StackDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.local.CellCloud;
import remediator.local.cloud.LocalCloud;

/**
 * The kinds of flows that there are.
 *
 * <p>Each has a group of the sample fleet, an event, and a way to go.
 */
public enum Flow {
  ONLINE_TLS(null, "orders-cache", "ec5-redis-7.1-online-tls", "", "", false),
  UPGRADE_THEN_TLS(null, "profiles-62", "ec5-redis-6.2-upgrade-then-tls", "", "", false),
  FINISH_PREFERRED(null, "feeds-half-done", "ec5-half-done-preferred", "", "", false),
  PROBED(
      ONLINE_TLS,
      "orders-cache",
      "ec5-redis-7.1-online-tls",
      "required-after-quiet-minutes=60",
      "",
      false),
  PREFERRED_ASKED(
      ONLINE_TLS, "orders-cache", "ec5-redis-7.1-online-tls", "gate-preferred=ask", "", false),
  AUTH(ONLINE_TLS, "orders-cache", "ec5-redis-7.1-online-tls", "auth=token", "", false),
  USER_GROUP(
      AUTH,
      "orders-cache",
      "ec5-redis-7.1-online-tls",
      "auth=user-group,user-group=shop-users",
      "",
      false),
  OTHER_ACCOUNT(null, "ads-member", "ec5-other-account-online-tls", "", "", false),
  TLS_BACK(null, "tokens-compliant", "", "", "", false),
  TLS_REJECTED(ONLINE_TLS, "orders-cache", "ec5-redis-7.1-online-tls", "", "required", false),
  REPLACE(null, "cart-single", "ec4-one-node-replace", "", "", false),
  REPLACE_SURROUNDED(null, "search-sharded", "ec4-three-uneven-shards-replace", "", "", true),
  SAME_ID(REPLACE, "cart-single", "ec4-one-node-replace", "new-id=same", "", false),
  ROLLED_BACK(
      REPLACE_SURROUNDED,
      "search-sharded",
      "ec4-three-uneven-shards-replace",
      "",
      "cut-over",
      true),
  VALKEY_ROLLED_BACK(
      ROLLED_BACK,
      "search-sharded",
      "ec4-three-uneven-shards-replace",
      "target-engine=valkey",
      "cut-over",
      true),
  COPIED(REPLACE, "cart-single", "ec4-one-node-replace", "data=copy", "", false),
  OLD_GROUP_KEPT(REPLACE, "cart-single", "ec4-one-node-replace", "", "retire", false),
  SAME_ID_REJECTED(SAME_ID, "cart-single", "ec4-one-node-replace", "new-id=same", "retire", false);

  private final Flow like;
  private final String id;
  private final String event;
  private final String setting;
  private final String rejected;
  private final boolean surrounded;

  /**
   * @param like goes the same way at first, or null
   * @param event a sample, without ".json"; empty for a person's command to take TLS back
   * @param setting what the owner wants, {@code key=value} with commas, or empty
   * @param rejected the gate that a person says no at, or empty
   * @param surrounded with auto scaling and alarms, and people are asked before the cut-over too
   */
  Flow(Flow like, String id, String event, String setting, String rejected, boolean surrounded) {
    this.like = like;
    this.id = id;
    this.event =
        event.isEmpty() ? "{\"tls-rollback\":\"off\",\"group\":\"" + group() + "\"}" : read(event);
    this.setting = setting;
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
  public Optional<Flow> like() {
    return Optional.ofNullable(like);
  }

  /** How it ends when nothing goes wrong. */
  public Judge.Outcome end() {
    return switch (rejected) {
      case "" -> Judge.Outcome.COMPLETED;
      case "cut-over" -> Judge.Outcome.ROLLED_BACK;
      case "required" -> Judge.Outcome.ROLLED_BACK;
      default -> setting.startsWith("new-id") ? Judge.Outcome.ROLLED_BACK : Judge.Outcome.TOLD;
    };
  }

  /** Whether a gate opens by itself, once the probe in the VPC has seen clients leave. */
  public boolean probed() {
    return this == PROBED;
  }

  StackDeployment deployment() {
    if (probed() || copied()) {
      return CellCloud.PROBED;
    }
    return surrounded ? CellCloud.ASKED_AGAIN : CellCloud.PRODUCT;
  }

  public GroupArn group() {
    return id.equals("ads-member")
        ? new GroupArn("aws", "eu-west-1", "444455556666", id)
        : new GroupArn("aws", LocalCloud.REGION, LocalCloud.ACCOUNT, id);
  }

  String event() {
    return event;
  }

  Map<String, String> settings() {
    if (setting.isEmpty()) {
      return Map.of();
    }
    return Arrays.stream(setting.split(",", -1))
        .map(s -> s.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  public String rejected() {
    return rejected;
  }

  boolean surrounded() {
    return surrounded;
  }

  /** The function that takes the event, or the command. */
  String function() {
    return goesBack() ? "TlsRollbackFunction" : "FindingFunction";
  }

  /** Whether a person wants TLS off, and no finding asks for anything. */
  boolean goesBack() {
    return this == TLS_BACK;
  }

  boolean replaces() {
    return name().matches("REPLACE.*|SAME_ID.*|.*ROLLED_BACK|OLD_GROUP.*|COPIED");
  }

  /** Whether the new group gets its keys by a copy. */
  boolean copied() {
    return settings().getOrDefault("data", "").equals("copy");
  }

  /** Whether the old id is wanted again. */
  boolean sameId() {
    return settings().getOrDefault("new-id", "").equals("same");
  }

  /** ARN of the group that has nothing to do with it. */
  String bystander() {
    return group().withId(OneGroupFleet.bystander(group().id())).toString();
  }
}
