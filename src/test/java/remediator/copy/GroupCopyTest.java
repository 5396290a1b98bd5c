package remediator.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies between real servers and compares them, with nothing in the way. */
class GroupCopyTest {
  private static final int KEYS = 4_000;

  private static void assertEqual(Map<String, Object> compared, long keys) {
    assertThat(compared)
        .containsEntry("differing", 0)
        .containsEntry("differences", List.of())
        .containsEntry("expired", 0)
        .containsEntry("compared", (int) keys);
  }

  @Test
  void allTypesInThreeDatabasesComeOverWithTheirExpiry() throws Exception {
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      for (int database : new int[] {0, 1, 5}) {
        source.fill(database, 0, KEYS, new SampleKeys("db" + database + "-"));
      }
      CopyRuns runs = CopyRuns.whole(source, target);

      assertThat(runs.copy()).containsEntry("keys", 3 * KEYS);
      assertThat(target.keys()).isEqualTo(3 * KEYS);
      assertEqual(runs.compare(), 3 * KEYS);
    }
  }

  @Test
  void threeShardsGoToTwoOfOtherSlots() throws Exception {
    try (ServerGroup source = ServerGroup.clusterOf(3);
        ServerGroup target = ServerGroup.clusterOf(2)) {
      source.fill(0, 0, KEYS, new SampleKeys("key-"));
      CopyRuns runs = CopyRuns.whole(source, target);

      assertThat(runs.copy()).containsEntry("keys", KEYS);
      assertThat(target.keys()).isEqualTo(KEYS);
      assertEqual(runs.compare(), KEYS);
    }
  }
}
