package awsemulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Shard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetSizeTest {
  private static final String ARN = Fleet.group("large");

  @Test
  void thirtyShardsStartInSecondsAndLeaveNoProcessBehind() {
    List<Shard> shards = Fleet.uneven(22);
    long before = servers();
    try (RedisDataPlane plane = new RedisDataPlane()) {
      long start = System.nanoTime();
      plane.start(ARN, shards, null, Fleet.SUFFIX);
      plane.start(Fleet.group("second"), Fleet.uneven(8), null, Fleet.SUFFIX);

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
      assertThat(servers() - before).isEqualTo(30);
      assertThat(plane.running(ARN)).isTrue();

      plane.stop(Fleet.group("second"));
      assertThat(servers() - before).isEqualTo(22);
    }
    assertThat(servers()).isEqualTo(before);
  }

  @Test
  void aGroupRunsOnce() {
    try (RedisDataPlane plane = new RedisDataPlane()) {
      plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
      long before = servers();

      assertThatThrownBy(() -> plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX))
          .hasMessageContaining("running already");
      assertThat(servers()).isEqualTo(before);
    }
  }

  @Test
  void whatIsNotThereIsAnError() {
    try (RedisDataPlane plane = new RedisDataPlane()) {
      assertThatThrownBy(() -> plane.keys(ARN)).hasMessageContaining("No servers run for " + ARN);
      plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
      assertThatThrownBy(() -> plane.port(ARN, "0002")).hasMessageContaining("no shard 0002");
      plane.stop(ARN);
      assertThat(plane.running(ARN)).isFalse();
      assertThatThrownBy(() -> plane.stop(ARN)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Redis processes that this JVM has started. */
  private static long servers() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
  }
}
