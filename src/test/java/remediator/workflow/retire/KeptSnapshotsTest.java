package remediator.workflow.retire;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.aws.AccountRegion;
import remediator.ledger.CaseAttribute;
import remediator.local.Stage;
import remediator.workflow.scaling.AroundBench;

/** Automatic snapshots of a group that is replaced. The sample groups have one of last night. */
class KeptSnapshotsTest extends AroundBench {
  @Test
  void theNewestAutomaticSnapshotOutlivesTheGroup() {
    run(Map.of(), "");
    ofTheDayBefore();

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept()).containsExactly("search-sharded-2026-11-02-03-00-kept");
  }

  @Test
  void allAutomaticSnapshotsAreKeptWhereTheOwnerWantsThem() {
    run(Map.of("KeepAutomaticSnapshots", "all"), "");
    ofTheDayBefore();

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept())
        .containsExactlyInAnyOrder(
            "search-sharded-2026-11-01-03-00-kept", "search-sharded-2026-11-02-03-00-kept");
  }

  @Test
  void noneIsKeptWhereTheOwnerWantsNone() {
    run(Map.of("KeepAutomaticSnapshots", "none"), "");

    stage.deliver(EVENT).toTheEnd();

    assertThat(kept()).isEmpty();
  }

  /** As AWS does where cluster mode is disabled, the snapshot names a node and no group. */
  @Test
  void theNewestOfANodeOutlivesItsGroupToo() {
    replicas();

    stage.deliver("ec4-primary-and-two-replicas-replace.json").toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(stage.stands("cart-replicas")).isFalse();
    assertThat(stage.snapshots())
        .filteredOn(s -> s.snapshotName().equals("cart-replicas-003-2026-11-02-03-00-kept"))
        .singleElement()
        .satisfies(s -> assertThat(s.cacheClusterId()).isEqualTo("cart-replicas-003"));
  }

  @Test
  void whereElastiCacheTellsOfNoneTheOldGroupStaysAndPeopleAreToldWhatToDo() {
    replicas();
    // Somebody has deleted it, or this way of asking does not find it.
    stage
        .aws()
        .elastiCache(AccountRegion.of(stage.group()))
        .deleteSnapshot(r -> r.snapshotName("automatic.cart-replicas-003-2026-11-02-03-00"));

    stage.deliver("ec4-primary-and-two-replicas-replace.json").toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("failed");
    assertThat(stage.stands("cart-replicas")).isTrue();
    assertThat(stage.stands("cart-replicas-enc")).isTrue();
    assertThat(stage.message(": failed"))
        .contains(
            "ElastiCache keeps automatic snapshots of cart-replicas for 7 days, but tells of none")
        .contains("set the tag elasticache-encryption:keep-automatic-snapshots to none")
        .contains("cart-replicas still stands");
  }

  @Test
  void whereTheCopyHasBeenDeletedSinceTheOldGroupStays() {
    replicas();
    String copy = "cart-replicas-003-2026-11-02-03-00-kept";

    stage.deliver("ec4-primary-and-two-replicas-replace.json");
    stage.toTheEnd(
        s -> {
          boolean stands =
              s.snapshots().stream()
                  .filter(c -> c.snapshotStatus().equals("available"))
                  .anyMatch(c -> c.snapshotName().equals(copy));
          if (stands && isAt("CopySnapshots")) {
            setSwitch("pause-new-flows");
          } else if (stands && isAt("DeleteOldGroup")) {
            s.aws()
                .elastiCache(AccountRegion.of(s.group()))
                .deleteSnapshot(r -> r.snapshotName(copy));
            setSwitch("run");
          }
        });

    assertThat(stage.stands("cart-replicas")).isTrue();
    assertThat(stage.message(": failed"))
        .contains("cart-replicas is not deleted: the copy " + copy)
        .contains("is not there any more");
  }

  private boolean isAt(String step) {
    return stage.ledger().attribute(CaseAttribute.STEP).equals(Optional.of(step));
  }

  private void setSwitch(String position) {
    stage
        .aws()
        .ssm()
        .putParameter(
            r -> r.name("/elasticache-encryption/switch").value(position).overwrite(true));
  }

  private void replicas() {
    stage = new Stage("cart-replicas", new NoData(), Map.of());
  }

  private void ofTheDayBefore() {
    Instant at = Instant.parse("2026-11-01T03:00:00Z");
    stage.controls().automaticSnapshot(stage.group().toString(), at);
  }
}
