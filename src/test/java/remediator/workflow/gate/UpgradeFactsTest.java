package remediator.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;

/** What an upgrade's question tells of money. */
class UpgradeFactsTest {
  private static String question(String engine) {
    try (CloudRun run = new CloudRun(Map.of("TargetEngine", engine))) {
      Events event = Sample.ofProfiles();
      run.importing(event.bytes()).deliver(event.bytes());
      run.toTheEnd();
      return run.messages().stream()
          .filter(m -> m.subject().contains(": upgrade ("))
          .findFirst()
          .orElseThrow()
          .message()
          .replaceAll("\\s+", " ");
    }
  }

  @Test
  void anUpgradeToValkeySaysWhatItSaves() {
    assertThat(question("valkey")).contains("a node of valkey costs $0.1648 an hour, one of redis");
  }

  @Test
  void oneThatStaysWithItsEngineSavesNothing() {
    assertThat(question("redis")).doesNotContain("in 30 days");
  }
}
