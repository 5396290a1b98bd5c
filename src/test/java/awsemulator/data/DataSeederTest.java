package awsemulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Shard;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class DataSeederTest {
  private static final String ARN = Fleet.group("orders");
  private final RedisDataPlane plane = new RedisDataPlane();

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void fiftyThousandKeysTakeNoTime() {
    plane.start(ARN, Fleet.uneven(3), null, Fleet.SUFFIX);
    long start = System.nanoTime();

    DataSeeder.seed(plane, ARN, Fleet.uneven(3), 50_000, 7);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(plane.keys(ARN)).isEqualTo(50_000);
  }

  @Test
  void everyTypeIsThereAndAThirdExpiresButNotSoon() {
    plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
    DataSeeder.seed(plane, ARN, Fleet.ONE, 900, 7);
    try (Jedis client = Fleet.connect(plane, ARN)) {
      Set<String> types = new TreeSet<>();
      long expiring = 0;
      for (String key : client.keys("*")) {
        types.add(client.type(key));
        long ttl = client.ttl(key);
        expiring += ttl >= 0 ? 1 : 0;
        assertThat(ttl == -1 || ttl > 3_600).isTrue();
      }
      assertThat(types).containsExactly("hash", "list", "set", "stream", "string", "zset");
      assertThat(expiring).isEqualTo(300);
    }
  }

  @Test
  void theSameSeedGivesTheSameValues() {
    String other = Fleet.group("other");
    plane.start(ARN, Fleet.uneven(4), null, Fleet.SUFFIX);
    plane.start(other, Fleet.ONE, null, Fleet.SUFFIX);

    DataSeeder.seed(plane, ARN, Fleet.uneven(4), 2, 7);
    DataSeeder.seed(plane, other, Fleet.ONE, 2, 7);
    // The first key expires, and not at the same millisecond.
    try (Jedis client = Fleet.connect(plane, other)) {
      assertThat(client.persist("cart:{user0}:7:0")).isEqualTo(1);
    }
    for (Shard shard : Fleet.uneven(4)) {
      try (Jedis client = ClientTarget.plaintext(plane.port(ARN, shard.nodeGroupId())).connect()) {
        client.persist("cart:{user0}:7:0");
      }
    }

    DataFingerprint fingerprint = new DataFingerprint(plane);
    assertThat(fingerprint.digest(ARN)).isEqualTo(fingerprint.digest(other));
  }

  @Test
  void keysOfSlotsThatNobodyOwnsAreAnError() {
    List<Shard> gap = List.of(new Shard("0001", "0-99"));
    plane.start(ARN, gap, null, Fleet.SUFFIX);

    assertThatThrownBy(() -> DataSeeder.seed(plane, ARN, gap, 100, 7))
        .hasMessageContaining("No shard owns slot");
  }

  @Test
  void aDataPlaneWithoutServersGetsNoKeys() {
    DataPlane none = new NoData();

    DataSeeder.seed(none, ARN, Fleet.ONE, 100, 7);

    assertThat(none.keys(ARN)).isZero();
  }
}
