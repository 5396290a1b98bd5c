package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Pending;

/** The ledger is written when something must last, and not for its own sake. */
class LedgerWritesTest {
  private final StepBench bench = new StepBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aLookThatFindsNothingNewWritesNothing() {
    bench.with(StepBench.small(), Map.of(PolicySetting.DATA.key(), "accept-loss"));
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
    assertThat(bench.once("CreateGroup")).isInstanceOf(Pending.class);
    bench.cloud.clock.advance(Duration.ofMinutes(3));
    // The group is seen for the first time, and its identity is recorded.
    assertThat(bench.once("CreateGroup")).isInstanceOf(Pending.class);
    long before = bench.writes();

    bench.cloud.clock.advance(Duration.ofMinutes(3));
    assertThat(bench.once("CreateGroup")).isInstanceOf(Pending.class);
    assertThat(bench.writes()).isEqualTo(before);
  }

  @Test
  void aStepThatHasNothingToDoLeavesTheWritingToTheNext() {
    bench.with(StepBench.small(), Map.of(PolicySetting.DATA.key(), "accept-loss"));
    assertThat(bench.run("TakeSnapshot")).isEqualTo(new Done());
    assertThat(bench.run("CreateGroup")).isEqualTo(new Done());
    long before = bench.writes();

    assertThat(bench.once("CopyScaling")).isEqualTo(new Done());
    assertThat(bench.writes()).isEqualTo(before);
  }

  @Test
  void aStepThatWaitsIsWrittenDownWithSinceWhen() {
    bench.with(StepBench.small(), Map.of(PolicySetting.DATA.key(), "accept-loss"));
    bench.client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("orders")
                .replicationGroupDescription("Busy")
                .applyImmediately(true));
    bench.cloud.clock.advance(Duration.ofSeconds(30));

    assertThat(bench.once("TakeSnapshot")).isInstanceOf(Pending.class);
    assertThat(bench.kept().attribute(CaseAttribute.STEP)).hasValue("TakeSnapshot");
    assertThat(bench.kept().attribute(CaseAttribute.STEP_SINCE))
        .hasValue(bench.cloud.clock.instant().toString());
  }

  @Test
  void whatIsAboutToBeMadeStandsThereBeforeItIsAskedForAndAllAtOnce() {
    bench.with(StepBench.small(), Map.of(PolicySetting.DATA.key(), "accept-loss"));
    long before = bench.writes();

    bench.once("TakeSnapshot");
    assertThat(bench.writes()).isEqualTo(before + 1);
    assertThat(bench.kept().attribute(CaseAttribute.SNAPSHOT)).isPresent();
    assertThat(bench.kept().require(CaseAttribute.LAST_REQUEST)).startsWith("snapshot@");
  }
}
