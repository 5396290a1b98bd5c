package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;

/** What the question before plaintext is refused shows of the group. */
class RequiredPlanTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  /** Until the gate is open. */
  private String plan(String sample, String group) {
    byte[] event = Events.sample(sample).bytes();
    run.importing(event).send(event);
    run.until(
        () ->
            run.ledger(group)
                .filter(c -> c.attribute(CaseAttribute.GATE).filter("required"::equals).isPresent())
                .isPresent());
    return Tls.kept(run, group).require(CaseAttribute.GATE_PLAN);
  }

  @Test
  void whatOnlyNodesTellIsThere() {
    assertThat(plan("ec5-redis-7.1-online-tls", Tls.ORDERS))
        .contains("redis 7.1.0", "default.redis7", "preferred", "required");
  }

  @Test
  void afterAnUpgradeItIsTheNewEngine() {
    assertThat(plan("ec5-redis-7.0.4-upgrade-then-tls", Tls.arn("catalog-704")))
        .contains("redis 7.1")
        .doesNotContain("redis 7.0.4");
  }
}
