package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.FaultPlan;
import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * A finding ElastiCache.5 on a group of every engine version that ElastiCache runs ("Supported
 * engines and versions"), with both cluster modes, encrypted at rest or not: what is decided, and
 * what stands in the end. All policies have their defaults, and every gate is approved.
 */
class EngineTableTest {
  /** All groups on one day. */
  private static final Map<String, String> MANY =
      Map.of("MaxFlows", "1000", "MaxGroupsADay", "1000");

  /**
   * One row a version and state at rest. Modes: cluster mode is there from 3.2 on. At rest: 3.2.6
   * and 4.0.10 were the first. 7.0 and valkey x.y stand for the patch levels that nodes tell. A
   * replacement is of the same version in the form that ElastiCache takes, so that 7.0.4 and 7.0.5
   * become the 7.0 of the day; what it makes no new groups of is not replaced.
   */
  private static final String TABLE =
      """
      engine version family   modes    at-rest decision         end       then
      valkey 9.1.0   valkey9  both     on      ONLINE_TLS       COMPLIANT valkey 9.1.0
      valkey 9.1.0   valkey9  both     off     REPLACE          COMPLIANT valkey 9.1.0
      valkey 9.0.0   valkey9  both     on      ONLINE_TLS       COMPLIANT valkey 9.0.0
      valkey 9.0.0   valkey9  both     off     REPLACE          COMPLIANT valkey 9.0.0
      valkey 8.2.0   valkey8  both     on      ONLINE_TLS       COMPLIANT valkey 8.2.0
      valkey 8.2.0   valkey8  both     off     REPLACE          COMPLIANT valkey 8.2.0
      valkey 8.1.0   valkey8  both     on      ONLINE_TLS       COMPLIANT valkey 8.1.0
      valkey 8.1.0   valkey8  both     off     REPLACE          COMPLIANT valkey 8.1.0
      valkey 8.0.1   valkey8  both     on      ONLINE_TLS       COMPLIANT valkey 8.0.1
      valkey 8.0.1   valkey8  both     off     REPLACE          COMPLIANT valkey 8.0.1
      valkey 7.2.6   valkey7  both     on      ONLINE_TLS       COMPLIANT valkey 7.2.6
      valkey 7.2.6   valkey7  both     off     REPLACE          COMPLIANT valkey 7.2.6
      redis  7.1.0   redis7   both     on      ONLINE_TLS       COMPLIANT redis 7.1.0
      redis  7.1.0   redis7   both     off     REPLACE          COMPLIANT redis 7.1.0
      redis  7.0.7   redis7   both     on      ONLINE_TLS       COMPLIANT redis 7.0.7
      redis  7.0.7   redis7   both     off     REPLACE          COMPLIANT redis 7.0.7
      redis  7.0.5   redis7   both     on      ONLINE_TLS       COMPLIANT redis 7.0.5
      redis  7.0.5   redis7   both     off     REPLACE          COMPLIANT redis 7.0.7
      redis  7.0.4   redis7   both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  7.0.4   redis7   both     off     REPLACE          COMPLIANT redis 7.0.7
      redis  6.2.6   redis6.x both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  6.2.6   redis6.x both     off     REPLACE          COMPLIANT redis 6.2.6
      redis  6.0.5   redis6.x both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  6.0.5   redis6.x both     off     REPLACE          COMPLIANT redis 6.0.5
      redis  5.0.6   redis5.0 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  5.0.6   redis5.0 both     off     REPLACE          COMPLIANT redis 5.0.6
      redis  5.0.5   redis5.0 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  5.0.5   redis5.0 both     off     REFUSED          UNCHANGED redis 5.0.5
      redis  5.0.4   redis5.0 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  5.0.4   redis5.0 both     off     REFUSED          UNCHANGED redis 5.0.4
      redis  5.0.3   redis5.0 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  5.0.3   redis5.0 both     off     REFUSED          UNCHANGED redis 5.0.3
      redis  5.0.0   redis5.0 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  5.0.0   redis5.0 both     off     REFUSED          UNCHANGED redis 5.0.0
      redis  4.0.10  redis4.0 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  4.0.10  redis4.0 both     off     REPLACE          COMPLIANT redis 4.0.10
      redis  3.2.10  redis3.2 both     off     REFUSED          UNCHANGED redis 3.2.10
      redis  3.2.6   redis3.2 both     on      UPGRADE_THEN_TLS COMPLIANT redis 7.1.0
      redis  3.2.6   redis3.2 both     off     REFUSED          UNCHANGED redis 3.2.6
      redis  3.2.4   redis3.2 both     off     REFUSED          UNCHANGED redis 3.2.4
      redis  2.8.24  redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.24
      redis  2.8.23  redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.23
      redis  2.8.22  redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.22
      redis  2.8.21  redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.21
      redis  2.8.19  redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.19
      redis  2.8.12  redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.12
      redis  2.8.6   redis2.8 disabled off     REFUSED          UNCHANGED redis 2.8.6
      redis  2.6.13  redis2.6 disabled off     REFUSED          UNCHANGED redis 2.6.13
      """;

  /** A row in one cluster mode. */
  record Row(
      String engine,
      String version,
      String family,
      boolean sharded,
      boolean atRest,
      String decision,
      String end,
      String then) {
    /** Of the sample's own length or shorter, since the names of nodes grow with it. */
    String id() {
      return "%s-%s-%s%s"
          .formatted(
              engine,
              version.replace('.', '-'),
              sharded ? "sharded" : "single",
              atRest ? "-at-rest" : "");
    }

    String arn() {
      return Sample.arn(id());
    }

    @Override
    public String toString() {
      return "%s %s, cluster mode %s, at rest %s: %s, %s, %s"
          .formatted(
              engine,
              version,
              sharded ? "enabled" : "disabled",
              atRest ? "on" : "off",
              decision,
              end,
              then);
    }
  }

  private static CloudRun run;

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    TABLE
        .lines()
        .skip(1)
        .map(line -> line.trim().split(" +", 8))
        .forEach(
            c ->
                (c[3].equals("both") ? Stream.of(false, true) : Stream.of(false))
                    .forEach(
                        sharded ->
                            rows.add(
                                new Row(
                                    c[0],
                                    c[1],
                                    c[2],
                                    sharded,
                                    c[4].equals("on"),
                                    c[5],
                                    c[6],
                                    c[7]))));
    return rows;
  }

  /** All in one cloud, one after the other, as findings come in. */
  @BeforeAll
  static void send(@TempDir Path folder) throws IOException {
    EngineFleet fleet = new EngineFleet();
    for (Row row : rows()) {
      fleet.add(row.id(), row.engine(), row.version(), row.family(), row.sharded(), row.atRest());
    }
    fleet.write(folder);
    run = new CloudRun(Fleet.load(folder), MANY, FaultPlan.NEVER);
    for (Row row : rows()) {
      String event =
          new String(
              Sample.ofOrders().with("Id", "finding/" + row.id()).bytes(), StandardCharsets.UTF_8);
      byte[] own = event.replace("orders-cache", row.id()).getBytes(StandardCharsets.UTF_8);
      run.importing(own).send(own);
      run.toTheEnd();
    }
  }

  @AfterAll
  static void close() {
    run.close();
  }

  private static String decision(Row row) {
    return run.log("finding").stream()
        .filter(line -> row.arn().equals(line.get("group")))
        .map(line -> String.valueOf(line.get("decision")))
        .findFirst()
        .orElse("none");
  }

  /** By the groups themselves: the one that serves is encrypted in both ways, and stands alone. */
  private static String end(Row row) {
    ReplicationGroup serving = serving(row);
    boolean encrypted =
        serving.atRestEncryptionEnabled()
            && serving.transitEncryptionEnabled()
            && serving.transitEncryptionModeAsString().equals("required");
    boolean replaced = !serving.arn().equals(row.arn());
    boolean oldStands = run.view().group(row.arn()).isPresent();
    if (encrypted && replaced != oldStands) {
      return "COMPLIANT";
    }
    boolean untouched =
        serving.arn().equals(row.arn())
            && serving.atRestEncryptionEnabled() == row.atRest()
            && !serving.transitEncryptionEnabled();
    return untouched ? "UNCHANGED" : "SOMETHING ELSE";
  }

  private static ReplicationGroup serving(Row row) {
    String arn =
        run.ledger(row.arn())
            .flatMap(RemediationCase::newGroup)
            .map(Object::toString)
            .orElse(row.arn());
    Optional<ReplicationGroup> group = run.view().group(arn);
    return group.orElseThrow(() -> new AssertionError("no group serves for " + row));
  }

  private static String engine(Row row) {
    CacheCluster node = run.view().nodes(serving(row).arn()).getFirst();
    return node.engine() + " " + node.engineVersion();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isDecidedAndEnds(Row row) {
    assertThat(List.of(decision(row), end(row), engine(row)))
        .containsExactly(row.decision(), row.end(), row.then());
  }
}
