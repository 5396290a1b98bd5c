package awsemulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Accepts;
import awsemulator.data.LoadClient.Count;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class LoadClientTest {
  private static final String ARN = Fleet.group("orders");
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private final RedisDataPlane plane = new RedisDataPlane();

  @BeforeEach
  void start() {
    plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void itsSuccessesAreTheServersWrites() throws InterruptedException {
    LoadClient load = new LoadClient(Fleet.plaintext(plane, ARN), "app", 2_000);
    load.start();
    assertThat(load.awaitMore(50, PATIENCE)).isTrue();
    load.close();

    long successes = load.count().successes();
    assertThat(load.count().errors()).isZero();
    assertThat(plane.writes(ARN)).isEqualTo(successes);
    assertThat(counter(ARN)).isEqualTo((successes + 1) / 2);
  }

  @Test
  void aSnapshotHasAllWritesUntilTheMarkBeforeItAndNoneAfterTheMarkBehindIt()
      throws InterruptedException {
    String restored = Fleet.group("restored");
    try (LoadClient load = new LoadClient(Fleet.plaintext(plane, ARN), "app", 2_000)) {
      load.start();
      assertThat(load.awaitMore(20, PATIENCE)).isTrue();
      Count before = load.mark("before");
      plane.snapshot(ARN, Fleet.snapshot("s"));
      Count after = load.mark("after");
      assertThat(load.awaitMore(20, PATIENCE)).isTrue();

      plane.start(restored, Fleet.ONE, Fleet.snapshot("s"), Fleet.SUFFIX);

      assertThat(counter(restored))
          .isBetween((before.successes() + 1) / 2, (after.successes() + 1) / 2);
      assertThat(load.at("before")).isEqualTo(before);
      assertThat(load.count().errors()).isZero();
      assertThat(counter(ARN)).isGreaterThan(counter(restored));
    }
  }

  @Test
  void itCountsErrorsAndComesBack() throws InterruptedException {
    try (LoadClient load = new LoadClient(Fleet.plaintext(plane, ARN), "app", 500)) {
      load.start();
      assertThat(load.awaitMore(5, PATIENCE)).isTrue();
      plane.accept(ARN, Accepts.TLS);
      assertThat(load.awaitMore(50, Duration.ofMillis(200))).isFalse();

      plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);

      assertThat(load.awaitMore(5, PATIENCE)).isTrue();
      assertThat(load.count().errors()).isPositive();
    }
  }

  @Test
  void writesThatAreRefusedBecauseWritesAreHeldAreCountedApartAndItGoesOn()
      throws InterruptedException {
    try (LoadClient load = new LoadClient(Fleet.plaintext(plane, ARN), "app", 1_000)) {
      load.start();
      assertThat(load.awaitMore(5, PATIENCE)).isTrue();
      plane.configure(ARN, Map.of("0001", Map.of("min-replicas-to-write", "100")));
      Count held = load.count();
      assertThat(load.awaitMore(1, Duration.ofMillis(200))).isFalse();
      assertThat(load.count().refused()).isGreaterThan(held.refused());
      assertThat(plane.writes(ARN)).isEqualTo(load.count().successes());

      plane.configure(ARN, Map.of("0001", Map.of("min-replicas-to-write", "0")));

      assertThat(load.awaitMore(5, PATIENCE)).isTrue();
      assertThat(load.count().errors()).isZero();
      assertThat(plane.opened(ARN, "0001")).as("connections").isOne();
    }
  }

  @Test
  void itLogsIn() throws InterruptedException {
    plane.accept(ARN, Accepts.TLS);
    plane.passwords(ARN, List.of("a-token-of-16-chars"));
    ClientTarget target = Fleet.tls(plane, ARN).with("a-token-of-16-chars");
    try (LoadClient load = new LoadClient(target, "app", 500)) {
      load.start();
      assertThat(load.awaitMore(5, PATIENCE)).isTrue();
      assertThat(load.count().errors()).isZero();
    }
  }

  @Test
  void onlyMarksThatWereMadeAreKnown() {
    try (LoadClient load = new LoadClient(Fleet.plaintext(plane, ARN), "app", 500)) {
      assertThatThrownBy(() -> load.at("never")).hasMessageContaining("no mark never");
    }
  }

  private long counter(String arn) {
    try (Jedis client = Fleet.connect(plane, arn)) {
      return Long.parseLong(client.get("app:counter"));
    }
  }
}
