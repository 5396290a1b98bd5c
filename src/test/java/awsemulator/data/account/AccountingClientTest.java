package awsemulator.data.account;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.ClientTarget;
import awsemulator.data.DataPlane;
import awsemulator.data.RedisDataPlane;
import awsemulator.data.account.WriteAccount.Comparison;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

/** The account is worth something only if it finds every loss, and nothing else. */
class AccountingClientTest {
  private static final String SUFFIX = "orders.abc123.use1.cache.amazonaws.com";
  private static final String OLD = arn("replicationgroup:old");
  private static final String NEW = arn("replicationgroup:new");
  private static final String SNAPSHOT = arn("snapshot:s");
  private static final List<String> SLOTS = List.of("0-99,12000-16383", "100-11999");

  private final RedisDataPlane plane = new RedisDataPlane();
  private final Map<String, List<DataPlane.Shard>> layouts = new HashMap<>();
  private String sentTo = OLD;
  private Instant now = Instant.parse("2026-11-02T09:00:00Z");
  private final AccountingClient client = new AccountingClient(7, this::targets, () -> now);

  private static String arn(String resource) {
    return "arn:aws:elasticache:us-east-1:111122223333:" + resource;
  }

  @AfterEach
  void close() {
    client.close();
    plane.close();
  }

  private void start(boolean clusterMode) {
    layouts.put(
        OLD,
        clusterMode
            ? List.of(
                new DataPlane.Shard("0001", SLOTS.get(0)),
                new DataPlane.Shard("0002", SLOTS.get(1)))
            : List.of(new DataPlane.Shard("0001", null)));
    plane.start(OLD, layouts.get(OLD), null, SUFFIX);
  }

  private void restore() {
    layouts.put(NEW, layouts.get(OLD));
    plane.start(NEW, layouts.get(NEW), SNAPSHOT, SUFFIX);
  }

  private ShardTargets targets() {
    return targets(sentTo);
  }

  private ShardTargets targets(String group) {
    return new ShardTargets(
        group,
        layouts.get(group).stream()
            .map(
                s ->
                    new ShardTargets.Shard(
                        s.slots(), ClientTarget.plaintext(plane.port(group, s.nodeGroupId()))))
            .toList());
  }

  private void hold(String value) {
    plane.configure(
        OLD,
        layouts.get(OLD).stream()
            .collect(
                Collectors.toMap(
                    DataPlane.Shard::nodeGroupId, _ -> Map.of("min-replicas-to-write", value))));
  }

  private List<AccountedWrite> missing() {
    return client.account().missingOn(targets(NEW));
  }

  @ParameterizedTest(name = "cluster mode {0}")
  @ValueSource(booleans = {false, true})
  void whatItWroteIsThereInEveryKindAndOnEveryShard(boolean clusterMode) {
    start(clusterMode);
    client.attempts(900);

    Comparison found = client.account().compare(targets(OLD));

    assertThat(found.missing()).isEmpty();
    assertThat(found.odd()).isEmpty();
    assertThat(client.totals().acknowledged()).isEqualTo(plane.writes(OLD)).isGreaterThan(1000);
    assertThat(client.account().acknowledged().stream().map(AccountedWrite::kind))
        .contains(WriteKind.values());
    layouts.get(OLD).forEach(s -> assertThat(plane.writes(OLD, s.nodeGroupId())).isPositive());
  }

  @ParameterizedTest(name = "cluster mode {0}")
  @ValueSource(booleans = {false, true})
  void exactlyTheWritesAfterTheSnapshotAreMissingOnWhatIsRestoredOfIt(boolean clusterMode) {
    start(clusterMode);
    client.attempts(500);
    List<AccountedWrite> kept = client.account().acknowledged();
    plane.snapshot(OLD, SNAPSHOT);
    client.attempts(500);
    restore();

    Comparison found = client.account().compare(targets(NEW));

    List<AccountedWrite> all = client.account().acknowledged();
    assertThat(found.missing())
        .containsExactlyInAnyOrderElementsOf(all.subList(kept.size(), all.size()))
        .hasSizeGreaterThan(400);
    assertThat(found.odd()).isEmpty();
  }

  @Test
  void itGoesOnWithOtherKeysWhereItIsSentSoThatALossStaysToBeSeen() {
    start(false);
    client.attempts(300);
    plane.snapshot(OLD, SNAPSHOT);
    client.attempts(100);
    restore();
    Set<AccountedWrite> lost = Set.copyOf(missing());
    sentTo = NEW;

    client.attempts(300);

    assertThat(Set.copyOf(missing())).isEqualTo(lost).isNotEmpty();
  }

  @Test
  void keysThatAreDroppedAreReportedAndNoOthers() {
    start(false);
    client.attempts(900);
    plane.snapshot(OLD, SNAPSHOT);
    restore();
    assertThat(missing()).isEmpty();
    Set<String> dropped = new TreeSet<>();
    try (Jedis there = ClientTarget.plaintext(plane.port(NEW, "0001")).connect()) {
      for (WriteKind kind : WriteKind.values()) {
        String key = "account:1:" + kind + ":{3}";
        there.del(key, key + ":marker", key + ":twin");
        dropped.add(key);
      }
    }

    assertThat(missing().stream().map(AccountedWrite::key).collect(Collectors.toSet()))
        .isEqualTo(dropped);
    assertThat(missing())
        .containsExactlyElementsOf(
            client.account().acknowledged().stream()
                .filter(w -> dropped.contains(w.key()))
                .collect(
                    Collectors.groupingBy(
                        AccountedWrite::key, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void oneElementOneFieldOneMomentOfExpiryAndHalfATransactionAreFound() {
    start(false);
    client.attempts(900);
    plane.snapshot(OLD, SNAPSHOT);
    restore();
    AccountedWrite list = last(WriteKind.LIST);
    AccountedWrite hash = last(WriteKind.HASH);
    AccountedWrite expiry = last(WriteKind.EXPIRY);
    AccountedWrite stream = last(WriteKind.STREAM);
    AccountedWrite string = last(WriteKind.STRING);
    String torn = "account:1:TRANSACTION:{1}";
    try (Jedis there = ClientTarget.plaintext(plane.port(NEW, "0001")).connect()) {
      there.lrem(list.key(), 0, Long.toString(list.sequence()));
      there.hdel(hash.key(), hash.place());
      there.pexpire(expiry.key(), Duration.ofDays(1).toMillis());
      there.xdel(stream.key(), new StreamEntryID(stream.sequence(), 1));
      there.set(string.key(), "999999");
      there.append(torn + ":twin", "5");
    }

    Comparison found = client.account().compare(targets(NEW));

    assertThat(found.missing()).contains(list, hash, expiry, stream);
    assertThat(found.missing().stream().map(AccountedWrite::key).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(list.key(), hash.key(), expiry.key(), stream.key(), torn);
    assertThat(found.odd())
        .hasSize(3)
        .anyMatch(o -> o.contains("write 999999 of"))
        .anyMatch(o -> o.contains("half of transaction"));
  }

  private AccountedWrite last(WriteKind kind) {
    return client.account().acknowledged().stream()
        .filter(w -> w.kind() == kind)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Test
  void refusedWritesAreTriedAgainUntilTheyAreDoneAndTheFreezeLosesNothing() {
    start(true);
    client.attempts(300);
    long before = client.totals().acknowledged();
    hold("100");
    client.attempts(50);
    plane.snapshot(OLD, SNAPSHOT);
    client.attempts(50);
    restore();

    assertThat(missing()).isEmpty();
    assertThat(client.totals().refused()).isEqualTo(100);
    assertThat(client.totals().acknowledged()).isEqualTo(before).isEqualTo(plane.writes(OLD));
    now = now.plus(Duration.ofMinutes(42));
    hold("0");
    client.attempts(1);
    assertThat(client.totals().acknowledged()).isGreaterThan(before);
    assertThat(client.totals().longestPause()).isEqualTo(Duration.ofMinutes(42));
    assertThat(client.account().acknowledged().getLast().sequence())
        .as("the write that was refused all the time")
        .isEqualTo(301);
  }

  @Test
  void aWriteWhoseAnswerIsLostIsUnknownAndMayBeThereOrNot() throws IOException {
    start(false);
    try (AnswerEater eater = new AnswerEater(plane.port(OLD, "0001"));
        AccountingClient unlucky =
            new AccountingClient(3, () -> through(eater.port()), () -> now)) {
      unlucky.attempts(100);
      for (int i = 0; i < 10; i++) {
        eater.hungry(true);
        assertThat(unlucky.attempt()).isFalse();
        eater.hungry(false);
        unlucky.attempts(10);
      }

      assertThat(unlucky.totals().unknown()).isEqualTo(10);
      assertThat(plane.writes(OLD))
          .as("they were done")
          .isGreaterThan(unlucky.totals().acknowledged());
      Comparison found = unlucky.account().compare(through(eater.port()));
      assertThat(found.missing()).isEmpty();
      assertThat(found.odd()).isEmpty();
    }
  }

  private static ShardTargets through(int port) {
    return new ShardTargets(
        OLD, List.of(new ShardTargets.Shard(null, ClientTarget.plaintext(port))));
  }

  @Test
  void withoutAConnectionAnAttemptHasFailedAndNothingMore() {
    start(false);
    client.attempts(10);
    plane.accept(OLD, DataPlane.Accepts.TLS);
    client.attempts(20);
    assertThat(client.totals().failed() + client.totals().unknown()).isEqualTo(20);
    plane.accept(OLD, DataPlane.Accepts.PLAINTEXT);
    client.attempts(100);

    assertThat(client.account().missingOn(targets(OLD))).isEmpty();
    assertThat(client.totals().acknowledged()).isGreaterThan(100);
  }

  @Test
  void theSameSeedMakesTheSameWrites() {
    start(false);
    client.attempts(200);
    List<AccountedWrite> first = client.account().acknowledged();
    layouts.put(NEW, layouts.get(OLD));
    plane.start(NEW, layouts.get(NEW), null, SUFFIX);
    try (AccountingClient again = new AccountingClient(7, () -> targets(NEW), () -> now)) {
      again.attempts(200);
      assertThat(again.account().acknowledged()).isEqualTo(first);
    }
  }

  @Test
  void itCanWriteByItselfWhileASnapshotIsTaken() {
    start(true);
    client.start(3_000);
    while (client.totals().acknowledged() < 200) {
      Thread.onSpinWait();
    }
    hold("100");
    long held = client.totals().acknowledged();
    long refused = client.totals().refused();
    while (client.totals().refused() < refused + 20) {
      Thread.onSpinWait();
    }
    plane.snapshot(OLD, SNAPSHOT);
    client.close();
    restore();

    assertThat(client.totals().acknowledged()).isEqualTo(held);
    assertThat(missing()).isEmpty();
  }
}
