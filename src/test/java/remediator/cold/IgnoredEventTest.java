package remediator.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.finding.Events;

/** Most events ask for nothing, and loading the AWS SDK is most of a cold start. */
class IgnoredEventTest {
  private static final String SDK = "software.amazon.awssdk.";

  @TempDir private Path folder;

  @Test
  void anEventThatMustBeIgnoredLoadsNothingOfAws() throws Exception {
    Events event = Events.sample("ec5-redis-7.1-online-tls").with("Workflow/Status", "SUPPRESSED");
    // No variable of the function's either: nothing that leads to AWS may be asked for.
    Jvm jvm = Jvm.with(event.bytes(), Map.of(), folder);
    List<String> loaded = jvm.loaded();

    assertThat(jvm.said()).contains("IGNORED");
    assertThat(loaded).anyMatch(line -> line.contains("remediator.lambda.FindingHandler"));
    assertThat(loaded)
        .noneMatch(line -> line.contains(SDK))
        // Binding records takes three times as long to load as reading and writing maps.
        .noneMatch(line -> line.contains("jackson.databind."));
  }
}
