package remediator.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step asks once for what it looks at, until it has changed something. */
class LooksTest {
  private final StepBench bench = new StepBench();
  private Work work;

  @AfterEach
  void close() {
    bench.close();
  }

  @BeforeEach
  void start() {
    work = bench.with(StepBench.small(), Map.of()).work();
  }

  private long calls(String name) {
    return bench.cloud.log.entries().stream().filter(e -> e.operation().equals(name)).count();
  }

  @Test
  void aGroupThatIsLookedAtTwiceIsAskedForOnce() {
    work.state(bench.group);
    work.read(bench.group);
    work.groups().look(bench.group);
    work.groups().shards(bench.group);

    assertThat(calls("DescribeReplicationGroups")).isEqualTo(1);
    assertThat(calls("DescribeCacheClusters")).isEqualTo(1);
    assertThat(calls("ListTagsForResource")).isEqualTo(1);
  }

  @Test
  void whatHasBeenChangedIsLookedAtAnew() {
    work.read(bench.group);
    work.asking("anything");
    bench.client.deleteReplicationGroup(r -> r.replicationGroupId("orders"));
    bench.cloud.clock.advance(Duration.ofHours(1));

    assertThat(work.state(bench.group)).isEmpty();
  }

  @Test
  void nodesAreCountedByTheListThatWasReadAnyway() {
    work.groups().look(bench.group);

    assertThat(work.groups().nodesInRegion()).isEqualTo(2);
    assertThat(calls("DescribeCacheClusters")).isEqualTo(1);
  }
}
