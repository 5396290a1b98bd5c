package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.workflow.core.StepContext;

/** A step asks once for what it looks at, until it has changed something. */
class LooksTest {
  private final StepBench bench = new StepBench();
  private StepContext context;

  @AfterEach
  void close() {
    bench.close();
  }

  @BeforeEach
  void start() {
    context = bench.with(StepBench.small(), Map.of()).work();
  }

  private long calls(String name) {
    return bench.cloud.log.entries().stream().filter(e -> e.operation().equals(name)).count();
  }

  @Test
  void aGroupThatIsLookedAtTwiceIsAskedForOnce() {
    context.state(bench.group);
    context.read(bench.group);
    context.groups().describeWithoutTags(bench.group);
    context.groups().shards(bench.group);

    assertThat(calls("DescribeReplicationGroups")).isEqualTo(1);
    assertThat(calls("DescribeCacheClusters")).isEqualTo(1);
    assertThat(calls("ListTagsForResource")).isEqualTo(1);
  }

  @Test
  void whatHasBeenChangedIsLookedAtAnew() {
    context.read(bench.group);
    context.recordRequest("anything");
    bench.client.deleteReplicationGroup(r -> r.replicationGroupId("orders"));
    bench.cloud.clock.advance(Duration.ofHours(1));

    assertThat(context.state(bench.group)).isEmpty();
  }

  @Test
  void nodesAreCountedByTheListThatWasReadAnyway() {
    context.groups().describeWithoutTags(bench.group);

    assertThat(context.groups().nodesInRegion()).isEqualTo(2);
    assertThat(calls("DescribeCacheClusters")).isEqualTo(1);
  }
}
