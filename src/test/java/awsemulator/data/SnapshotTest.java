package awsemulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Shard;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class SnapshotTest {
  private static final String OLD = Fleet.group("old");
  private static final String NEW = Fleet.group("new");
  private static final String SNAPSHOT = Fleet.snapshot("s1");

  private final RedisDataPlane plane = new RedisDataPlane();
  private final DataFingerprint fingerprint = new DataFingerprint(plane);

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void aRestoredGroupHasTheSameKeysValuesAndExpiries() {
    seeded(Fleet.ONE, 3_000);
    String before = fingerprint.digest(OLD);

    plane.snapshot(OLD, SNAPSHOT);
    plane.start(NEW, Fleet.ONE, SNAPSHOT, Fleet.SUFFIX);

    assertThat(plane.keys(NEW)).isEqualTo(3_000);
    assertThat(fingerprint.digest(NEW)).isEqualTo(before);
  }

  @Test
  void eachShardOfAClusterGetsTheKeysOfItsSlots() {
    List<Shard> shards = Fleet.uneven(16);
    seeded(shards, 4_000);
    String before = fingerprint.digest(OLD);
    plane.snapshot(OLD, SNAPSHOT);

    // The same slots, but other node group ids: it is the slots that count.
    List<Shard> renamed =
        shards.stream().map(s -> new Shard("9" + s.nodeGroupId().substring(1), s.slots())).toList();
    plane.start(NEW, renamed.reversed(), SNAPSHOT, Fleet.SUFFIX);

    assertThat(fingerprint.digest(NEW)).isEqualTo(before);
    for (int i = 0; i < shards.size(); i++) {
      assertThat(keys(NEW, renamed.get(i))).isEqualTo(keys(OLD, shards.get(i)));
    }
    assertThat(keys(OLD, shards.getLast())).isGreaterThan(keys(OLD, shards.getFirst()));
  }

  @Test
  void writesAfterTheSnapshotAreNotInIt() {
    seeded(Fleet.ONE, 10);
    plane.snapshot(OLD, SNAPSHOT);
    try (Jedis client = Fleet.connect(plane, OLD)) {
      client.set("late", "1");
    }

    plane.start(NEW, Fleet.ONE, SNAPSHOT, Fleet.SUFFIX);

    assertThat(plane.keys(OLD)).isEqualTo(11);
    assertThat(plane.keys(NEW)).isEqualTo(10);
    assertThat(fingerprint.digest(NEW)).isNotEqualTo(fingerprint.digest(OLD));
  }

  @Test
  void aCopyOutlivesItsSourceAndTheGroup() {
    seeded(Fleet.ONE, 100);
    String before = fingerprint.digest(OLD);
    plane.snapshot(OLD, SNAPSHOT);
    plane.copySnapshot(SNAPSHOT, Fleet.snapshot("s2"));
    plane.deleteSnapshot(SNAPSHOT);
    plane.stop(OLD);

    plane.start(NEW, Fleet.ONE, Fleet.snapshot("s2"), Fleet.SUFFIX);

    assertThat(fingerprint.digest(NEW)).isEqualTo(before);
    assertThatThrownBy(() -> plane.deleteSnapshot(SNAPSHOT)).hasMessageContaining("no snapshot");
  }

  @Test
  void keysOfClusterModeDisabledFitIntoTheOnlyShardOfAClusterButNotBack() {
    seeded(Fleet.ONE, 50);
    plane.snapshot(OLD, SNAPSHOT);
    List<Shard> cluster = List.of(new Shard("0001", "0-16383"));

    plane.start(NEW, cluster, SNAPSHOT, Fleet.SUFFIX);
    plane.snapshot(NEW, Fleet.snapshot("s2"));

    assertThat(plane.keys(NEW)).isEqualTo(50);
    assertThatThrownBy(
            () -> plane.start(Fleet.group("back"), Fleet.ONE, Fleet.snapshot("s2"), Fleet.SUFFIX))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shardsOfOtherSlotsOrNumberAreRefused() {
    seeded(Fleet.uneven(2), 10);
    plane.snapshot(OLD, SNAPSHOT);
    List<Shard> halves = List.of(new Shard("0001", "0-8191"), new Shard("0002", "8192-16383"));

    assertThatThrownBy(() -> plane.start(NEW, halves, SNAPSHOT, Fleet.SUFFIX))
        .hasMessageContaining("no shard with the slots 0-8191");
    assertThatThrownBy(() -> plane.start(NEW, Fleet.uneven(3), SNAPSHOT, Fleet.SUFFIX))
        .hasMessageContaining("has 2 shards, the group 3");
    assertThat(plane.running(NEW)).isFalse();
  }

  @Test
  void anotherValueExpiryOrDatabaseGivesAnotherDigest() {
    plane.start(OLD, Fleet.ONE, null, Fleet.SUFFIX);
    plane.start(NEW, Fleet.ONE, null, Fleet.SUFFIX);
    try (Jedis one = Fleet.connect(plane, OLD);
        Jedis other = Fleet.connect(plane, NEW)) {
      one.set("k", "v");
      other.set("k", "v");
      assertThat(fingerprint.digest(NEW)).isEqualTo(fingerprint.digest(OLD));

      other.pexpireAt("k", System.currentTimeMillis() + 1_000_000);
      assertThat(fingerprint.digest(NEW)).isNotEqualTo(fingerprint.digest(OLD));

      other.set("k", "w");
      assertThat(fingerprint.digest(NEW)).isNotEqualTo(fingerprint.digest(OLD));

      other.set("k", "v");
      other.move("k", 3);
      assertThat(plane.keys(NEW)).isEqualTo(1);
      assertThat(fingerprint.digest(NEW)).isNotEqualTo(fingerprint.digest(OLD));
    }
  }

  @Test
  void theMomentOfExpiryIsExact() {
    plane.start(OLD, Fleet.ONE, null, Fleet.SUFFIX);
    plane.start(NEW, Fleet.ONE, null, Fleet.SUFFIX);
    long when = System.currentTimeMillis() + 1_000_000;
    try (Jedis one = Fleet.connect(plane, OLD);
        Jedis other = Fleet.connect(plane, NEW)) {
      for (int i = 0; i < 500; i++) {
        one.set("k" + i, "v");
        one.pexpireAt("k" + i, when + i);
        other.set("k" + i, "v");
        other.pexpireAt("k" + i, when + i);
      }
      assertThat(fingerprint.digest(NEW)).isEqualTo(fingerprint.digest(OLD));

      other.pexpireAt("k7", when + 8);
      assertThat(fingerprint.digest(NEW)).isNotEqualTo(fingerprint.digest(OLD));
    }
  }

  private void seeded(List<Shard> shards, int keys) {
    plane.start(OLD, shards, null, Fleet.SUFFIX);
    DataSeeder.seed(plane, OLD, shards, keys, 42);
  }

  private long keys(String arn, Shard shard) {
    try (Jedis client = ClientTarget.plaintext(plane.port(arn, shard.nodeGroupId())).connect()) {
      return client.dbSize();
    }
  }
}
