package remediator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.group.GroupArn;
import remediator.local.CloudRun;

/** What was done around a group and could not be undone is named, as groups and snapshots are. */
class LeftAroundTest {
  private static final String SEARCH = Sample.arn("search-sharded");

  private static Optional<String> end(String refused) {
    byte[] event = Events.sample("ec4-three-uneven-shards-replace").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.surround(GroupArn.parse(SEARCH));
      run.gates().reject("cut-over", "not today");
      run.gates()
          .before("cut-over", () -> run.faults().always(refused, InjectedFault.ACCESS_DENIED));
      run.deliver(event);
      run.toTheEnd();
      return run.messages().stream()
          .map(m -> m.message())
          .filter(text -> text.contains("search-sharded is as it was"))
          .findFirst();
    }
  }

  @Test
  void alarmsThatCannotBeRemovedAreNamed() {
    assertThat(end("CloudWatch.DeleteAlarms").orElseThrow())
        .contains("still stands and is charged; delete it")
        .contains("alarm search-memory-search-sharded-enc");
  }

  @Test
  void autoScalingThatCannotBeGivenBackIsNamed() {
    assertThat(end("ApplicationAutoScaling.RegisterScalableTarget").orElseThrow())
        .contains("The auto scaling of search-sharded is still suspended");
  }
}
