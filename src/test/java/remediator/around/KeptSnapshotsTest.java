package remediator.around;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Automatic snapshots of a group that is replaced. */
class KeptSnapshotsTest extends AroundBench {
  @Test
  void theNewestAutomaticSnapshotOutlivesTheGroup() {
    run(Map.of(), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept()).containsExactly("search-sharded-2026-11-01-09-00-kept");
  }

  @Test
  void allAutomaticSnapshotsAreKeptWhereTheOwnerWantsThem() {
    run(Map.of("KeepAutomaticSnapshots", "all"), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept())
        .containsExactlyInAnyOrder(
            "search-sharded-2026-11-01-09-00-kept", "search-sharded-2026-10-31-09-00-kept");
  }

  @Test
  void noneIsKeptWhereTheOwnerWantsNone() {
    run(Map.of("KeepAutomaticSnapshots", "none"), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept()).isEmpty();
  }
}
