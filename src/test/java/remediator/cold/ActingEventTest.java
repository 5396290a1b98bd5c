package remediator.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.finding.Events;
import remediator.local.ColdCloud;

/** The function as Lambda makes it, at its first event. */
class ActingEventTest {
  @TempDir private Path folder;

  private Jvm first(Events event) throws Exception {
    byte[] bytes = event.bytes();
    try (ColdCloud cloud = new ColdCloud(new String(bytes, StandardCharsets.UTF_8))) {
      return Jvm.with(bytes, cloud.environment(), folder);
    }
  }

  @Test
  void aFindingThatIsActedOnIsDealtWith() throws Exception {
    Jvm jvm = first(Events.sample("ec5-redis-7.1-online-tls"));

    assertThat(jvm.said()).contains("ONLINE_TLS").doesNotContain("Exception");
    assertThat(jvm.loaded()).anyMatch(line -> line.contains(".ElastiCacheClient "));
  }

  @Test
  void oneThatOnlyClosesACaseLoadsNoClientThatItDoesNotNeed() throws Exception {
    Jvm jvm = first(Events.sample("ec5-redis-7.1-online-tls").with("Compliance/Status", "PASSED"));

    assertThat(jvm.said()).contains("there is no case of it");
    assertThat(jvm.loaded())
        .noneMatch(line -> line.contains(".SsmClient "))
        .noneMatch(line -> line.contains(".ElastiCacheClient "));
  }
}
