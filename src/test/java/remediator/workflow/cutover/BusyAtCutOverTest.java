package remediator.workflow.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * An old group that is busy when it is to be marked as replaced, and takes no tags then: there is
 * no way back from there, so it is waited for.
 */
class BusyAtCutOverTest {
  private static final String GROUP = Sample.arn("cart-replicas");

  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void replace(Map<String, String> parameters, String gate, Runnable before) {
    run = new CloudRun(parameters);
    run.gates().before(gate, before);
    byte[] event = Events.sample("ec4-primary-and-two-replicas-replace").bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
  }

  private void waitedIn(String step) {
    RemediationCase c = run.ledger(GROUP).orElseThrow();
    assertThat(run.log(step).stream().filter(l -> !"ask".equals(l.get("status"))))
        .first()
        .extracting(l -> l.get("reason"))
        .asString()
        .containsPattern("snapshotting|modifying|busy");
    assertThat(run.log(step)).last().extracting(l -> l.get("status")).isEqualTo("done");
    assertThat(c.state()).as("%s", c.history()).isEqualTo(RemediationCase.State.DONE);
  }

  @Test
  void anAutomaticSnapshotIsWaitedForAndTheFlowEndsAsPlanned() {
    replace(Map.of(), "cut-over", () -> run.controls().takeAutomaticSnapshot(GROUP));

    waitedIn("SwitchEndpoints");
    assertThat(run.view().group(GROUP)).isEmpty();
    assertThat(Sample.parameters(run, "cart-replicas").get("current"))
        .contains("cart-replicas-enc");
    assertThat(Sample.parameters(run, "cart-replicas").get("previous")).contains("cart-replicas.");
    assertThat(Sample.parameters(run, "cart-replicas")).doesNotContainKey("next");
  }

  @Test
  void aChangeOfTheOwnersTagsIsWaitedForToo() {
    replace(
        Map.of(),
        "cut-over",
        () ->
            Sample.elastiCache(run)
                .addTagsToResource(
                    r ->
                        r.resourceName(GROUP)
                            .tags(Tag.builder().key("team").value("shop").build())));

    waitedIn("SwitchEndpoints");
  }

  @Test
  void underTheSameIdItIsWaitedForBeforeTheOldGroupGoes() {
    replace(Map.of("NewId", "same"), "retire", () -> run.controls().takeAutomaticSnapshot(GROUP));

    waitedIn("MarkReplaced");
    assertThat(run.view().group(GROUP).orElseThrow().atRestEncryptionEnabled()).isTrue();
  }
}
