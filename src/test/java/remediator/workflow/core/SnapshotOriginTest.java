package remediator.workflow.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Which snapshots are a group's own, in the forms that others have recorded. */
class SnapshotOriginTest {
  private final SnapshotOrigin origin =
      new SnapshotOrigin("orders", Set.of("orders-002", "old-cluster"));

  private boolean is(String name, String group, String node) {
    return origin.is(
        Snapshot.builder()
            .snapshotName(name)
            .replicationGroupId(group)
            .cacheClusterId(node)
            .build());
  }

  @Test
  void oneThatNamesTheGroupIsTheGroups() {
    assertThat(is("automatic.orders-2026-11-02-03-00", "orders", null)).isTrue();
  }

  @Test
  void oneThatNamesANodeAndNoGroupIsTheGroups() {
    assertThat(is("automatic.orders-002-2026-11-02-03-00", null, "orders-002")).isTrue();
    assertThat(is("any-name", null, "old-cluster")).isTrue();
  }

  @Test
  void oneOfANodeThatIsGoneIsTheGroups() {
    assertThat(is("automatic.orders-001-2026-11-02-03-00", null, "orders-001")).isTrue();
    assertThat(is("automatic.orders-0004-001-2026-11-02-03-00", null, "orders-0004-001")).isTrue();
  }

  @Test
  void oneThatNamesNothingIsToldByItsName() {
    assertThat(is("automatic.orders-001-2026-11-02-03-00", null, null)).isTrue();
    assertThat(is("automatic.orders-2026-11-02-03-00", null, "")).isTrue();
    assertThat(is("automatic.orders-eu-2026-11-02-03-00", null, null)).isFalse();
    assertThat(is("orders-001-2026-11-02-03-00", null, null)).isFalse();
  }

  @Test
  void anothersIsNotTheGroupsHoweverItIsNamed() {
    assertThat(is("automatic.orders-2026-11-02-03-00", "orders-eu", null)).isFalse();
    assertThat(is("automatic.orders-001-2026-11-02-03-00", null, "orders-eu-001")).isFalse();
    assertThat(is("orders-002-kept", "carts", "orders-002")).isFalse();
  }
}
